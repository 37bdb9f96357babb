"""Footnote marks lead both ways, terms open, and nothing else in a text changes."""

import re
from html import unescape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reading.markup import PageMarks, marked_up
from portal.reading.terms import TermFinder
from strategies.richtext import clean

TERMS = TermFinder([("nyan234567", "nyanländ")], "sv")
TERM = '<button type="button" class="term" popovertarget="definition-nyan234567">{}</button>'


def test_the_first_occurrence_of_a_term_opens_its_definition():
    html = marked_up("<p>Nyanlända och <em>nyanlända</em>.</p>", TERMS, PageMarks({"2"}))
    assert html == f"<p>{TERM.format('Nyanlända')} och <em>nyanlända</em>.</p>"


def test_words_in_links_are_left_alone():
    html = '<p><a href="https://example.se/?a=1&amp;b=2">För nyanlända</a></p>'
    assert marked_up(html, TERMS, PageMarks({"2"})) == html


def test_a_footnote_mark_has_a_way_back_once_on_the_page():
    marks = PageMarks({"2"})
    first = marked_up('<p>Ord<a href="#footnote-2">2</a></p>', None, marks)
    second = marked_up('<p>Ord<a href="#footnote-2">2</a></p>', None, marks)
    assert first == (
        '<p>Ord<sup class="footnote-mark"><a href="#footnote-2" id="footnote-mark-2" role="doc-noteref" '
        'aria-label="Footnote 2">2</a></sup></p>'
    )
    assert second == first.replace(' id="footnote-mark-2"', "")


@pytest.mark.parametrize(("footnotes", "shown"), [({"1"}, "<p>Ord<sup>2</sup>.</p>"), (None, "<p>Ord.</p>")])
def test_a_mark_that_leads_nowhere_is_no_link(footnotes, shown):
    assert marked_up('<p>Ord<a href="#footnote-2">2</a>.</p>', None, PageMarks(footnotes)) == shown


def test_what_looks_like_markup_in_a_text_stays_text():
    html = clean("<p>1 &lt; 2 &amp; <strong>nyanlända</strong> &gt; x</p>")
    assert marked_up(html, TERMS, PageMarks({"2"})) == html.replace("nyanlända", TERM.format("nyanlända"))


@pytest.mark.parametrize(
    "hostile", ['<img src=x onerror="alert(1)">', "<script>alert(1)</script>", "<p onclick=x>y</p>"]
)
def test_nothing_hostile_survives_cleaning_and_marking(hostile):
    html = marked_up(clean(f"<p>a</p>{hostile}"), TERMS, PageMarks({"2"}))
    assert not re.search(r"<script|<img|onclick|onerror", html)


@given(st.text())
def test_no_word_is_lost_or_added(text):
    html = clean(f"<p>{text}</p>")
    shown = marked_up(html, TERMS, PageMarks({"2"}))
    assert unescape(re.sub(r"<[^>]+>", "", shown)) == unescape(re.sub(r"<[^>]+>", "", html))


def test_elements_in_one_another_are_written_at_once():
    html = "<sup>a" * 30_000
    before = process_time()
    assert marked_up(html, TERMS, PageMarks(None)) == html
    assert process_time() - before < 1
