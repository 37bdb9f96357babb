"""What each step of a review does, and what it refuses, on documents small enough to read."""

import pytest

from portal.importer.review.outline import RefusedError
from portal.importer.review.steps.heading import rename
from portal.importer.review.steps.join import join
from portal.importer.review.steps.move import move_down, move_in, move_out, move_under, move_up
from portal.importer.review.steps.role import change_role
from portal.importer.review.steps.split import split
from tests.portal.importer.review.making import outline
from tests.portal.strategyfile.files import small

MADE = "made000000"


def entry(uid, kind, *children, title=None, text="", **keys):
    """Give a section or commitment titled after its uid, or not at all for title=""."""
    heading = uid if title is None else title
    return (
        {"uid": uid.ljust(10, "0"), "kind": kind}
        | ({"title": {"sv": heading}} if heading else {})
        | ({"text": {"sv": text}} if text else {})
        | keys
        | ({"children": list(children)} if children else {})
    )


def under(uid, *commitments):
    """Put commitments at the top under a section."""
    return [row | {"section": uid.ljust(10, "0")} for row in commitments]


def uid(name):
    return name.ljust(10, "0")


def refused(step, *arguments):
    with pytest.raises(RefusedError) as error:
        step(*arguments)
    return str(error.value)


@pytest.fixture
def goals():
    """Give a section with two goals, which have sub-goals."""
    return small(
        sections=[entry("s", "commitments"), entry("t", "follow_up")],
        commitments=under(
            "s",
            entry("g", "long_term_goal", entry("a", "sub_goal"), entry("b", "sub_goal")),
            entry("h", "long_term_goal", entry("c", "sub_goal", entry("m", "measure"))),
        ),
    )


def test_the_parts_stand_as_on_the_page(goals):
    assert outline(goals) == [
        "commitments s",
        "  long_term_goal g",
        "    sub_goal a",
        "    sub_goal b",
        "  long_term_goal h",
        "    sub_goal c",
        "      measure m",
        "follow_up t",
    ]


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
        "“a” is the first already: nothing before it could hold it as a sub-goal."
        " Change its role first, or use “Put under …” to choose another place."
    )
    assert refused(move_down, goals, uid("m")).startswith("“m” is the last already")


def test_the_first_has_nothing_to_come_under(goals):
    assert refused(move_in, goals, uid("s")) == (
        "Nothing stands before “s” that it could come under. Use “Put under …” to choose another place."
    )
    assert refused(move_out, goals, uid("s")) == "“s” stands under nothing, so there is nothing to take it out of."


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
        "“b” is a sub-goal, which cannot stand under “a”, a sub-goal."
        " What follows it would come under it. Begin with the last of them, or use “Put under …” to choose another"
        " place."
    )


def test_a_part_goes_last_under_another(goals):
    moved = move_under(goals, uid("m"), uid("a"))
    assert outline(moved)[2:4] == ["    sub_goal a", "      measure m"]
    assert refused(move_under, goals, uid("h"), uid("m")) == (
        "“h” cannot stand under “m”, which stands under it. Choose another place for it, or change its role first."
    )
    assert refused(move_under, goals, uid("g"), uid("c")).startswith("“g” is a long-term goal, which cannot stand")


def test_a_part_goes_to_the_top(goals):
    assert outline(move_under(goals, uid("a"), ""))[2:] == [*outline(goals)[3:], "sub_goal a"]
    nested = small(sections=[entry("s", "other", entry("x", "other"), entry("y", "other")), entry("t", "follow_up")])
    assert outline(move_under(nested, uid("x"), "")) == ["other s", "  other y", "other x", "follow_up t"]


def test_a_role_is_refused_where_it_cannot_stand(goals):
    assert refused(change_role, goals, uid("a"), "focus_area") == (
        "“a” is a focus area, which cannot stand under “g”, a long-term goal. Move it, or what stands under it, first."
    )
    assert "cannot stand under “h”, a measure" in refused(change_role, goals, uid("h"), "measure")


@pytest.fixture
def chapters():
    """Give a chapter of sections that are areas."""
    below = [entry(name, "other", text=f"<p>Om {name}.</p>") for name in ("x", "y", "z")]
    return small(sections=[entry("s", "commitments", *below), entry("t", "follow_up")])


def test_sections_side_by_side_become_commitments_together(chapters):
    changed = change_role(chapters, uid("x"), "focus_area", beside=True)
    assert outline(changed) == [
        "commitments s",
        "  focus_area x: Om x.",
        "  focus_area y: Om y.",
        "  focus_area z: Om z.",
        "follow_up t",
    ]
    assert [row["section"] for row in changed["commitments"]] == [uid("s")] * 3
    assert change_role(changed, uid("y"), "other", beside=True) == chapters


def test_one_of_them_alone_begins_with_the_last(chapters):
    assert refused(change_role, chapters, uid("x"), "focus_area").startswith(
        "“y” is a section and would follow “x” under the same heading, where commitments come after sections."
    )
    assert outline(change_role(chapters, uid("z"), "focus_area"))[2:4] == ["  other y: Om y.", "  focus_area z: Om z."]


def test_a_commitment_that_becomes_a_section_holds_what_follows(goals):
    assert outline(change_role(goals, uid("b"), "method")) == [
        "commitments s",
        "  long_term_goal g",
        "    sub_goal a",
        "method b",
        "  long_term_goal h",
        "    sub_goal c",
        "      measure m",
        "follow_up t",
    ]


def test_a_number_goes_into_the_heading_of_a_section():
    data = small(commitments=[entry("a", "measure", number="2.1", title="Bygga")])
    assert outline(change_role(data, uid("a"), "other")) == ["other 2.1 Bygga"]


def test_bodies_stay_as_words_where_they_cannot_stay_as_bodies():
    data = small(
        committees=[{"slug": "kn", "kind": "committee", "name": {"sv": "Kulturnämnden"}}],
        sections=[entry("s", "other")],
        commitments=under("s", entry("a", "measure"), entry("b", "measure")),
        responsibilities=[
            {"committee": "kn", "role": "lead", "commitment": uid("a")},
            {"committee": "kn", "role": "lead", "commitment": uid("b")},
        ],
    )
    assert outline(join(data, uid("a"))) == ["other s: a Kulturnämnden", "  measure b"]
    changed = change_role(data, uid("b"), "other")
    assert outline(changed)[-1] == "other b: Kulturnämnden"
    assert [row["commitment"] for row in changed["responsibilities"]] == [uid("a")]
    together = join(data, uid("b"))
    assert outline(together)[-1] == "  measure a: b"
    assert together["responsibilities"] == [{"committee": "kn", "role": "lead", "commitment": uid("a")}]


def test_a_signature_becomes_words_where_there_can_be_none():
    data = small(
        sections=[entry("s", "foreword", text="<p>Hej.</p>", signed_by="Alva", signed_role={"sv": "ordförande"})]
    )
    assert outline(change_role(data, uid("s"), "measure")) == ["measure s: Hej. Alva ordförande"]


def test_a_section_becomes_a_definition_and_comes_back():
    data = small(
        sections=[entry("s", "definitions"), entry("a", "other", text="<p>Där man bor.</p>")],
        definitions=[{"uid": uid("d"), "term": {"sv": "barn"}, "text": {"sv": "<p>Under 18.</p>"}}],
    )
    changed = change_role(data, uid("a"), "definition")
    assert outline(changed) == ["definitions s", "  definition barn: Under 18.", "  definition a: Där man bor."]
    assert outline(move_up(changed, uid("a")))[1] == "  definition a: Där man bor."
    back = change_role(changed, uid("a"), "other")
    assert outline(back) == ["definitions s", "  definition barn: Under 18.", "  other a: Där man bor."]
    untitled = small(sections=[entry("s", "other", title="", text="<p>Ord.</p>")])
    assert refused(change_role, untitled, uid("s"), "definition") == (
        "A definition needs a term. Give “Ord.” a heading first."
    )


def test_a_split_takes_what_stands_under_along_with_the_second():
    data = small(commitments=[entry("a", "focus_area", entry("b", "measure"), text="<p>Ett.</p><p>Två</p><p>Tre.</p>")])
    assert outline(split(data, uid("a"), 1, MADE)) == ["focus_area a: Ett.", "focus_area : Två Tre.", "  measure b"]
    assert outline(split(data, uid("a"), 1, MADE, heading=True))[1] == "focus_area Två: Tre."
    assert outline(split(data, uid("a"), 0, MADE))[:2] == ["focus_area a", "focus_area : Ett. Två Tre."]


def test_a_list_is_split_between_its_items_and_joined_to_one_list():
    data = small(commitments=[entry("a", "measure", text="<p>Vi ska</p><ol><li>ett</li><li>två</li><li>tre</li></ol>")])
    parted = split(data, uid("a"), 2, MADE)
    texts = [row["text"]["sv"] for row in parted["commitments"]]
    assert texts == ["<p>Vi ska</p><ol><li>ett</li></ol>", '<ol start="2"><li>två</li><li>tre</li></ol>']
    assert join(parted, MADE) == data


def test_a_sentence_that_a_page_broke_is_joined_to_one_paragraph():
    data = small(
        sections=[
            entry("a", "other", text="<p>Kommunen ska <em>alltid</em></p>"),
            entry("b", "other", title="", text="<p>ha plats <strong>för</strong> alla.</p>"),
        ]
    )
    assert join(data, uid("b"))["sections"][0]["text"]["sv"] == (
        "<p>Kommunen ska <em>alltid</em> ha plats <strong>för</strong> alla.</p>"
    )


def test_a_split_that_cannot_be_is_refused(goals):
    data = small(
        sections=[entry("a", "other", text='<p>Ett.</p><p>Not<a href="#footnote-1">1</a></p><ul><li>a</li></ul>')]
    )
    assert refused(split, data, uid("a"), 9, MADE) == "“a” cannot be split there. Look at the page again."
    for at in (1, 2):  # a mark cannot stand in a heading, nor can a list be one
        assert refused(split, data, uid("a"), at, MADE, True).startswith("What comes there is no short paragraph.")


def test_the_first_part_has_nothing_to_be_joined_to(goals):
    assert refused(join, goals, uid("s")) == "Nothing stands before “s” that it could be joined to."


def test_a_part_with_parts_under_it_is_not_joined_past_them(goals):
    answer = "“c” stands under it and would lose its place. Move what stands under “h” out first."
    assert refused(join, goals, uid("h")) == answer


def test_a_heading_is_written():
    data = small(commitments=[entry("a", "measure", text="<p>Ord.</p>")])
    assert outline(rename(data, uid("a"), " 3 ", " Ny  rubrik ")) == ["measure 3 Ny rubrik: Ord."]
    assert outline(rename(data, uid("a"), "", "")) == ["measure : Ord."]
    assert refused(rename, data, uid("a"), "", "x" * 301).endswith("is too long: at most 300 characters.")
    assert refused(rename, small(sections=[entry("s", "other")]), uid("s"), "", "") == (
        "“s” has no text, so it needs a heading."
    )


def test_a_part_that_is_gone_is_said(goals):
    assert refused(move_up, goals, uid("q")) == "That part is not there any more. Look at the page again."
