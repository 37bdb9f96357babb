"""What a document says of itself as a whole is corrected before it is saved, and so are those who answer for it."""

from itertools import chain

import pytest
from django.urls import reverse

from goals.models import Responsibility
from portal.importer.review.bodies import answers_of
from portal.models import DocumentReview
from strategies.models import Committee, Strategy
from tests.factories import CommitteeFactory
from tests.portal.importer.review.pages import file, imported, municipality, part, said, step, uploaded

pytestmark = pytest.mark.django_db

DOCUMENT = """# Integrationsstrategi för Lillby

Antagen av kommunfullmäktige 2021-09-21

## Bakgrund

Lillby växer[^1] och fler språk hörs på torget.

## Långsiktigt mål 1: Alla har någonstans att bo

Ansvarig: Bryggan

[^1]: Enligt räkningen.
"""


@pytest.fixture
def review(client, coordinator):
    """Give a document under review with a decision, a footnote and a body that nobody knows."""
    sent = uploaded(DOCUMENT, municipality=municipality(coordinator).pk)
    imported(client, sent)
    return DocumentReview.objects.get()


def facts_page(client, review):
    return client.get(reverse("admin:review_facts", args=[review.pk]))


def filled_in(page):
    """Give what a page's forms would send as they are."""
    forms = page.context["forms"]
    every = [forms.facts]
    for formset in forms.formsets:
        every += [*formset.forms, formset.management_form]
    values = {field.html_name: field.value() for field in chain.from_iterable(every)}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def corrected(client, review, **answers):
    review.refresh_from_db()
    names = {name.replace("__", "-"): value for name, value in answers.items()}
    sent = filled_in(facts_page(client, review)) | {"version": review.version} | names
    return client.post(
        reverse("admin:review_facts", args=[review.pk]),
        {name: value for name, value in sent.items() if value is not None},
        follow=True,
    )


def whole(client, review, do, **answers):
    """Post a step about the whole."""
    review.refresh_from_db()
    sent = {"uid": "", "version": review.version, "do": do} | answers
    return client.post(reverse("admin:review_step", args=[review.pk]), sent, follow=True)


def test_facts_are_corrected_and_saved(client, review, coordinator):
    response = corrected(
        client,
        review,
        whole__title_sv="Strategi för Lillby",
        whole__kind="plan",
        whole__case_numbers="KS 2021/7\r\nKS 2021/8\r\n",
        whole__valid_from="2021-10",
        whole__applies_to_sv="Alla.\r\nOckså bolagen.",
        decisions__0__paragraph="§ 7",
        decisions__1__kind="revised",
        decisions__1__date="2022",
        decisions__1__other_body="Kommunstyrelsen",
        related__0__title_sv="Boendeplan",
    )
    assert said(response) == [
        "Corrected: Title, Kind, Case numbers, Valid from, Applies to, Decisions, Related documents."
    ]
    saved = client.post(
        reverse("admin:review_save", args=[review.pk]),
        {"slug": "strategi", "edition": "2021", "version": file(review) and review.version},
    )
    assert saved.status_code == 302
    strategy = Strategy.objects.get()
    assert (strategy.title_sv, strategy.kind, str(strategy.valid_from)) == ("Strategi för Lillby", "plan", "2021-10")
    assert (strategy.case_numbers, strategy.applies_to_sv) == (["KS 2021/7", "KS 2021/8"], "Alla.\nOckså bolagen.")
    decisions = [
        (row.kind, row.body.name_sv, str(row.date), row.paragraph) for row in strategy.decisions.order_by("position")
    ]
    assert decisions == [
        ("adopted", "Kommunfullmäktige", "2021-09-21", "§ 7"),
        ("revised", "Kommunstyrelsen", "2022", ""),
    ]
    assert strategy.related_documents.get().title_sv == "Boendeplan"


def test_facts_sent_as_they_are_change_nothing(client, review):
    before = file(review)
    response = corrected(client, review)
    assert said(response) == ["Nothing was different, so nothing was changed."]
    assert (file(review), review.steps) == (before, [])


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, review):
    before = file(review)
    response = corrected(
        client,
        review,
        whole__title_sv="",
        whole__subtitle_sv="Alla med",
        whole__valid_from="2022",
        whole__valid_until="2021",
        decisions__0__date="i höstas",
    )
    html = response.content.decode()
    assert "Nothing has been saved yet." in html
    assert [field.html_name for field in response.context["forms"].wrong] == [
        "whole-title_sv",
        "whole-valid_until",
        "decisions-0-date",
    ]
    assert "“i höstas” is not a date. Write 2021-09-21, or 2021-09 or 2021" in html
    assert 'value="Alla med"' in html
    assert file(review) == before


def test_until_a_day_and_until_further_notice_are_not_both(client, review):
    response = corrected(client, review, whole__valid_until="2025", whole__until_further_notice="on")
    assert "A strategy is valid until a date or until further notice, not both." in response.content.decode()


def test_a_page_that_is_out_of_date_keeps_what_was_written(client, review):
    step(client, review, "Bakgrund", "role", role="vision")
    response = corrected(client, review, whole__title_sv="Ny titel", version=0)
    assert "The review has changed since this page was loaded" in response.content.decode()
    assert 'value="Ny titel"' in response.content.decode()
    assert file(review)["title"]["sv"] == "Integrationsstrategi för Lillby"


def test_a_decision_and_a_footnote_are_removed_with_its_mark(client, review):
    assert "#footnote-1" in part(review, "Bakgrund").html
    corrected(client, review, decisions__0__DELETE="on", footnotes__0__DELETE="on")
    assert {"decisions", "footnotes"} & set(file(review)) == set()
    assert "#footnote-1" not in part(review, "Bakgrund").html
    client.post(reverse("admin:review_undo", args=[review.pk]), {"version": review.version})
    assert len(file(review)["footnotes"]) == 1


def test_who_answers_is_shown_and_put_right(client, review, coordinator):
    own = CommitteeFactory(municipality=municipality(coordinator), name_sv="Kulturnämnden", slug="kultur")
    heading = "Alla har någonstans att bo"
    uid = part(review, heading).uid
    assert [(answer.name, answer.role) for answer in answers_of(file(review))[uid]] == [("Bryggan", "lead")]
    response = step(client, review, heading, "body_add", body=own.slug, body_role="contributing")
    assert said(response) == ["“Kulturnämnden” is now responsible for “1 Alla har någonstans att bo”: contributes."]
    response = step(client, review, heading, "body_role", answer=["lead:bryggan"], answer_role=["coordination"])
    assert said(response) == ["“Bryggan” now has another role: coordination."]
    response = step(client, review, heading, "body_remove:coordination:bryggan")
    assert [answer.name for answer in answers_of(file(review))[uid]] == ["Kulturnämnden"]
    response = whole(client, review, "body_add", name="Rådet", kind="external", body_role="owner")
    assert said(response) == ["“Rådet” is now responsible for the whole strategy: document owner."]
    assert 'id="whole"' in response.content.decode()

    client.post(
        reverse("admin:review_save", args=[review.pk]),
        {"slug": "strategi", "edition": "2021", "version": file(review) and review.version},
    )
    assert set(Responsibility.objects.values_list("committee__name_sv", "role")) == {
        ("Kulturnämnden", "contributing"),
        ("Rådet", "owner"),
    }
    assert not Committee.objects.filter(name_sv="Bryggan").exists()


def test_a_body_that_the_document_proposes_is_renamed_or_said_to_be_another(client, review, coordinator):
    CommitteeFactory(municipality=municipality(coordinator), name_sv="Kulturnämnden", slug="kultur")
    response = whole(client, review, "body_replace", slug="bryggan", name="Bron", kind="company_board", body="")
    assert said(response) == ["“Bryggan” is now “Bron” everywhere."]
    response = whole(client, review, "body_replace", slug="bron", name="Bron", kind="company_board", body="kultur")
    assert said(response) == ["“Bron” is now “Kulturnämnden” everywhere."]
    assert [row["slug"] for row in file(review)["committees"]] == ["kommunfullmaktige", "kultur"]
    response = whole(client, review, "body_replace", slug="kultur", name="Annat", kind="external", body="")
    assert said(response) == ["The municipality already has that body. Change it on the body’s own page."]


@pytest.mark.parametrize(
    "answers",
    [
        {"do": "body_add", "body": "", "name": "", "body_role": "lead"},
        {"do": "body_add", "body": "ingen", "body_role": "lead"},
        {"do": "body_add", "name": "Nämnden", "body_role": "king"},
        {"do": "body_remove:lead:ingen"},
        {"do": "body_remove:"},
        {"do": "body_replace", "slug": "ingen", "name": "Nämnden"},
        {"do": "body_replace", "slug": "<script>"},
    ],
)
def test_rubbish_about_bodies_is_answered_and_changes_nothing(client, review, answers):
    before = file(review)
    response = whole(client, review, answers["do"], **{key: answers[key] for key in answers if key != "do"})
    assert (response.status_code, len(said(response))) == (200, 1)
    assert file(review) == before
