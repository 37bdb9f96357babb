"""Who answers for what is put right: added, removed, given another role, said to be another body."""

import pytest

from portal.importer.review.bodies import answers_of, bodies_of, in_use, named_body
from portal.importer.review.outline import RefusedError
from portal.importer.review.steps.bodies import add_body, change_body_role, remove_body, replace_body
from portal.strategyfile.reader import faults
from tests.portal.strategyfile.files import small

GOAL, SECTION = "gggggggggg", "ssssssssss"
OWN = [{"slug": "kultur", "kind": "committee", "name": {"sv": "Kulturnämnden"}}]


@pytest.fixture
def document():
    return small(
        committees=[
            {"slug": "fullmaktige", "kind": "council", "name": {"sv": "Kommunfullmäktige"}},
            {"slug": "rodret", "kind": "external", "name": {"sv": "Rodret"}},
        ],
        decisions=[{"kind": "adopted", "body": "fullmaktige", "date": "2021"}],
        sections=[{"uid": SECTION, "kind": "other", "title": {"sv": "Inledning"}}],
        commitments=[{"uid": GOAL, "kind": "measure", "title": {"sv": "Bygga"}}],
        responsibilities=[
            {"committee": "rodret", "role": "lead", "commitment": GOAL},
            {"committee": "rodret", "role": "follow_up", "commitment": None},
        ],
    )


def told(data):
    """Give who answers for what as texts, and assert that the file holds together."""
    assert faults(data) == []
    return {
        uid: [f"{answer.name}: {answer.role_name}" for answer in answers] for uid, answers in answers_of(data).items()
    }


def refused(step, *arguments):
    with pytest.raises(RefusedError) as error:
        step(*arguments)
    return str(error.value)


def test_the_bodies_of_each_part_and_of_the_whole_are_told(document):
    assert told(document) == {GOAL: ["Rodret: main responsibility"], "": ["Rodret: follow-up"]}


def test_the_municipalitys_own_and_the_proposed_can_be_chosen(document):
    bodies = [(body.name, body.is_own, body.answers_for) for body in bodies_of(document, OWN)]
    assert bodies == [("Kommunfullmäktige", False, 1), ("Kulturnämnden", True, 0), ("Rodret", False, 2)]


def test_a_body_is_added_to_a_part_and_to_the_whole(document):
    after = add_body(document, GOAL, OWN[0], "contributing")
    after = add_body(after, "", OWN[0], "owner")
    assert told(after) == {
        GOAL: ["Rodret: main responsibility", "Kulturnämnden: contributes"],
        "": ["Rodret: follow-up", "Kulturnämnden: document owner"],
    }
    assert refused(add_body, after, "", OWN[0], "owner").startswith("“Kulturnämnden” already has that role.")


def test_a_section_has_nobody_who_answers_for_it(document):
    assert refused(add_body, document, SECTION, OWN[0], "lead").startswith("Only commitments have responsible bodies.")


def test_a_body_is_removed_and_the_last_takes_the_list_along(document):
    after = remove_body(document, "", "rodret", "follow_up")
    assert told(after) == {GOAL: ["Rodret: main responsibility"]}
    assert "responsibilities" not in remove_body(after, GOAL, "rodret", "lead")
    assert refused(remove_body, after, "", "rodret", "follow_up").startswith("That body no longer has that role")


def test_a_body_gets_another_role_but_none_twice(document):
    after = change_body_role(document, GOAL, "rodret", "lead", "coordination")
    assert told(after)[GOAL] == ["Rodret: coordination"]
    after = add_body(after, GOAL, document["committees"][1], "lead")
    assert refused(change_body_role, after, GOAL, "rodret", "lead", "coordination").startswith(
        "The body already has that role"
    )


def test_a_proposed_body_is_one_that_the_municipality_has(document):
    after = replace_body(document, "rodret", OWN[0])
    assert told(after) == {GOAL: ["Kulturnämnden: main responsibility"], "": ["Kulturnämnden: follow-up"]}
    assert [row["slug"] for row in after["committees"]] == ["fullmaktige", "kultur"]
    decided = replace_body(document, "fullmaktige", OWN[0])
    assert decided["decisions"][0]["body"] == "kultur"


def test_two_bodies_that_become_one_have_each_role_once(document):
    both = add_body(document, GOAL, OWN[0], "lead")
    assert told(replace_body(both, "rodret", OWN[0]))[GOAL] == ["Kulturnämnden: main responsibility"]


def test_a_proposed_body_gets_another_name_and_kind(document):
    body = named_body(document, OWN, "Rådet", "committee", instead_of="rodret")
    assert body == {"slug": "radet", "kind": "committee", "name": {"sv": "Rådet"}}
    assert told(replace_body(document, "rodret", body))[""] == ["Rådet: follow-up"]
    same = named_body(document, OWN, "Rodret", "company_board", instead_of="rodret")
    assert same == {"slug": "rodret", "kind": "company_board", "name": {"sv": "Rodret"}}


def test_a_name_that_is_there_already_is_that_body_however_it_is_spelt(document):
    assert named_body(document, OWN, "kulturnämnd", "external") == OWN[0]
    assert named_body(document, OWN, "Rodret", "official") == document["committees"][1]


def test_bodies_that_nothing_refers_to_are_left_out(document):
    after = remove_body(remove_body(document, "", "rodret", "follow_up"), GOAL, "rodret", "lead")
    assert [row["slug"] for row in in_use(after)["committees"]] == ["fullmaktige"]
    assert in_use(document) == document
