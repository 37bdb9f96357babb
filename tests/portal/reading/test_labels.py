"""What a commitment is called."""

from goals.models import Commitment
from goals.outline import outline
from portal.reading.labels import kind_and_number, label, place

Kind = Commitment.Kind


def nodes():
    """Give an area with a title, a numbered goal in it, a sub-goal and two measures without numbers or titles."""
    rows = [
        Commitment(pk=1, position=1, kind=Kind.FOCUS_AREA, title_sv="Boende"),
        Commitment(pk=2, parent_id=1, position=1, kind=Kind.LONG_TERM_GOAL, number="1", title_sv="Alla bor"),
        Commitment(pk=3, parent_id=2, position=1, kind=Kind.SUB_GOAL),
        Commitment(pk=4, parent_id=2, position=2, kind=Kind.MEASURE),
        Commitment(pk=5, parent_id=2, position=3, kind=Kind.MEASURE),
    ]
    return [node for tree in outline(rows) for node in tree]


def test_its_label_is_its_kind_and_number_counted_where_it_has_nothing_else():
    assert [label(node) for node in nodes()] == [
        "Focus area",
        "Long-term goal 1",
        "Sub-goal 1",
        "Measure 1",
        "Measure 2",
    ]


def test_its_place_names_what_it_stands_under_by_number_or_else_by_title():
    assert [place(node, "en") for node in nodes()][-1] == "Boende, Long-term goal 1, Measure 2"


def test_a_kind_without_a_number_stands_alone():
    assert kind_and_number(Commitment(kind=Kind.MEASURE), "") == "Measure"
