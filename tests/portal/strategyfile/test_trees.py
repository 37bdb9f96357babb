"""Trees become as the file has them, whatever moves where, and every node that stays is the row that it was."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.models import Commitment
from portal.strategyfile import faults, store, written
from strategies.models import Definition, Section
from tests.chance import cases
from tests.portal.strategyfile.files import commitment, small

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

A, B, C, D = (letter * 10 for letter in "abcd")
AREA, GOAL, SUB_GOAL, MEASURE = Commitment.Kind.values


def becomes(before, after):
    """See a strategy with the commitments `before` become one with those `after`, node by node."""
    store(small(commitments=before))
    keys = dict(Commitment.objects.values_list("uid", "pk"))
    strategy = store(small(commitments=after))
    assert written(strategy) == small(commitments=after)
    now = dict(Commitment.objects.values_list("uid", "pk"))
    assert {uid: now[uid] for uid in now if uid in keys} == {uid: keys[uid] for uid in keys if uid in now}


def test_siblings_change_places():
    becomes([commitment(A), commitment(B), commitment(C)], [commitment(C), commitment(A), commitment(B)])


def test_children_change_places_and_parents():
    becomes(
        [commitment(A, AREA, commitment(C, GOAL)), commitment(B, AREA, commitment(D, GOAL))],
        [commitment(B, AREA, commitment(C, GOAL)), commitment(A, AREA, commitment(D, GOAL))],
    )


def test_parent_and_child_change_places():
    becomes([commitment(A, AREA, commitment(B))], [commitment(B, AREA, commitment(A))])


def test_a_child_comes_to_the_top_and_a_root_goes_below():
    becomes([commitment(A, AREA, commitment(B))], [commitment(B), commitment(A)])
    becomes([commitment(B), commitment(A)], [commitment(A, AREA, commitment(B))])


def test_a_root_goes_below_a_new_one_that_takes_its_place():
    becomes([commitment(A)], [commitment(B, AREA, commitment(A))])


def test_a_root_loses_its_section_as_it_goes_below():
    sections = [{"uid": D, "kind": "commitments", "title": {"sv": "Mål"}}]
    store(small(sections=sections, commitments=[commitment(A, AREA), commitment(B, AREA, section=D)]))
    after = small(sections=sections, commitments=[commitment(A, AREA, commitment(B, AREA), section=D)])
    assert written(store(after)) == after


def test_a_child_outlives_its_parent():
    becomes([commitment(A, AREA, commitment(C, GOAL)), commitment(B)], [commitment(B, AREA, commitment(C, GOAL))])
    becomes([commitment(B, AREA, commitment(C, GOAL))], [commitment(C, GOAL)])


def test_a_deleted_branch_is_in_the_history_once_for_each_node():
    store(small(commitments=[commitment(A, AREA, commitment(B, AREA, commitment(C, GOAL)))]))
    store(small(commitments=[]))
    assert sorted(Commitment.history.filter(history_type="-").values_list("uid", flat=True)) == [A, B, C]


def test_a_move_is_in_the_history_once():
    store(small(commitments=[commitment(A), commitment(B)]))
    store(small(commitments=[commitment(B, AREA, commitment(A))]))
    told = Commitment.history.filter(history_type="~").order_by("uid").values_list("uid", "position", "parent__uid")
    assert list(told) == [(A, 1, B), (B, 1, None)]


def test_kinds_change_with_those_below():
    becomes(
        [commitment(A, AREA, commitment(B, GOAL, commitment(C, SUB_GOAL, commitment(D, MEASURE))))],
        [commitment(A, GOAL, commitment(B, SUB_GOAL, commitment(C, MEASURE, commitment(D, MEASURE))))],
    )
    becomes(
        [commitment(A, MEASURE, commitment(B, MEASURE))],
        [commitment(A, AREA, commitment(B, AREA))],
    )


def test_a_kind_changes_as_what_it_may_not_hold_goes():
    becomes([commitment(A, AREA, commitment(B, GOAL))], [commitment(A, MEASURE), commitment(B, GOAL)])
    becomes([commitment(A, AREA, commitment(B, GOAL))], [commitment(A, MEASURE)])


def test_a_commitment_outlives_its_section():
    first, second = ({"uid": uid, "kind": "commitments", "title": {"sv": "Mål"}} for uid in (C, D))
    store(small(sections=[first], commitments=[commitment(A, section=C), commitment(B, section=C)]))
    after = small(sections=[second], commitments=[commitment(A, section=D), commitment(B)])
    assert written(store(after)) == after


def test_definitions_change_places():
    terms = [{"uid": uid, "term": {"sv": uid}} for uid in (A, B, C)]
    store(small(definitions=terms))
    keys = dict(Definition.objects.values_list("uid", "pk"))
    after = small(definitions=terms[::-1])
    assert written(store(after)) == after
    assert dict(Definition.objects.values_list("uid", "pk")) == keys


def _forest(nodes):
    """Give the tree of (uid, kind, index of the node above or None)."""
    made = [commitment(uid, kind) for uid, kind, _above in nodes]
    for node, (_uid, _kind, above) in zip(made, nodes, strict=True):
        if above is not None:
            made[above].setdefault("children", []).append(node)
    return [node for node, (_uid, _kind, above) in zip(made, nodes, strict=True) if above is None]


@st.composite
def forests(draw):
    """Draw any lawful tree of up to seven commitments."""
    nodes = []
    for letter in draw(st.lists(st.sampled_from("abcdefg"), unique=True)):
        kind = draw(st.sampled_from(Commitment.Kind.values))
        may_hold = [index for index, (_uid, above, _) in enumerate(nodes) if kind in Commitment.MAY_HOLD[above]]
        nodes.append((letter * 10, kind, draw(st.sampled_from([None, *may_hold]))))
    return _forest(nodes)


@settings(max_examples=cases(60), deadline=None)
@given(before=forests(), after=forests())
def test_any_tree_becomes_any_other(before, after):
    empty = {key: value for key, value in small(commitments=after).items() if value}
    assert faults(small(commitments=before)) == faults(small(commitments=after)) == []
    with transaction.atomic():
        becomes(before, after) if after else store(small(commitments=before)) and store(small())
        assert written(store(empty)) == empty
        transaction.set_rollback(True)


def _as_sections(nodes):
    return [
        node | {"kind": "other"} | ({"children": _as_sections(node["children"])} if "children" in node else {})
        for node in nodes
    ]


@settings(max_examples=cases(30), deadline=None)
@given(before=forests(), after=forests().filter(bool))
def test_any_tree_of_sections_becomes_any_other(before, after):
    with transaction.atomic():
        store(small(sections=_as_sections(before)))
        expected = small(sections=_as_sections(after))
        assert written(store(expected)) == expected
        assert Section.objects.exists()
        transaction.set_rollback(True)
