"""Trees kept as rows: laid out in order, and rearranged without two rows in one place."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from goals.models import Commitment
from strategies.models import Section
from strategies.tree import arrange, laid_out, makes_circle, move, next_position
from tests.factories import CommitmentFactory, SectionFactory


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
    SectionFactory(position=2)
    assert next_position(Section.objects.all()) == 5


def nested(count):
    """Give sections, each of which stands below the one before."""
    rows = [SectionFactory()]
    while len(rows) < count:
        rows.append(SectionFactory(strategy=rows[0].strategy, parent=rows[-1]))
    return rows


@pytest.mark.django_db
def test_a_row_may_stand_below_any_row_that_does_not_stand_below_it():
    rows = nested(3)
    last = rows[-1]
    for row in rows:
        row.parent = last
    assert [makes_circle(row) for row in rows] == [True, True, True]
    assert not makes_circle(SectionFactory(strategy=last.strategy, parent=last))
    assert not makes_circle(SectionFactory(strategy=last.strategy, position=9))


@pytest.mark.django_db
def test_rows_that_stand_in_a_circle_already_are_walked_through_once():
    upper, lower = nested(2)
    QuerySet(Section).filter(pk=upper.pk).update(parent=lower)  # past the rule that refuses it
    other = SectionFactory(strategy=upper.strategy, position=9)
    other.parent = lower
    assert not makes_circle(other)
    assert makes_circle(lower)


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [SectionFactory, CommitmentFactory])
def test_a_row_is_never_its_own_parent_on_any_way_in(factory):
    row = factory(**({"kind": "focus_area"} if factory is CommitmentFactory else {}))
    rows = type(row).objects
    with pytest.raises(ValidationError, match="is below"):
        rows.update(parent=row)
    row.parent = row
    for write in (row.save, row.full_clean, lambda: rows.bulk_update([row], ["parent"])):
        with pytest.raises(ValidationError, match="is below"):
            write()
    row.refresh_from_db()
    assert row.parent is None


@pytest.mark.django_db
def test_a_row_that_stands_well_is_saved_again():
    upper = SectionFactory()
    lower = SectionFactory(strategy=upper.strategy, parent=upper)
    lower.title_sv = "Nytt"
    lower.save()
    assert Section.objects.get(parent=upper).title_sv == "Nytt"


@pytest.fixture
def three(db):
    """Give three siblings of which the oldest stands in the middle, among rows that are none of theirs."""
    second = SectionFactory(title_sv="b", position=7)
    third = SectionFactory(strategy=second.strategy, title_sv="c", position=9)
    first = SectionFactory(strategy=second.strategy, title_sv="a", position=4)
    SectionFactory(strategy=second.strategy, parent=second, title_sv="under b", position=8)
    SectionFactory(title_sv="elsewhere", position=8)
    return first, second, third


def order():
    return list(Section.objects.order_by("position", "title_sv").values_list("title_sv", "position"))


def test_a_move_numbers_siblings_from_one_and_leaves_other_rows(three):
    _first, second, _third = three
    assert move(second, 1)
    assert order() == [("a", 1), ("c", 2), ("b", 3), ("elsewhere", 8), ("under b", 8)]


@pytest.mark.parametrize(("index", "steps"), [(0, -1), (0, -5), (2, 1), (2, 5), (1, 0)])
def test_a_row_that_has_nowhere_to_go_stays_and_says_so(three, index, steps):
    before = order()
    assert move(three[index], steps) is False
    assert order() == before


def test_only_what_changes_is_saved(three):
    first, second, third = three
    arrange([first, second, third])
    assert [row.history.count() for row in three] == [2, 2, 2]
    arrange([first, third, second])
    assert [row.history.count() for row in three] == [2, 3, 3]
    arrange([first, third, second])
    assert [row.history.count() for row in three] == [2, 3, 3]


def test_a_single_row_is_arranged_and_so_is_none(db):
    row = SectionFactory(position=5)
    arrange([row])
    assert Section.objects.get().position == 1
    arrange([])


def test_where_arranging_fails_halfway_all_rows_stay_in_their_places(three):
    first, second, third = three
    before = order()
    third.parent = third
    with pytest.raises(ValidationError, match="is below"):
        arrange([second, first, third])
    assert order() == before


@pytest.mark.django_db
def test_siblings_of_all_kinds_share_one_order():
    measure = CommitmentFactory(kind="measure", position=1)
    goal = CommitmentFactory(kind="sub_goal", strategy=measure.strategy, position=2)
    assert move(goal, -1)
    assert list(Commitment.objects.order_by("position")) == [goal, measure]
