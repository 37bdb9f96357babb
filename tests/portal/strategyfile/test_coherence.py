"""The parts of a strategy file fit together, or what does not is told with its path."""

import pytest

from portal.strategyfile import Fault, faults
from tests.portal.strategyfile.files import commitment, found, full, small


@pytest.mark.parametrize("key", ["section", "commitment"])
def test_a_section_or_commitment_says_something_in_swedish(key):
    kind = {"section": "other", "commitment": "measure"}[key]
    missing = "Expected a title, a text or a plain text in Swedish."
    assert found(**{f"{key}s": [{"kind": kind}]}) == [(f"{key}s[0]", missing)]
    for name in ("title", "text", "plain"):
        assert found(**{f"{key}s": [{"kind": kind, name: {"sv": "Ord"}}]}) == []


def test_uids_are_unique_over_sections_commitments_and_definitions():
    same = "xaaaaaaaaa"
    data = small(
        sections=[{"uid": same, "kind": "other", "title": {"sv": "Ett"}}],
        commitments=[commitment("caaaaaaaaa", "focus_area", commitment(same, "measure"))],
        definitions=[{"uid": same, "term": {"sv": "ord"}}],
    )
    message = "Expected a uid of its own. sections[0].uid has the same."
    assert faults(data) == [
        Fault("commitments[0].children[0].uid", message),
        Fault("definitions[0].uid", message),
    ]


def test_only_a_commitment_at_the_top_has_a_section():
    sections = [{"uid": "saaaaaaaaa", "kind": "commitments", "title": {"sv": "Mål"}}]
    root = commitment("caaaaaaaaa", "focus_area", commitment("cbbbbbbbbb", "measure", section="saaaaaaaaa"))
    assert found(sections=sections, commitments=[root | {"section": "saaaaaaaaa"}]) == [
        (
            "commitments[0].children[0].section",
            "Expected a section only for commitments at the top: the others follow their parent.",
        )
    ]


def test_a_kind_stands_only_under_kinds_that_may_hold_it():
    tree = commitment("caaaaaaaaa", "sub_goal", commitment("cbbbbbbbbb", "long_term_goal"))
    deeper = commitment("cccccccccc", "focus_area", commitment("cdddddddda", "measure", commitment("ceeeeeeeee")))
    assert found(commitments=[tree, deeper]) == [
        (
            "commitments[0].children[0].kind",
            "A long_term_goal cannot be placed under a sub_goal. Expected one of: measure.",
        ),
        (
            "commitments[1].children[0].children[0].kind",
            "A focus_area cannot be placed under a measure. Expected one of: measure.",
        ),
    ]


def test_what_refers_to_nothing_is_told():
    data = full()
    data["decisions"][0]["body"] = "styrelse"
    data["responsibilities"][1] |= {"committee": "styrelse", "commitment": "czzzzzzzzz"}
    committees = "Expected the slug of one of the file’s committees: fullmaktige, styrelsen."
    assert faults(data) == [
        Fault("decisions[0].body", committees),
        Fault(
            "responsibilities[1].commitment", "Expected the uid of one of the file’s commitments. None has this one."
        ),
        Fault("responsibilities[1].committee", committees),
    ]


def test_what_stands_twice_is_told():
    data = full()
    data["committees"].append(data["committees"][0])
    data["footnotes"].append(data["footnotes"][0])
    data["responsibilities"] += [data["responsibilities"][0], data["responsibilities"][1]]
    assert faults(data) == [
        Fault("committees[2].slug", "Expected a slug of its own. committees[0].slug has the same."),
        Fault("footnotes[1].number", "Expected a number of its own. footnotes[0].number has the same."),
        Fault("responsibilities[2]", "Expected each responsibility once. responsibilities[0] is the same."),
        Fault("responsibilities[3]", "Expected each responsibility once. responsibilities[1] is the same."),
    ]


def test_a_footnote_mark_needs_its_footnote():
    def mark(number):
        return {"sv": f'<p>Ord<a href="#footnote-{number}">{number}</a></p>', "en": "<p>Word</p>"}

    assert found(
        sections=[{"kind": "other", "text": mark(1), "plain": mark(3)}],
        commitments=[commitment("caaaaaaaaa", "focus_area", commitment("cbbbbbbbbb", "measure", plain=mark(4)))],
        definitions=[{"term": {"sv": "ord"}, "plain": mark(5)}],
        footnotes=[{"number": 1, "text": mark(6)}],
    ) == [
        (path, f"Expected a footnote with the number {number}, which the text refers to.")
        for path, number in (
            ("commitments[0].children[0].plain.sv", 4),
            ("definitions[0].plain.sv", 5),
            ("footnotes[0].text.sv", 6),
            ("sections[0].plain.sv", 3),
        )
    ]


def test_a_strategy_does_not_end_before_it_begins():
    message = "Expected a last day that is not before “valid_from”."
    assert found(valid_from="2025-01-01", valid_until="2024") == [("valid_until", message)]
    assert found(valid_from="2024-05", valid_until="2024") == []
    assert found(valid_from="2024-05", valid_until=None) == []
    assert [path for path, _message in found(valid_from="soon", valid_until=3)] == ["valid_from", "valid_until"]
