"""What rich text may hold, and what is taken out of it."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.richtext import DEEPEST, LONGEST_RICH_TEXT, TAGS, clean, footnote_numbers, plain_text


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>Hej <strong>du</strong></p>", "<p>Hej <strong>du</strong></p>"),
        ("Hej\n\ndu", "<p>Hej</p>\n<p>du</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()" class="y" style="z">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="//elsewhere.example">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="#main">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="https://a.se/?b=1&amp;c">a</a></p>', '<p><a href="https://a.se/?b=1&amp;c">a</a></p>'),
        ('<p>a<a href="#footnote-2">2</a></p>', '<p>a<a href="#footnote-2">2</a></p>'),
        ('<p lang="en">a</p>', '<p lang="en">a</p>'),
        ("<h1>a</h1><p>b</p>", "a<p>b</p>"),
        ("<p> </p>", ""),
        ("", ""),
    ],
)
def test_only_what_is_allowed_is_kept(sent, stored):
    assert clean(sent) == stored


@given(st.text(alphabet=st.sampled_from(list("<>/=\"' pascriptonload:#&;-!")), max_size=80))
def test_cleaning_is_stable_and_leaves_allowed_elements_only(html):
    cleaned = clean(html)
    assert clean(cleaned) == cleaned
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", cleaned)} <= TAGS


def test_plain_text_keeps_words_apart_and_leaves_marks_out():
    html = '<p>Ett<a href="#footnote-1">1</a></p><ul><li>två &amp; tre</li><li>fyra</li></ul>'
    assert plain_text(html) == "Ett två & tre fyra"
    assert footnote_numbers(html) == [1]


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "9" * 5000, "٣", "2\n", "2a"])
def test_a_footnote_mark_has_a_number_that_a_footnote_can_have(number):
    assert clean(f'<p>a<a href="#footnote-{number}">1</a></p>') == "<p>a<a>1</a></p>"
    assert footnote_numbers(f'<p>a<a href="#footnote-{number}">1</a></p>') == []


@pytest.mark.parametrize(
    "beginning", ["<div>", "<ul><li>", "<blockquote>", "<a x=1 ", "<div a='<'>", "<sup>a", "</p><div>"]
)
def test_the_longest_text_is_cleaned_at_once(beginning):
    html = (beginning * LONGEST_RICH_TEXT)[:LONGEST_RICH_TEXT]
    before = process_time()
    clean(html)
    assert process_time() - before < 1


def test_elements_deeper_than_any_text_needs_go_and_their_words_stay():
    deep = "<blockquote>" * 300 + "<p>Ord</p>" + "</blockquote>" * 300 + "<p>Mer</p>"
    cleaned = clean(deep)
    assert cleaned.count("<blockquote>") == cleaned.count("</blockquote>") == DEEPEST
    assert plain_text(cleaned) == "Ord Mer"
    assert cleaned.endswith("</blockquote><p>Mer</p>")
