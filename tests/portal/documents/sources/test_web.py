"""Tests of reading web pages."""

import time

from portal.documents.sources.line import Cell, Furniture, Item, Mark, Span
from portal.documents.sources.web import read_web
from tests.portal.documents.sources.making import texts


def read(body: str) -> list:
    """Give the lines of a page with this body."""
    return list(read_web(f"<!doctype html><title>Plan</title><body>{body}".encode()).lines)


def test_headings_paragraphs_and_lists_are_read_though_ends_are_left_out():
    lines = read(
        "<h1>Program</h1><h2>Syfte</h2><p>Ett\n  stycke<p>Två<br>rader<ul><li>en<ol type=a><li>under</ol><li>två"
    )
    assert [(line.text, line.heading, line.item, line.whole) for line in lines] == [
        ("Program", 1, None, True),
        ("Syfte", 2, None, True),
        ("Ett stycke", None, None, True),
        ("Två", None, None, False),
        ("rader", None, None, True),
        ("en", None, Item(0, "•"), True),
        ("under", None, Item(1, "a."), True),
        ("två", None, Item(0, "•"), True),
    ]
    assert read_web(b"<title>En\n plan</title>x").title == "En plan"


def test_menus_headers_and_footers_of_the_page_are_furniture_and_those_of_its_articles_are_not():
    lines = read(
        "<header>Provkommun</header><nav><ul><li>Start</ul></nav><main><header><h1>Plan</h1></header>Text"
        "<footer>Källa</footer></main><footer>Kontakt</footer>"
    )
    assert [(line.text, line.furniture) for line in lines] == [
        ("Provkommun", Furniture.HEADER),
        ("Start", Furniture.CONTENTS),
        ("Plan", None),
        ("Text", None),
        ("Källa", None),
        ("Kontakt", Furniture.FOOTER),
    ]


def test_scripts_styles_comments_and_what_is_hidden_are_no_text():
    lines = read(
        "<script>x<p>y</script><style>p{}</style><!-- z --><template>t</template><p hidden>h</p>"
        '<p style="display: none">d</p><![if !x]><p>Synligt</p><![endif]>'
    )
    assert [line.text for line in lines] == ["Synligt"]


def test_tables_give_their_cells():
    lines = read(
        "<table><tr><th>Åtgärd<th colspan=2>Ansvarig<tr><td><p>Ett<p>Två<td>Nämnd<td>2025</table>"
        "<table><tr><td><ul><li>punkt</ul></table>"
    )
    assert [(line.text, line.cell, line.item) for line in lines] == [
        ("Åtgärd", Cell(0, 0, 0), None),
        ("Ansvarig", Cell(0, 0, 1), None),
        ("Ett", Cell(0, 1, 0), None),
        ("Två", Cell(0, 1, 0), None),
        ("Nämnd", Cell(0, 1, 1), None),
        ("2025", Cell(0, 1, 2), None),
        ("punkt", Cell(1, 0, 0), Item(0, "•")),
    ]


def test_emphasis_and_links_are_spans():
    [line, bold] = read(
        '<p><b>Mål</b>: <i>fler</i>, <a href="https://example.se/">se</a> <a href="/x">mer</a></p><p><b>Allt'
    )
    assert line.text == "Mål: fler, se mer"
    assert line.spans == (Span(0, 3, "strong"), Span(5, 9, "em"), Span(11, 13, "a", "https://example.se/"))
    assert (bold.bold, bold.spans) == (True, ())


def test_notes_are_those_that_raised_figures_lead_to():
    lines = read('Ett år.<sup><a href="#not1">1</a></sup> 25 m<sup>2</sup><ol><li id="not1">Enligt lag.</ol><p>Slut')
    assert [(line.text, line.marks, line.note, line.item) for line in lines] == [
        ("Ett år. 25 m²", (Mark(7, "1"),), None, None),
        ("Enligt lag.", (), "1", None),
        ("Slut", (), None, None),
    ]


def test_the_encoding_that_a_page_declares_is_used():
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>Åtgärd'
    assert texts(read_web(page.encode("latin-1"))) == ["Åtgärd"]
    assert texts(read_web(page.replace("iso-8859-1", "okänd").encode())) == ["Åtgärd"]


def test_styles_of_words_own_pages_are_known():
    lines = read("<p class=MsoTitle>Plan<p class=MsoToc1>Syfte 3<p class=MsoNormal>Text")
    assert [(line.text, line.title, line.furniture) for line in lines] == [
        ("Plan", True, None),
        ("Syfte 3", False, Furniture.CONTENTS),
        ("Text", False, None),
    ]


def test_pages_made_to_take_long_do_not():
    began = time.monotonic()
    for part in ("<div>", "<b>", "<table><tr><td>", "<p><b>", "<li>", "</p>", "<ul><li>", "<a href='#'>", "<![", "&"):
        read(part * 20_000)
    assert time.monotonic() - began < 20
