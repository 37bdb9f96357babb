"""Rich text cut and joined, whatever stands in it: no word goes, and their order stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importer.review.wording import cut, cuts, heading_of, joined, listed, paragraph
from strategies.richtext import clean, footnote_numbers, plain_text
from tests.chance import cases

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "</ul>", "<ol>", '<ol start="7">', "</ol>", "<li>", "</li>", "<br>", "<!-- no -->"),
        *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<blockquote>", "</blockquote>", "&amp;"),
        *("<strong>", "</strong>", "<em>", "</em>", '<a href="#footnote-1">1</a>', '<span lang="en">', "</span>"),
        *("ett", "två", "tre. ", " fyra", "x < y", "&lt;p&gt;", "\n", "\u00ad", "\u2028"),
    ]
)
HTML = st.lists(PIECES | st.text(max_size=4), max_size=30).map(lambda pieces: clean("".join(pieces)))


def words(*texts: str) -> list[str]:
    """Give the letters of texts, without the spaces, which markup makes and takes."""
    return ["".join(text.split()) for text in ("".join(plain_text(text) for text in texts),)]


@given(HTML, st.data())
@settings(deadline=None, max_examples=cases(300))
def test_a_cut_text_has_all_its_words_and_marks(html, choice):
    places = cuts(html)
    assert [place.at for place in places] == list(range(1, len(places) + 1))
    before, after = cut(html, choice.draw(st.integers(0, len(places))))
    assert words(before, after) == words(html)
    assert footnote_numbers(before) + footnote_numbers(after) == footnote_numbers(html)
    assert (clean(before), clean(after)) == (before, after)


@given(HTML, HTML)
@settings(deadline=None, max_examples=cases(300))
def test_joined_texts_have_all_words_and_marks_of_both(one, other):
    whole = joined(one, other)
    assert words(whole) == words(one, other)
    assert footnote_numbers(whole) == footnote_numbers(one) + footnote_numbers(other)
    assert clean(whole) == whole


@given(HTML)
@settings(deadline=None, max_examples=cases(200))
def test_a_heading_takes_its_words_along(html):
    found = heading_of(html)
    if found:
        assert words(paragraph(found[0]), found[1]) == words(html)


@given(st.text())
def test_plain_text_becomes_markup_that_says_the_same(text):
    assert words(paragraph(text)) == words(clean(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"))


@pytest.mark.parametrize(
    ("html", "beginnings"),
    [
        ("", []),
        ("<p>Ett</p>", []),
        ("<p>Ett</p><p>Två</p>", ["Två"]),
        ("<ul><li>Ett</li><li>Två <em>tre</em></li></ul><p>Fyra</p>", ["Två tre", "Fyra"]),
        ("<p>Ett</p><ul><li>Två</li><li>Tre</li></ul>", ["Två Tre", "Tre"]),
    ],
)
def test_a_text_is_cut_before_blocks_and_items(html, beginnings):
    assert [place.beginning for place in cuts(html)] == beginnings


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("<ul><li>a</li></ul>", "<ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li>a</li></ol>", '<ol start="2"><li>b</li></ol>', "<ol><li>a</li><li>b</li></ol>"),
        ("<ol><li>a</li></ol>", "<ol><li>b</li></ol>", "<ol><li>a</li></ol><ol><li>b</li></ol>"),
        ("<p>Vi ska</p>", "<p>bygga.</p>", "<p>Vi ska bygga.</p>"),
        ("<p>Vi bygger.</p>", "<p>och flyttar.</p>", "<p>Vi bygger.</p><p>och flyttar.</p>"),
        ("<p>Vi ska</p>", "<p>Bygga.</p>", "<p>Vi ska</p><p>Bygga.</p>"),
        ("", "<p>a</p>", "<p>a</p>"),
    ],
)
def test_lists_and_sentences_go_on(one, other, whole):
    assert joined(one, other) == whole


def test_plain_texts_become_a_list():
    assert (listed(["a & b", "<c>"]), listed([])) == ("<ul><li>a &amp; b</li><li>&lt;c&gt;</li></ul>", "")
