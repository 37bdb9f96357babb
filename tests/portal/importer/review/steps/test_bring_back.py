"""What was set aside comes back: a part as it was, or its lines as a part of their own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import ROLES, parts_of
from portal.importer.review.steps.bring_back import bring_back, parts_aside
from portal.importer.review.steps.heading import rename
from portal.importer.review.steps.lines import make_part, take_in
from portal.importer.review.steps.set_aside import set_aside
from portal.strategyfile.reader import faults
from tests.chance import cases
from tests.portal.importer.review.making import MADE, all_words, files, outline, refused, uid
from tests.portal.strategyfile.files import small

REPORT = {"words": 9, "placed_words": 9, "set_aside": [], "unplaced": [], "warnings": []}
LINES = [(5, "b"), (6, "• fler hem")]


@pytest.fixture
def document():
    """Give a section with a goal that has two measures, of which a body answers for the second."""

    def measure(name, text):
        return {"uid": uid(name), "kind": "measure", "title": {"sv": name}, "text": {"sv": f"<ul><li>{text}</li></ul>"}}

    return small(
        committees=[{"slug": "kn", "kind": "committee", "name": {"sv": "Kulturnämnden"}}],
        sections=[{"uid": uid("s"), "kind": "other", "title": {"sv": "Mål"}}],
        commitments=[
            {
                "uid": uid("g"),
                "kind": "long_term_goal",
                "title": {"sv": "Hem"},
                "section": uid("s"),
                "children": [measure("a", "ett"), measure("b", "fler hem")],
            }
        ],
        responsibilities=[{"committee": "kn", "role": "lead", "commitment": uid("b")}],
        report=REPORT | {"unplaced": [{"line": 9, "text": "Slut"}], "placed_words": 8},
    )


def test_a_part_comes_back_as_it_was(document):
    aside = set_aside(document, uid("b"), LINES)
    assert [(part.label, lines) for part, lines in parts_aside(aside)] == [("b", [5, 6])]
    back = bring_back(aside, uid("b"))
    assert back["report"].pop("parts") == []
    assert back == document


def test_a_part_comes_back_after_other_steps(document):
    aside = rename(set_aside(document, uid("b"), LINES), uid("a"), "", "Annat")
    assert outline(bring_back(aside, uid("b")))[-1] == "    measure b: fler hem"
    without = set_aside(set_aside(document, uid("b"), LINES), uid("a"), [])
    assert outline(bring_back(without, uid("b")))[-1] == "    measure b: fler hem"


def test_a_part_that_lost_a_line_cannot_come_back_whole(document):
    torn = take_in(set_aside(document, uid("b"), LINES), uid("a"), [6])
    assert torn["report"]["parts"] == []
    assert refused(bring_back, torn, uid("b")).startswith("That part can no longer be brought back whole")


def test_lines_become_a_part_beside_or_under_the_one_before(document):
    aside = set_aside(document, uid("b"), LINES)
    made = make_part(aside, uid("a"), [5, 6], "measure", MADE, heading=True)
    assert outline(made)[-1] == "    measure b Kulturnämnden: fler hem"
    assert made["commitments"][0]["children"][1]["text"] == {"sv": "<ul><li>fler hem</li></ul>"}
    under = make_part(aside, uid("g"), [9], "sub_goal", MADE, heading=False)
    assert outline(under)[2:] == ["    sub_goal : Slut", "    measure a: ett"]
    section = make_part(aside, uid("a"), [9], "follow_up", MADE, heading=False)
    assert outline(section)[-1] == "follow_up : Slut"
    first = make_part(aside, "", [9], "foreword", MADE, heading=False)
    assert outline(first)[0] == "foreword : Slut"


def test_lines_become_a_definition_with_its_term(document):
    made = make_part(document, uid("s"), [9], "definition", MADE, heading=True)
    assert outline(made)[-1] == "definition Slut"
    assert refused(make_part, document, uid("s"), [9], "definition", MADE, heading=False).startswith(
        "A definition needs a term"
    )


def test_a_heading_of_too_many_letters_is_refused(document):
    long = document | {"report": REPORT | {"unplaced": [{"line": 9, "text": "x" * 301}]}}
    assert refused(make_part, long, uid("s"), [9], "other", MADE, heading=True).endswith("at most 300 characters.")


@pytest.mark.slow
@given(st.data(), files())
@settings(deadline=None, max_examples=cases(50))
def test_what_is_set_aside_comes_back_as_it_was(choice, data):
    data = data | {"report": REPORT}
    for part in parts_of(data):
        try:
            aside = set_aside(data, part.uid, [(3, part.title), (4, choice.draw(st.text(max_size=20)))])
        except RefusedError:
            continue
        back = bring_back(aside, part.uid)
        assert back["report"].pop("parts") == []
        assert back == data


@pytest.mark.slow
@given(st.data(), files(), st.sampled_from(ROLES), st.booleans())
@settings(deadline=None, max_examples=cases(100))
def test_a_made_part_has_the_words_and_the_file_stays_valid(choice, data, role, heading):
    data = data | {"report": REPORT | {"unplaced": [{"line": 3, "text": "Nya"}, {"line": 4, "text": "– ord."}]}}
    uids = [part.uid for part in parts_of(data)]
    if role == "definition" and not heading:
        return
    after = make_part(data, choice.draw(st.sampled_from(["", *uids])), [3, 4], role, MADE, heading=heading)
    assert faults(after) == []
    assert all_words(after) == sorted([*all_words(data), "Nya", "ord."])
    assert (after["report"]["unplaced"], after["report"]["placed_words"]) == ([], 11)
