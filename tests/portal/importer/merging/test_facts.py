"""The facts of a document laid into an edition."""

import pytest

from portal.importer.merging.merge import merged
from portal.importer.merging.report import Difference
from tests.portal.strategyfile.files import commitment, full, small

BOARD = {"slug": "ks", "kind": "executive_board", "name": {"sv": "Kommunstyrelsen"}}
SCHOOL = {"slug": "skolan", "kind": "committee", "name": {"sv": "Skolnämnden"}}


def facts(existing, **keys):
    """Merge a document with `keys`; give what they became, what was filled in and what differs."""
    result, report = merged(existing, small(**keys))
    return {key: result.get(key) for key in keys}, report.filled, report.differing


def test_what_the_edition_lacks_is_filled_in():
    given = {"valid_from": "2021", "case_numbers": ["KS 1"], "replaces": "Planen", "applies_to": {"sv": "Alla"}}
    assert facts(small(), **given) == (given, ["valid_from", "replaces", "applies_to", "case_numbers"], [])


def test_what_differs_is_reported_and_stays():
    kept, filled, differing = facts(full(), valid_from="2022", case_numbers=["2021-1", "7"], review={"sv": "Aldrig"})
    assert kept == {key: full()[key] for key in kept}
    assert filled == []
    assert differing == [
        Difference("valid_from", "2021-10-01", "2022"),
        Difference("review", "Varje år", "Aldrig"),
        Difference("case_numbers", ["2021-1", "2021-2"], ["7"]),
    ]


def test_a_translation_of_other_words_is_not_taken():
    kept, filled, _differing = facts(full(), subtitle={"sv": "Ingen är med", "en": "Nobody is"})
    assert (kept["subtitle"], filled) == ({"sv": "Alla är med"}, [])
    kept, filled, _differing = facts(full(), subtitle={"sv": "Alla är  med", "en": "All are"})
    assert (kept["subtitle"], filled) == ({"sv": "Alla är med", "en": "All are"}, ["subtitle/en"])


def test_a_last_day_is_not_filled_in_beside_further_notice():
    kept, filled, differing = facts(full(), valid_until="2025")
    assert (kept, filled) == ({"valid_until": None}, [])
    assert differing == [Difference("valid_until", None, "2025")]


class TestDecisions:
    """Decisions are the same by kind and date, or else by kind and order."""

    def test_a_decision_gets_what_it_lacks(self):
        existing = small(decisions=[{"kind": "adopted", "date": "2021-09-21"}])
        kept, filled, differing = facts(
            existing,
            committees=[BOARD],
            decisions=[{"kind": "adopted", "body": "ks", "date": "2021-09", "paragraph": "§ 3"}],
        )
        assert kept["decisions"] == [{"kind": "adopted", "date": "2021-09-21", "body": "ks", "paragraph": "§ 3"}]
        assert (kept["committees"], filled, differing) == (
            [BOARD],
            ["decisions/adopted/body", "decisions/adopted/paragraph"],
            [],
        )

    def test_one_that_the_edition_lacks_is_added_and_another_date_is_reported(self):
        existing = small(decisions=[{"kind": "adopted", "date": "2021"}])
        new = [{"kind": "adopted", "date": "2019"}, {"kind": "revised", "date": "2023-02"}]
        kept, filled, differing = facts(existing, decisions=new)
        assert kept["decisions"] == [{"kind": "adopted", "date": "2021"}, new[1]]
        assert (filled, differing) == (["decisions/1"], [Difference("decisions/adopted/date", "2021", "2019")])

    def test_the_same_body_by_another_slug_is_no_difference(self):
        kept, filled, differing = facts(
            full(),
            committees=[{"slug": "kf", "kind": "council", "name": {"sv": "KOMMUNFULLMÄKTIGE"}}],
            decisions=[{"kind": "adopted", "body": "kf", "date": "2021-09", "paragraph": "§ 7"}],
        )
        assert (kept["committees"], filled, differing) == (full()["committees"], [], [])


class TestResponsibilities:
    """Who answers for what stays where the edition says it."""

    def test_where_the_edition_names_nobody_the_document_does(self):
        existing = small(commitments=[commitment("caaaaaaaaa", title={"sv": "Bo"})])
        recognised = {
            "committees": [BOARD, SCHOOL],
            "commitments": [commitment("xaaaaaaaaa", title={"sv": "Bo"})],
            "responsibilities": [{"committee": "ks", "role": "lead", "commitment": "xaaaaaaaaa"}],
        }
        kept, filled, _differing = facts(existing, **recognised)
        assert kept["responsibilities"] == [{"committee": "ks", "role": "lead", "commitment": "caaaaaaaaa"}]
        assert (kept["committees"], filled) == ([BOARD], ["responsibilities/caaaaaaaaa"])

    @pytest.mark.parametrize("commitment", [None, "xaaaaaaaaa"])
    def test_elsewhere_whom_it_names_besides_is_reported(self, commitment):
        recognised = {
            "committees": [SCHOOL],
            "commitments": [{"uid": "yaaaaaaaaa", "kind": "focus_area", "title": {"sv": "Boende"}}],
            "responsibilities": [{"committee": "skolan", "role": "lead", "commitment": commitment}],
        }
        recognised["commitments"][0]["children"] = [
            {"uid": "xaaaaaaaaa", "kind": "measure", "text": {"sv": "<p>Bygga.</p>"}}
        ]
        kept, filled, differing = facts(full(), **recognised)
        assert (kept["responsibilities"], kept["committees"]) == (full()["responsibilities"], full()["committees"])
        assert [(found.path, found.recognised) for found in differing] == [
            (f"responsibilities/{'cbbbbbbbbb' if commitment else ''}", ("lead", "skolan"))
        ]
        assert filled == []


def test_related_documents_go_by_title():
    kept, filled, differing = facts(
        full(),
        related_documents=[{"title": {"sv": "LAG."}, "url": "https://www.example.se/2"}, {"title": {"sv": "Plan"}}],
    )
    assert kept["related_documents"] == [*full()["related_documents"], {"title": {"sv": "Plan"}}]
    assert filled == ["related_documents/Plan"]
    assert [found.path for found in differing] == ["related_documents/LAG./url"]
