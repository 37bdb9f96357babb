"""Rich text as nodes."""

import pytest

from portal.downloads.pdf.letters import STAND_IN, with_stand_ins
from portal.downloads.pdf.nodes import DEEPEST, nodes, words


def mark(number):
    """Give what stands at a mark."""
    return {"is": "note", "number": number, "first": True}


def depth(node):
    """Say how deep nodes stand in one another."""
    inner = node if isinstance(node, list) else node.get("of", []) if isinstance(node, dict) else []
    return max((depth(each) for each in inner), default=0) + isinstance(node, dict)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p> Ett  <em>två</em>\n</p>", [{"is": "paragraph", "of": ["Ett ", {"is": "em", "of": ["två"]}]}]),
        ("loose &lt;p&gt;", [{"is": "paragraph", "of": ["loose <p>"]}]),
        (
            "<p>H<sub>2</sub>O<sup>2</sup><br>ny rad</p>",
            [
                {
                    "is": "paragraph",
                    "of": [
                        "H",
                        {"is": "sub", "of": ["2"]},
                        "O",
                        {"is": "sup", "of": ["2"]},
                        {"is": "line"},
                        "ny rad",
                    ],
                }
            ],
        ),
        (
            '<p>Se<sup class="footnote-mark"><a href="#footnote-3" role="doc-noteref">3</a></sup>.</p>',
            [{"is": "paragraph", "of": ["Se", mark(3), "."]}],
        ),
        (
            "<blockquote><p>Sagt.</p>och mer</blockquote>",
            [
                {
                    "is": "quotation",
                    "of": [{"is": "paragraph", "of": ["Sagt."]}, {"is": "paragraph", "of": ["och mer"]}],
                }
            ],
        ),
        (
            '<ol start="4"><li>fyra<ul><li>inre</li></ul></li>lös</ol>',
            [
                {
                    "is": "numbered",
                    "start": 4,
                    "of": [
                        {
                            "is": "item",
                            "of": [
                                {"is": "paragraph", "of": ["fyra"]},
                                {"is": "list", "of": [{"is": "item", "of": [{"is": "paragraph", "of": ["inre"]}]}]},
                                {"is": "paragraph", "of": ["lös"]},
                            ],
                        }
                    ],
                }
            ],
        ),
        ('<p><button class="term">ord</button> här</p>', [{"is": "paragraph", "of": ["ord", " här"]}]),
        ("<table><tr></tr></table>", [{"is": "part", "of": []}]),
    ],
)
def test_rich_text_becomes_nodes(html, expected):
    assert nodes(html, mark) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('lang="ar" dir="rtl"', {"lang": "ar", "dir": "rtl"}),
        ('lang="sv-SE" dir="auto"', {"lang": "sv"}),
        ('lang="no such" dir="up"', {}),
        ('lang="\'); #eval("', {}),
    ],
)
def test_language_and_direction_are_those_that_there_are(said, expected):
    assert nodes(f"<p {said}>Ord</p>", mark) == [{"is": "paragraph", **expected, "of": ["Ord"]}]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.se/å ä?q=1&amp;r=2", "https://example.se/%C3%A5%20%C3%A4?q=1&r=2"),
        ("mailto:a@example.se", "mailto:a@example.se"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("#eval", None),
        ("", None),
    ],
)
def test_links_lead_outside_and_to_nothing_that_runs(address, expected):
    [paragraph] = nodes(f'<p><a href="{address}">dit</a></p>', mark)
    [link] = paragraph["of"]
    assert (link["is"], link.get("to")) == (("link", expected) if expected else ("span", None))


def test_cells_stand_where_they_are_read():
    html = (
        "<table><caption>Tal</caption><thead><tr><th rowspan='2'>År</th><th colspan='2'>Antal</th></tr>"
        "<tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>2021</th><td colspan='99'>1</td></tr></tbody></table>"
    )
    [table] = nodes(html, mark)
    places = [(cell["row"], cell["column"], cell["down"], cell["across"], cell["heading"]) for cell in table["of"]]
    assert table["heads"] == 2
    assert table["caption"] == [{"is": "paragraph", "of": ["Tal"]}]
    assert places == [
        (0, 0, 2, 1, True),
        (0, 1, 1, 2, True),
        (1, 1, 1, 1, True),
        (1, 2, 1, 1, True),
        (2, 0, 1, 1, True),
        (2, 1, 1, 50, False),
    ]


@pytest.mark.parametrize("tags", [("ul", "li"), ("blockquote",), ("table", "tr", "td"), ("p", "strong", "em")])
def test_nodes_have_a_deepest_level_and_lose_no_word(tags):
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    found = nodes(f"{opened * 3000}innerst{closed * 3000}<p>efteråt</p>", mark)
    assert depth(found) <= DEEPEST + 2
    assert "innerst" in str(found)
    assert found[-1] == {"is": "paragraph", "of": ["efteråt"]}


def test_long_words_are_in_pieces_that_make_them_up():
    assert words("kort ord") == ["kort ord"]
    assert words(f"a {'x' * 32} b") == ["a ", {"is": "word", "of": ["x" * 15, "x" * 15, "xx"]}, " b"]
    assert words("Arbetsmarknadsnämnden,", in_cell=True) == ["Arbetsmarknadsnämnden,"]
    assert words("a@example.se.x", in_cell=True) == [{"is": "word", "of": ["a@exampl", "e.se.x"]}]


def test_a_letter_without_a_shape_has_a_stand_in():
    assert with_stand_ins("Åäö é ☐ م ሰ €") == ("Åäö é ☐ م ሰ €", "")
    assert with_stand_ins("😀\ufe0f 中!") == (f"{STAND_IN} {STAND_IN}!", "😀中")
