"""What holds for every step of a review, whatever the document: no word is lost, and the file stays valid."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portal.importer.review.outline import RefusedError, fault_of
from portal.importer.review.parts import DEFINITION, ROLES, parts_of, with_parts
from portal.importer.review.steps.heading import rename
from portal.importer.review.steps.join import join
from portal.importer.review.steps.move import move_down, move_in, move_out, move_under, move_up
from portal.importer.review.steps.role import change_role
from portal.importer.review.steps.split import split
from portal.importer.review.wording import cuts
from portal.strategyfile.reader import faults
from tests.chance import cases
from tests.portal.importer.review.making import all_words, files, words

pytestmark = pytest.mark.slow

MADE = "made000000"
UNHURRIED = settings(deadline=None, max_examples=cases(100), suppress_health_check=[HealthCheck.too_slow])


def in_order(data: dict[str, Any]) -> list[str]:
    """Give the words of all but definitions and signatures in their order."""
    return [word for part in parts_of(data) if part.role != DEFINITION for word in words(part)]


def taken(step: Any, *arguments: Any) -> Any:
    """Give the file after a step, or None when the step is refused with a reason."""
    try:
        return step(*arguments)
    except RefusedError as error:
        refusal = str(error)
    assert refusal.endswith(".")
    return None


def held(before: dict[str, Any], after: dict[str, Any] | None) -> None:
    """Assert what holds for every step."""
    if after is None:
        return
    assert faults(after) == []
    assert all_words(after) == all_words(before)
    tree = [part for part in parts_of(after) if part.role != DEFINITION]
    assert fault_of(tree) == ""


def one_of(choice: Any, data: dict[str, Any]) -> Any:
    """Give one of a file's parts."""
    parts = parts_of(data)
    assume(parts)
    return choice.draw(st.sampled_from(parts))


@given(files())
@UNHURRIED
def test_the_file_is_its_parts(data):
    assert faults(data) == []
    assert with_parts(data, parts_of(data)) == data
    assert fault_of([part for part in parts_of(data) if part.role != DEFINITION]) == ""


@given(st.data(), files(), st.sampled_from(ROLES), st.booleans())
@UNHURRIED
def test_a_role_changes_no_word_and_no_order(choice, data, role, beside):
    part = one_of(choice, data)
    after = taken(change_role, data, part.uid, role, beside)
    held(data, after)
    if after and DEFINITION not in (role, part.role) and "signed_by" not in str(data):
        assert in_order(after) == in_order(data)


@given(st.data(), files(), st.sampled_from([move_up, move_down]))
@UNHURRIED
def test_moves_keep_every_word(choice, data, step):
    held(data, taken(step, data, one_of(choice, data).uid))


@given(st.data(), files(), st.sampled_from([move_in, move_out]))
@UNHURRIED
def test_in_and_out_keep_the_order(choice, data, step):
    after = taken(step, data, one_of(choice, data).uid)
    held(data, after)
    assert after is None or in_order(after) == in_order(data)


@given(st.data(), files())
@UNHURRIED
def test_a_part_moves_under_another(choice, data):
    held(data, taken(move_under, data, one_of(choice, data).uid, one_of(choice, data).uid))


@given(st.data(), files(), st.booleans())
@UNHURRIED
def test_a_split_keeps_order_and_is_undone_by_a_join(choice, data, heading):
    part = one_of(choice, data)
    after = taken(split, data, part.uid, choice.draw(st.integers(0, len(cuts(part.html)) + 1)), MADE, heading)
    held(data, after)
    if after and part.role != DEFINITION:
        assert in_order(after) == in_order(data)
    if after:
        back = taken(join, after, MADE)
        assert back is not None
        held(data, back)


@given(st.data(), files())
@UNHURRIED
def test_a_join_keeps_order(choice, data):
    part = one_of(choice, data)
    after = taken(join, data, part.uid)
    held(data, after)
    if after and part.role != DEFINITION and "signed_by" not in str(data):
        assert in_order(after) == in_order(data)


@given(st.data(), files())
@UNHURRIED
def test_a_heading_written_as_it_was_changes_nothing(choice, data):
    part = one_of(choice, data)
    assert taken(rename, data, part.uid, part.number, part.title) == data
