"""Each part has the lines that it came from, whatever the line breaks did to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importer.review.moving import move_up
from portal.importer.review.parts import Part, parts_of
from portal.importer.review.provenance import SourceLine, retraced, traced
from portal.importer.review.rearranging import join, split
from tests.portal.importer.review.making import files, words
from tests.portal.strategyfile.files import small


def numbered(*texts):
    return [SourceLine(number, text) for number, text in enumerate(texts, start=1)]


def section(uid, title="", html=""):
    entry = {"uid": uid} | ({"title": {"sv": title}} if title else {}) | ({"text": {"sv": html}} if html else {})
    return Part("other", 0, entry)


def test_headings_and_broken_lines_find_their_part():
    lines = numbered(
        "Innehåll", "Boende", "Skola", "1 Boende", "Alla ska ha någonstans att bo, och kom-", "munen bygger.", "Skola",
        "– Skolan är öppen",
    )  # fmt: skip
    parts = [
        section("a", "1 Boende", "<p>Alla ska ha någonstans att bo, och kommunen bygger.</p>"),
        section("b", "Skola", "<ul><li>Skolan är öppen</li></ul>"),
    ]
    assert traced(lines, parts) == {"a": [4, 5, 6], "b": [7, 8]}


def test_a_line_with_a_label_and_one_with_a_mark_are_found():
    lines = numbered("Delmål 1: Ingen ska stå utan arbete", "Vi mäter det varje år3 och berättar", "Annat")
    parts = [
        section(
            "a", "Ingen ska stå utan arbete", '<p>Vi mäter det varje år<a href="#footnote-3">3</a> och berättar</p>'
        )
    ]
    assert traced(lines, parts) == {"a": [1, 2]}


def test_lines_that_came_along_nowhere_are_nobodys():
    assert traced(numbered("Sida 1", "Antagen av fullmäktige"), [section("a", "Boende")]) == {}


def test_a_short_line_between_two_of_a_part_is_that_parts():
    lines = numbered("Kommunen arbetar för", "–", "bostäder åt alla", "•")
    assert traced(lines, [section("a", "", "<p>Kommunen arbetar för bostäder åt alla</p>")]) == {"a": [1, 2, 3]}


@pytest.fixture
def two():
    data = small(
        sections=[
            {"uid": "aaaaaaaaaa", "kind": "other", "title": {"sv": "Ett"}, "text": {"sv": "<p>Första</p><p>Andra</p>"}},
            {"uid": "bbbbbbbbbb", "kind": "other", "title": {"sv": "Två"}, "text": {"sv": "<p>Tredje</p>"}},
        ]
    )
    lines = numbered("Ett", "Första", "Andra", "Två", "Tredje")
    return data, {line.number: line for line in lines}, traced(lines, parts_of(data))


def test_a_split_part_shares_out_its_lines(two):
    data, lines, origins = two
    after = split(data, "aaaaaaaaaa", 1, "cccccccccc")
    assert retraced(origins, data, after, lines) == {"aaaaaaaaaa": [1, 2], "cccccccccc": [3], "bbbbbbbbbb": [4, 5]}


def test_a_joined_part_has_the_lines_of_both(two):
    data, lines, origins = two
    assert retraced(origins, data, join(data, "bbbbbbbbbb"), lines) == {"aaaaaaaaaa": [1, 2, 3, 4, 5]}


def test_a_move_takes_the_lines_along(two):
    data, lines, origins = two
    assert retraced(origins, data, move_up(data, "bbbbbbbbbb"), lines) == origins


@pytest.mark.slow
@given(files(), st.lists(st.text()))
@settings(deadline=None)
def test_lines_are_never_given_twice_nor_out_of_order(data, noise):
    parts = parts_of(data)
    lines = numbered(*noise, *(" ".join(words(part)) for part in parts), *noise)
    origins = traced(lines, parts)
    given_out = [number for part in parts for number in origins.get(part.uid, [])]
    assert given_out == sorted(set(given_out))
