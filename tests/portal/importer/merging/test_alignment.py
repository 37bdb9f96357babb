"""Two lists in the same order: which item goes with which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importer.merging.alignment import MOST, aligned, pieces

LISTS = st.lists(st.integers(0, 5), max_size=8)


def equal(one, other):
    """Score equal numbers high, 0 goes with anything by place, and 5 goes with nothing."""
    if 5 in (one, other):
        return None
    return (1.0, "equal") if one == other else (0.0, "place")


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([1, 2, 3], [4, 1, 2], [(1, 4), (2, 1), (3, 2)]),
        ([1, 2, 3], [1, 3], [(1, 1), (3, 3)]),
        ([1, 2, 3], [1, 4, 3, 2], [(1, 1), (2, 4), (3, 3)]),
        ([1, 2, 3], [1, 4, 3, 4, 4], [(1, 1), (2, 4), (3, 3)]),
        ([1, 5], [1, 2], [(1, 1)]),
        ([], [1], []),
    ],
)
def test_lists_of_one_length_go_by_place_and_others_by_the_highest_score(old, new, pairs):
    assert [(one, other) for one, other, _reason in aligned(old, new, equal)] == pairs


def test_each_pair_says_its_reason():
    assert aligned([1, 2], [1, 3], equal) == [(1, 1, "equal"), (2, 3, "place")]


@given(LISTS, LISTS)
def test_pairs_never_cross_and_use_each_item_once(old, new):
    ones, others = [(index, item) for index, item in enumerate(old)], [(index, item) for index, item in enumerate(new)]
    pairs = aligned(ones, others, lambda one, other: equal(one[1], other[1]))
    for side in (0, 1):
        places = [pair[side][0] for pair in pairs]
        assert places == sorted(set(places))
    assert not any(5 in (one[1], other[1]) for one, other, _reason in pairs)


@pytest.mark.parametrize("longer", [0, 1, 7, MOST, 2 * MOST + 3])
def test_long_lists_are_compared_in_pieces_that_are_all_of_them_in_order(longer):
    old, new = list(range(MOST)), list(range(MOST + longer))
    found = list(pieces(old, new))
    assert [item for some, _others in found for item in some] == old
    assert [item for _some, others in found for item in others] == new
    assert all(len(others) <= MOST for _some, others in found)
