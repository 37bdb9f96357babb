"""What is shown of each part."""

import pytest

from goals.models import Commitment
from portal.reading.parts import CommitmentView, TextView
from strategies.wording import Said

Kind = Commitment.Kind


def view(kind, title="", *, text="", number="", children=(), level=2):
    """Give a commitment as it is shown."""
    row = Commitment(kind=kind, number=number)
    said = Said(text, "sv", asked_language="sv")
    return CommitmentView(
        row=row,
        number=number,
        label="",
        place="",
        title=Said(title, "sv", asked_language="sv"),
        text=TextView(said, text),
        level=level,
        children=list(children),
    )


def test_children_of_one_kind_that_follow_on_each_other_are_grouped():
    kinds = (Kind.SUB_GOAL, Kind.MEASURE, Kind.MEASURE, Kind.SUB_GOAL)
    children = [view(kind, title) for kind, title in zip(kinds, ("Ett", "", "", ""), strict=True)]
    groups = view(Kind.FOCUS_AREA, children=children).groups
    assert [(group.kind, str(group.heading), group.commitments) for group in groups] == [
        (Kind.SUB_GOAL, "Sub-goals", children[:1]),
        (Kind.MEASURE, "Measures", children[1:3]),
        (Kind.SUB_GOAL, "Sub-goals", children[3:]),
    ]
    assert [group.opens_chapters for group in groups] == [True, False, False]


def test_a_commitment_is_walked_with_all_below_it():
    goal = view(Kind.SUB_GOAL, children=[view(Kind.MEASURE)])
    area = view(Kind.FOCUS_AREA, children=[goal, view(Kind.MEASURE)])
    assert [each.row.kind for each in area] == [Kind.FOCUS_AREA, Kind.SUB_GOAL, Kind.MEASURE, Kind.MEASURE]


@pytest.mark.parametrize(("level", "below"), [(2, 3), (4, 5), (5, None), (6, None)])
def test_a_group_is_headed_as_long_as_there_are_levels(level, below):
    assert view(Kind.FOCUS_AREA, level=level).group_level == below


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        (view(Kind.LONG_TERM_GOAL, "Alla bor", number="1"), "Long-term goal 1: Alla bor"),
        (view(Kind.MEASURE, text="<p>Vi bygger <strong>hus</strong>.</p>"), "Measure: Vi bygger hus."),
        (view(Kind.MEASURE), "Measure"),
    ],
)
def test_in_a_list_it_is_known_by_number_and_title_or_by_its_first_words(shown, name):
    assert shown.own_name == name
