"""Defined terms are found in whatever form of the word."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reading.terms import TermFinder


def found(terms, text, language="sv"):
    finder = TermFinder(terms, language)
    return [(text[match.start : match.end], match.uid) for match in finder.found_in(text)]


@pytest.mark.parametrize("form", ["nyanländ", "Nyanlända", "nyanländas", "nyanländes"])
def test_a_term_is_found_in_its_forms(form):
    assert found([("n", "Nyanländ")], f"Här bor {form}.") == [(form, "n")]


def test_english_terms_are_found_in_the_plural():
    assert found([("n", "New arrival")], "For new arrivals, too.", "en") == [("new arrivals", "n")]


def test_the_longer_of_two_terms_is_found():
    terms = [("n", "Nyanländ"), ("e", "Nyanlända elever")]
    assert found(terms, "En nyanländ elev och nyanlända vuxna.") == [("nyanländ elev", "e"), ("nyanlända", "n")]


def test_an_abbreviation_is_found_only_as_such():
    assert found([("s", "SFI")], "SFI är inte sfi.") == [("SFI", "s")]


def test_part_of_a_word_is_no_term():
    assert found([("b", "barn")], "Barnen leker i barnvagnen.") == [("Barnen", "b")]


def test_no_terms_find_nothing():
    assert not TermFinder([("x", ""), ("y", "–")], "sv")
    assert found([], "Text.") == []


@given(st.text(), st.lists(st.tuples(st.text(max_size=3), st.text(max_size=20)), max_size=5))
def test_places_follow_on_each_other_within_the_text(text, terms):
    end = 0
    for match in TermFinder(terms, "sv").found_in(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


def test_of_two_definitions_of_a_term_the_first_is_found():
    assert found([("a", "Nyanländ"), ("b", "Nyanlända")], "nyanländ") == [("nyanländ", "a")]


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ([(str(number), f"ord {number} mer") for number in range(10_000)], "ord " * 50_000),
        ([("a", "ord " * 50)], "ord " * 49 + "annat " + "ord " * 50_000),
    ],
)
def test_many_and_long_terms_are_found_at_once(terms, text):
    before = process_time()
    found(terms, text)
    assert process_time() - before < 1
