"""A part gets another role where it can stand in it, and keeps its words."""

import pytest

from portal.importer.review.steps.join import join
from portal.importer.review.steps.move import move_up
from portal.importer.review.steps.role import change_role
from tests.portal.importer.review.making import entry, outline, refused, uid, under
from tests.portal.strategyfile.files import small


def test_a_role_is_refused_where_it_cannot_stand(goals):
    assert refused(change_role, goals, uid("a"), "focus_area") == (
        "“a” is a focus area, which cannot be placed under “g”, a long-term goal. Move it, or what "
        "stands under it, first."
    )
    assert "cannot be placed under “h”, a measure" in refused(change_role, goals, uid("h"), "measure")


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
        "“y” is a section and would follow “x” under the same heading, but commitments come after sections."
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
