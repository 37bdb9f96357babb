"""Text files, with and without marks of Markdown, into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.recognising.words import words
from portal.documents.sources.fault import SourceError
from portal.documents.sources.inline import marked
from portal.documents.sources.line import Cell, Item, Mark, Span
from portal.documents.sources.markdown import read_markdown
from portal.documents.sources.text import read_text


def lines(text):
    return read_text(text.encode()).lines


def test_headings_have_their_level_without_their_marks():
    found = lines("# Plan\n\n## **Syfte** ##\n\nMål\n===\n\nText.")
    assert [(line.text, line.heading, line.bold) for line in found] == [
        ("Plan", 1, False),
        ("Syfte", 2, True),
        ("Mål", 1, False),
        ("Text.", None, False),
    ]


def test_list_items_have_their_depth_and_mark():
    found = lines("- ett\n  - två\n  1. tre\n- fyra\n\n• fem\n\na) sex")
    assert [(line.text, line.item) for line in found] == [
        ("ett", Item(0, "-")),
        ("två", Item(1, "-")),
        ("tre", Item(1, "1.")),
        ("fyra", Item(0, "-")),
        ("fem", Item(0, "•")),
        ("sex", Item(0, "a)")),
    ]


def test_rows_of_bars_and_of_tabs_are_tables():
    found = lines("| a | b |\n|---|:-:|\n| c | d |\n\ne: 1\tf: 2\ng: 3\t\th: 4")
    assert [(line.text, line.cell) for line in found] == [
        ("a", Cell(0, 0, 0)),
        ("b", Cell(0, 0, 1)),
        ("c", Cell(0, 1, 0)),
        ("d", Cell(0, 1, 1)),
        ("e: 1", Cell(1, 0, 0)),
        ("f: 2", Cell(1, 0, 1)),
        ("g: 3", Cell(1, 1, 0)),
        ("h: 4", Cell(1, 1, 1)),
    ]


def test_a_row_of_the_contents_is_no_table():
    assert [line.cell for line in lines("Inledning\t3")] == [None]


def test_gaps_pages_and_numbers_are_known():
    found = lines("ett\ntvå\n\ntre\n\n\n\nfyra\ffem")
    assert [(line.text, line.gap, line.page) for line in found] == [
        ("ett", True, 1),
        ("två", False, 1),
        ("tre", True, 1),
        ("fyra", True, 2),
        ("fem", True, 3),
    ]


def test_emphasis_goes_over_the_end_of_a_line():
    found = lines("**GRAN  \nBRO** hej *du*")
    assert [(line.text, line.bold, line.whole, line.spans) for line in found] == [
        ("GRAN", True, True, ()),
        ("BRO hej du", False, False, (Span(0, 3, "strong"), Span(8, 10, "em"))),
    ]


def test_footnotes_and_their_marks_are_known():
    found = lines("Ett hem¹ och ett jobb[^b].\n\n¹ Enligt lag.\n\n[^b]: Eller två.")
    assert [(line.text, line.note, line.marks) for line in found] == [
        ("Ett hem och ett jobb.", None, (Mark(7, "1"), Mark(20, "b"))),
        ("Enligt lag.", "1", ()),
        ("Eller två.", "b", ()),
    ]


@pytest.mark.parametrize(
    ("written", "text", "spans"),
    [
        ("[Plan](https://a.example/b_(c))", "Plan", (Span(0, 4, "a", "https://a.example/b_(c)"),)),
        ("<https://a.example>", "https://a.example", (Span(0, 17, "a", "https://a.example"),)),
        ("**[a](http://b.example)**", "a", (Span(0, 1, "strong"), Span(0, 1, "a", "http://b.example"))),
        ("2 * 3 * 4", "2 * 3 * 4", ()),
        (r"\*inte\*", "*inte*", ()),
        ("en_stor_fil", "en_stor_fil", ()),
    ],
)
def test_marks_become_spans(written, text, spans):
    assert marked(written) == (text, spans, ())


def test_what_is_no_text_is_refused():
    with pytest.raises(SourceError):
        read_text(b"\xff\xfe\x00\xd8")


def test_markdown_is_read_as_text_is():
    content = b"# Plan\n\n- ett"
    assert read_markdown(content) == read_text(content)


@given(st.text(alphabet="ab1 \n\t\f|-*_#.[](<>)¹", max_size=120))
def test_no_word_of_plain_letters_is_lost(text):
    content = text.replace("(", " ").replace("<", " ")  # the addresses of links are in their spans
    kept = " ".join(f"{line.item.mark if line.item else ''} {line.text} {line.note or ''}" for line in lines(content))
    letters = [word for word in words(content) if word.isalpha()]
    assert "".join(letters) == "".join(word for word in words(kept) if word.isalpha()) or "¹" in text or "[" in text


def test_a_very_long_line_is_read_whole():
    line = "a" * 200_000
    assert [read.text for read in read_text(line.encode()).lines] == [line]
