"""What is set aside is listed, what is taken in is placed, and the words add up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importer.recognising.words import words
from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import parts_of
from portal.importer.review.steps.lines import take_in
from portal.importer.review.steps.set_aside import set_aside
from portal.strategyfile.reader import faults
from tests.chance import cases
from tests.portal.importer.review.making import files, outline
from tests.portal.strategyfile.files import small


@pytest.fixture
def document():
    return small(
        committees=[{"slug": "kn", "kind": "committee", "name": {"sv": "Kulturnämnden"}}],
        sections=[
            {"uid": "aaaaaaaaaa", "kind": "other", "title": {"sv": "Ett"}, "text": {"sv": "<p>Vi ska</p>"}},
            {"uid": "bbbbbbbbbb", "kind": "other", "title": {"sv": "Sida"}, "text": {"sv": "<p>Ord, fler ord.</p>"}},
        ],
        commitments=[{"uid": "cccccccccc", "kind": "measure", "title": {"sv": "Bygga"}, "section": "aaaaaaaaaa"}],
        responsibilities=[{"committee": "kn", "role": "lead", "commitment": "cccccccccc"}],
        report={
            "words": 12,
            "placed_words": 9,
            "set_aside": [{"line": 2, "text": "bygga mer.", "reason": "Sidhuvud"}],
            "unplaced": [{"line": 9, "text": "Slut"}],
            "warnings": [],
        },
    )


def added_up(data):
    """Give the words that the report counts, one way or another."""
    report = data["report"]
    rows = [*report["set_aside"], *report["unplaced"]]
    return report["placed_words"] + sum(len(words(row["text"])) for row in rows)


def test_a_part_is_set_aside_by_its_lines(document):
    after = set_aside(document, "bbbbbbbbbb", [(5, "Sida"), (6, "Ord, fler ord."), (7, "Bygga 3")])
    assert outline(after) == ["other Ett: Vi ska", "  measure Bygga"]
    reason = "in_review"
    assert after["report"]["set_aside"][1:] == [
        {"line": 5, "text": "Sida", "reason": reason, "part": "bbbbbbbbbb"},
        {"line": 6, "text": "Ord, fler ord.", "reason": reason, "part": "bbbbbbbbbb"},
    ]
    assert (added_up(after), after["report"]["placed_words"]) == (added_up(document), 5)


def test_the_bodies_of_a_commitment_are_set_aside_with_it(document):
    after = set_aside(document, "cccccccccc", [])
    assert ("responsibilities" in after, after["report"]["set_aside"][0]["text"]) == (False, "Bygga Kulturnämnden")
    assert faults(after) == []


def test_what_has_something_under_it_is_not_set_aside(document):
    with pytest.raises(RefusedError, match=r"^“Bygga” is under “Ett”"):
        set_aside(document, "aaaaaaaaaa", [])


def test_a_footnote_is_not_left_alone():
    data = small(
        sections=[{"uid": "aaaaaaaaaa", "kind": "other", "text": {"sv": '<p>Ord<a href="#footnote-1">1</a></p>'}}],
        footnotes=[{"number": 1, "text": {"sv": "<p>Not</p>"}}],
    )
    with pytest.raises(RefusedError, match="has footnotes that would be left behind: 1\\."):
        set_aside(data, "aaaaaaaaaa", [])


def test_lines_are_taken_in_after_or_before_the_text(document):
    after = take_in(document, "aaaaaaaaaa", [9, 2])
    assert after["sections"][0]["text"]["sv"] == "<p>Vi ska bygga mer.</p><p>Slut</p>"
    assert (after["report"]["set_aside"], after["report"]["unplaced"], added_up(after)) == ([], [], added_up(document))
    first = take_in(document, "bbbbbbbbbb", [9], first=True)
    assert first["sections"][1]["text"]["sv"] == "<p>Slut</p><p>Ord, fler ord.</p>"
    assert [row["line"] for row in first["report"]["set_aside"]] == [2]


@pytest.mark.parametrize("lines", [[], [1], [999]])
def test_a_line_that_was_not_set_aside_is_not_taken_in(document, lines):
    with pytest.raises(RefusedError, match=r"^Mark the lines"):
        take_in(document, "aaaaaaaaaa", lines)


@pytest.mark.slow
@given(st.data(), files())
@settings(deadline=None, max_examples=cases(50))
def test_the_words_add_up_whatever_is_set_aside_and_taken_in(choice, data):
    data = data | {"report": {"words": 9, "placed_words": 9, "set_aside": [], "unplaced": [], "warnings": []}}
    for part in parts_of(data):
        lines = [(3, part.title), (4, choice.draw(st.text(max_size=20)))]
        try:
            after = set_aside(data, part.uid, lines)
        except RefusedError:
            continue
        assert (faults(after), added_up(after)) == ([], 9)
        if parts_of(after):
            back = take_in(after, parts_of(after)[0].uid, [row["line"] for row in after["report"]["set_aside"]])
            assert (faults(back), added_up(back), back["report"]["placed_words"]) == ([], 9, 9)
