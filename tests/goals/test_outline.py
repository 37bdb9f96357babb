"""Flat rows become the numbered tree."""

from goals.models import Commitment
from goals.outline import outline

Kind = Commitment.Kind


def rows(*specifications):
    return [
        Commitment(pk=pk, parent_id=parent, position=position, kind=kind, number=number)
        for pk, parent, position, kind, number in specifications
    ]


def test_the_documents_own_numbers_are_kept_and_sub_goals_without_one_are_counted():
    trees = outline(
        rows(
            (1, None, 1, Kind.LONG_TERM_GOAL, "1"),
            (2, 1, 1, Kind.SUB_GOAL, ""),
            (3, 1, 2, Kind.SUB_GOAL, ""),
            (4, 1, 3, Kind.MEASURE, ""),
            (5, None, 2, Kind.FOCUS_AREA, ""),
            (6, 5, 1, Kind.SUB_GOAL, "7"),
        )
    )
    assert [(node.row.pk, node.number, len(node.above)) for tree in trees for node in tree] == [
        (1, "1", 0),
        (2, "1", 1),
        (3, "2", 1),
        (4, "", 1),
        (5, "", 0),
        (6, "7", 1),
    ]


def test_nothing_has_no_outline():
    assert outline([]) == []
