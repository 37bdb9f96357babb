"""What laying a document into an edition does, as a coordinator reads it."""

import pytest
from django.urls import reverse

from goals.models import Commitment
from portal.importer.merging.merge import merged
from portal.importer.merging.report import Difference, MergeReport
from portal.importer.review.comparison import Comparison, Known, Said, Told
from portal.models import DocumentReview
from strategies.models import Strategy
from tests.portal.importer.review.pages import DOCUMENT, imported, municipality, part, post, step, uploaded
from tests.portal.strategyfile.files import full, small


def compared(before, document):
    after, merge = merged(before, document)
    return Comparison(merge, before, after, document)


def section(uid, title, text="", **keys):
    return {"uid": uid * 10, "kind": "other", "title": {"sv": title}} | ({"text": {"sv": text}} if text else {}) | keys


def goal(uid, title, *children, **keys):
    below = {"children": list(children)} if children else {}
    return {"uid": uid * 10, "kind": "focus_area", "title": {"sv": title}} | keys | below


def test_another_role_is_told_in_words():
    before = small(commitments=[goal("a", "Bo", kind="long_term_goal")])
    found = compared(before, small(commitments=[goal("x", "Bo")]))
    assert found.structure == [Told("Bo", "Role", Said("Long-term goal", False), Said("Focus area", False))]
    assert found.differing == []


def test_a_definition_that_has_become_a_section_is_told_in_words():
    term = {"uid": "t" * 10, "term": {"sv": "Nyanländ"}, "text": {"sv": "<p>Den som nyss har kommit.</p>"}}
    found = compared(small(definitions=[term]), small(sections=[section("x", "Nyanländ", term["text"]["sv"])]))
    assert found.structure == [Told("Nyanländ", "Role", Said("Definition", False), Said("Other", False))]
    assert (found.added, found.laid, found.matched) == ([], [], [Known("Nyanländ", "the same heading")])


def test_another_place_is_told_in_words():
    before = small(sections=[section("a", "Bakgrund"), section("b", "Syfte"), section("c", "Vision")])
    document = small(sections=[section("z", "Vision"), section("x", "Bakgrund", children=[section("y", "Syfte")])])
    assert compared(before, document).structure == [
        Told("Syfte", "Placed under", Said("At the top", False), Said("Bakgrund")),
        Told("Bakgrund", "Follows", Said("First", False), Said("Vision")),
    ]


def test_new_wording_is_shown_beside_the_old():
    before = small(sections=[section("a", "Syfte", "<p>Förr.</p>")])
    found = compared(before, small(sections=[section("x", "Syfte", "<p>Nu.</p>"), section("y", "Mål", "<p>Bo.</p>")]))
    assert found.laid == [Told("Syfte", "", Said("Förr."), Said("Nu."))]
    assert found.added == [Known("Mål", "Other")]


@pytest.mark.parametrize(
    ("path", "existing", "recognised", "told"),
    [
        ("kind", "strategy", "plan", Told("", "Kind", Said("Strategy", False), Said("Plan", False))),
        (
            "until_further_notice",
            False,
            True,
            Told("", "Valid until further notice", Said("No", False), Said("Yes", False)),
        ),
        ("case_numbers", ["A 1"], ["B 2", "C 3"], Told("", "Case numbers", Said("A 1"), Said("B 2, C 3"))),
        ("replaces", "", "Planen", Told("", "Replaces", Said("–", False), Said("Planen"))),
        ("decisions/adopted/date", "2021", "2022", Told("", "Adopted: date", Said("2021"), Said("2022"))),
        ("decisions/adopted/body", "x", "namnden", Told("", "Adopted: decided by", Said("x"), Said("Nämnden"))),
        (
            "responsibilities/",
            [("lead", "namnden")],
            ("revision", "x"),
            Told(
                "",
                "Who is responsible for the whole",
                Said("Nämnden (main responsibility)", False),
                Said("x (revision)", False),
            ),
        ),
        (
            "related_documents/Planen a/b/decision",
            "§ 1",
            "§ 2",
            Told("Planen a/b", "Decision", Said("§ 1"), Said("§ 2")),
        ),
    ],
)
def test_facts_are_told_in_words(path, existing, recognised, told):
    bodies = [{"slug": "namnden", "kind": "committee", "name": {"sv": "Nämnden"}}]
    report = MergeReport(differing=[Difference(path, existing, recognised)])
    assert Comparison(report, small(), small(committees=bodies), small()).differing == [told]


def test_what_is_filled_in_is_told_in_words():
    found = compared(small(), full())
    assert all(each.what and "/" not in each.what for each in found.filled)
    assert Known("", "Adopted") in found.filled


@pytest.mark.django_db
def test_what_was_changed_in_the_review_and_stays_is_shown_before_it_is_laid_in(client, review, coordinator):
    post(client, review, "review_save", slug="strategi", edition="2021")
    strategy = Strategy.objects.get()
    answers = uploaded(DOCUMENT, municipality=municipality(coordinator).pk, into=strategy.pk)
    imported(client, answers)
    again = DocumentReview.objects.get()
    step(client, again, "Det byggs", "role", role="measure")
    step(client, again, "Det är lätt att flytta", "under", home=part(again, "Bakgrund").uid)
    page = client.get(reverse("admin:review_save", args=[again.pk]))
    told = [(row.part, row.edition.text, row.document.text) for row in page.context["compared"].structure]
    assert told == [
        ("1 Det byggs", "Sub-goal", "Measure"),
        ("2 Det är lätt att flytta", "Alla har någonstans att bo", "Bakgrund"),
    ]
    html = page.content.decode()
    assert str(Commitment.objects.get(title_sv="Det byggs").uid) not in html
    assert "long_term_goal" not in html
