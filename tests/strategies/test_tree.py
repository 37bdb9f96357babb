"""Trees kept as rows: laid out in order, and rearranged without two rows in one place."""

from types import SimpleNamespace

import pytest

from strategies.models import Section
from strategies.tree import laid_out, move, next_position
from tests.factories import SectionFactory


def row(pk, parent, position):
    return SimpleNamespace(pk=pk, parent_id=parent, position=position)


def test_rows_become_trees_with_siblings_in_order():
    trees = laid_out([row(3, 1, 2), row(1, None, 5), row(2, 1, 1), row(4, None, 1), row(5, 2, 1)])
    assert [(node.row.pk, node.depth) for tree in trees for node in tree] == [(4, 0), (1, 0), (2, 1), (5, 2), (3, 1)]


def test_no_rows_make_no_trees():
    assert laid_out([]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("steps", "order"), [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb"), (0, "abc")])
def test_a_row_moves_among_its_siblings(steps, order):
    first = SectionFactory(title_sv="a", position=1)
    second = SectionFactory(strategy=first.strategy, title_sv="b", position=2)
    SectionFactory(strategy=first.strategy, title_sv="c", position=3)
    assert move(second, steps) == (order != "abc")
    assert "".join(Section.objects.order_by("position").values_list("title_sv", flat=True)) == order


@pytest.mark.django_db
def test_a_new_row_goes_last():
    assert next_position(Section.objects.all()) == 1
    SectionFactory(position=4)
    assert next_position(Section.objects.all()) == 5
