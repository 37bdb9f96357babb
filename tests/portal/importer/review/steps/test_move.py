"""A part moves with all that stands under it, and no further than where it can stand."""

from portal.importer.review.steps.move import move_down, move_in, move_out, move_under, move_up
from tests.portal.importer.review.making import entry, outline, refused, uid
from tests.portal.strategyfile.files import small


def test_a_part_passes_its_sibling_with_all_under_it(goals):
    assert outline(move_up(goals, uid("h")))[1:4] == ["  long_term_goal h", "    sub_goal c", "      measure m"]
    assert move_down(move_up(goals, uid("h")), uid("h")) == goals


def test_the_first_goes_last_under_what_comes_before(goals):
    assert outline(move_up(goals, uid("c")))[1:6] == [
        "  long_term_goal g",
        "    sub_goal a",
        "    sub_goal b",
        "    sub_goal c",
        "      measure m",
    ]
    assert move_down(move_up(goals, uid("c")), uid("c")) == goals


def test_a_commitment_of_a_section_goes_on_to_the_next(goals):
    assert outline(move_down(goals, uid("h")))[4:] == [
        "follow_up t",
        "  long_term_goal h",
        "    sub_goal c",
        "      measure m",
    ]


def test_the_first_and_the_last_go_no_further(goals):
    assert refused(move_up, goals, uid("a")) == (
        "“a” is already first: nothing before it can hold it as a sub-goal."
        " Change its role first, or use “Move under …” to choose another place."
    )
    assert refused(move_down, goals, uid("m")).startswith("“m” is already last")


def test_the_first_has_nothing_to_come_under(goals):
    assert refused(move_in, goals, uid("s")) == (
        "Nothing comes before “s” that it could be moved under. Use “Move under …” to choose another place."
    )
    assert refused(move_out, goals, uid("s")) == "“s” is at the top level, so it cannot be moved out."


def test_a_section_cannot_follow_commitments_under_one_heading(goals):
    assert refused(move_in, goals, uid("t")).startswith("“t” is a section and would follow “h” under the same heading")


def test_what_follows_comes_under_what_moves_out():
    data = small(
        commitments=[
            entry("f", "focus_area", entry("g", "long_term_goal"), entry("a", "sub_goal"), entry("b", "sub_goal"))
        ]
    )
    assert outline(move_out(data, uid("g"))) == [
        "focus_area f",
        "long_term_goal g",
        "  sub_goal a",
        "  sub_goal b",
    ]
    assert move_in(move_out(data, uid("b")), uid("b")) == data


def test_moving_out_is_refused_when_what_follows_could_not_come_under(goals):
    assert refused(move_out, goals, uid("a")) == (
        "“b” is a sub-goal, which cannot be placed under “a”, a sub-goal."
        " What follows it would end up under it. Begin with the last of them, or use “Move under …” to choose another"
        " place."
    )


def test_a_part_goes_last_under_another(goals):
    moved = move_under(goals, uid("m"), uid("a"))
    assert outline(moved)[2:4] == ["    sub_goal a", "      measure m"]
    assert refused(move_under, goals, uid("h"), uid("m")) == (
        "“h” cannot be moved under “m”, which is itself under it. Choose another place for it, or change "
        "its role first."
    )
    assert refused(move_under, goals, uid("g"), uid("c")).startswith("“g” is a long-term goal, which cannot be placed")


def test_a_part_goes_to_the_top(goals):
    assert outline(move_under(goals, uid("a"), ""))[2:] == [*outline(goals)[3:], "sub_goal a"]
    nested = small(sections=[entry("s", "other", entry("x", "other"), entry("y", "other")), entry("t", "follow_up")])
    assert outline(move_under(nested, uid("x"), "")) == ["other s", "  other y", "other x", "follow_up t"]
