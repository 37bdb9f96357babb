"""Each part has the lines that it came from, whatever the line breaks did to them."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importer.recognising.notice import Reason
from portal.importer.review.origins import SourceLine, first_origins, retraced, row_by_row, traced
from portal.importer.review.parts import Part, parts_of
from portal.importer.review.steps.join import join
from portal.importer.review.steps.move import move_up
from portal.importer.review.steps.split import split
from tests.portal.importer.review.making import files, words
from tests.portal.strategyfile.files import small

GOAL, PURPOSE = "g" * 10, "p" * 10


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


def read(*apart):
    """Give a file with a section and a goal, of which `apart` are the words set aside, by line."""
    return small(
        sections=[{"uid": PURPOSE, "kind": "purpose", "title": {"sv": "Syfte"}, "text": {"sv": "<p>Allmänhet.</p>"}}],
        commitments=[{"uid": GOAL, "kind": "long_term_goal", "number": "1", "title": {"sv": "Hem åt alla"}}],
        report={
            "set_aside": [{"line": line, "text": text, "reason": Reason.LABEL} for line, text in apart],
            "unplaced": [],
        },
    )


def test_a_heading_has_its_line_with_the_label():
    lines = numbered("Syfte", "Allmänhet.", "Långsiktigt mål 1: Hem åt alla")
    assert first_origins(read((3, "Långsiktigt mål:")), lines) == {PURPOSE: [1, 2], GOAL: [3]}


def test_a_heading_has_the_label_on_the_line_before():
    lines = numbered("Syfte", "Allmänhet.", "", "Långsiktigt mål:", "", "1 Hem åt alla")
    assert first_origins(read((4, "Långsiktigt mål:")), lines) == {PURPOSE: [1, 2], GOAL: [4, 6]}


def test_a_line_that_is_set_aside_or_a_fact_is_no_parts():
    lines = numbered("Målgrupp: boende, myndigheter samt allmänhet", "Syfte", "Allmänhet.", "Sida Syfte")
    assert first_origins(read((1, "Målgrupp:"), (4, "Sida Syfte")), lines) == {PURPOSE: [2, 3]}


def test_the_cells_of_a_row_are_one_line():
    cells = [SourceLine(1, "Mål"), SourceLine(1, "Hem"), SourceLine(2, "Åtgärd")]
    assert row_by_row(cells) == [SourceLine(1, "Mål Hem"), SourceLine(2, "Åtgärd")]


def test_many_lines_that_begin_alike_are_found_at_once():
    lines = numbered(*(f"Kommunen arbetar varje dag för att alla som bor här ska trivas {at}" for at in range(2_500)))
    parts = [section("a", html="".join(f"<p>{line.text}</p>" for line in lines))]
    before = process_time()
    assert set(traced(lines, parts)) == {"a"}
    assert process_time() - before < 2
