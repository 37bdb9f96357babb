"""Which parts stand where they stood."""

from hypothesis import given
from hypothesis import strategies as st

from portal.importer.merging.places import rising


def test_as_few_as_possible_have_moved():
    assert rising([]) == set()
    assert rising([1, 2, 3]) == {0, 1, 2}
    assert rising([3, 0, 1, 2]) == {1, 2, 3}
    assert len(rising([2, 1, 0])) == 1


@given(st.permutations(range(9)))
def test_those_that_stay_rise(numbers):
    kept = [numbers[place] for place in sorted(rising(numbers))]
    assert kept == sorted(kept)
    assert kept
