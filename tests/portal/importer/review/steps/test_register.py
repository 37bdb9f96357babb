"""Steps are stored and replayed."""

import pytest

from portal.importer.review.origins import Reviewed, SourceLine, traced
from portal.importer.review.parts import parts_of
from portal.importer.review.steps.register import STEPS, part_to_see, replay, take
from tests.portal.importer.review.making import outline
from tests.portal.strategyfile.files import small

LINES = {number: SourceLine(number, text) for number, text in enumerate(("Ett", "Första", "Andra", "Två"), start=1)}
SPLIT = {"do": "split", "uid": "aaaaaaaaaa", "at": 1, "heading": True, "made": "cccccccccc"}
RENAME = {"do": "rename", "uid": "cccccccccc", "number": "", "title": "Tredje"}
JOIN = {"do": "join", "uid": "cccccccccc"}
UNDER = {"do": "under", "uid": "bbbbbbbbbb", "home": "cccccccccc"}


@pytest.fixture
def read():
    file = small(
        sections=[
            {"uid": "aaaaaaaaaa", "kind": "other", "title": {"sv": "Ett"}, "text": {"sv": "<p>Första</p><p>Andra</p>"}},
            {"uid": "bbbbbbbbbb", "kind": "other", "title": {"sv": "Två"}},
        ]
    )
    return Reviewed(file, traced(LINES.values(), parts_of(file)))


def test_steps_are_taken_in_their_order(read):
    after = replay(read, [SPLIT, RENAME, UNDER], LINES)
    assert outline(after.file) == ["other Ett: Första", "other Tredje", "  other Två"]
    assert after.origins == {"aaaaaaaaaa": [1, 2], "bbbbbbbbbb": [4]} | {"cccccccccc": [3]}


def test_a_step_that_can_no_longer_be_taken_is_left_out(read):
    assert replay(read, [JOIN, SPLIT], LINES) == replay(read, [SPLIT], LINES)


def test_all_steps_undone_give_what_was_read(read):
    assert replay(read, [], LINES) == read


def test_the_part_to_see_is_the_one_that_the_step_made(read):
    after = take(read, SPLIT, LINES)
    assert part_to_see(read.file, SPLIT) == "cccccccccc"
    assert part_to_see(after.file, JOIN) == "aaaaaaaaaa"
    assert part_to_see(after.file, UNDER) == "bbbbbbbbbb"


def test_steps_of_reviews_under_way_keep_their_names():
    parts = {"role", "rename", "split", "join", "up", "down", "in", "out", "under"}
    lines = {"aside", "restore", "add", "make"}
    whole = {"body_add", "body_remove", "body_role", "body_replace", "facts"}
    assert set(STEPS) >= parts | lines | whole


def test_an_answer_of_an_older_version_is_passed_by(read):
    assert replay(read, [SPLIT | {"version": 3}], LINES) == replay(read, [SPLIT], LINES)
