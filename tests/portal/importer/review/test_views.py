"""A document goes in through the admin: uploaded, put right and saved."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.models import Commitment
from portal.importer.review.parts import parts_of
from portal.models import DocumentReview
from strategies.models import Section, SourceFile, Strategy
from tests.portal.importer.review.pages import (
    AS_READ,
    DOCUMENT,
    file,
    imported,
    municipality,
    part,
    post,
    said,
    shown,
    step,
    uploaded,
)

pytestmark = pytest.mark.django_db


def test_a_document_is_read_and_shown_beside_its_source(client, review):
    page = client.get(reverse("admin:review", args=[review.pk]))
    assert shown(review) == AS_READ
    html = page.content.decode()
    assert "Lillby växer och fler språk hörs på torget." in html
    assert "Kommunfullmäktige, 2021-09-21" in html
    assert "<b>nära" not in html
    rows = {row.part.title: [line.text for line in row.lines] for row in page.context["page"]}
    assert rows["Bakgrund"] == ["Bakgrund", "Lillby växer och fler språk hörs på torget."]


def test_nothing_is_stored_before_it_is_saved(review):
    assert (Strategy.objects.count(), SourceFile.objects.count(), Section.objects.count()) == (0, 0, 0)


def test_it_is_put_right_and_undone(client, review):
    before = shown(review)
    response = step(client, review, "Det byggs", "role", role="measure")
    assert said(response) == ["“1 Det byggs” is now: measure, under “1 Alla har någonstans att bo”."]
    assert "autofocus" not in response.content.decode()
    response = step(client, review, "Det är lätt att flytta", "up")
    assert "autofocus" in response.content.decode()
    step(client, review, "Det byggs", "in")
    assert shown(review)[-2:] == ["    sub_goal: Det är lätt att flytta", "      measure: Det byggs"]
    for _step in range(3):
        post(client, review, "review_undo")
    assert shown(review) == before
    response = post(client, review, "review_undo")
    assert said(response) == ["There is nothing to undo."]


def test_it_is_saved_as_a_draft_with_its_source(client, review, coordinator):
    step(client, review, "Det byggs", "role", role="measure")
    post(client, review, "review_undo")
    response = post(client, review, "review_save", slug="strategi", edition="2021")
    strategy = Strategy.objects.get()
    assert response.redirect_chain == [(reverse("admin:strategies_strategy_change", args=[strategy.pk]), 302)]
    assert (strategy.status, strategy.slug, strategy.municipality) == ("draft", "strategi", municipality(coordinator))
    assert Commitment.objects.get(kind="sub_goal", title_sv="Det byggs").text_sv.startswith("<p>Det byggs varje år")
    source = strategy.source_files.get()
    assert (source.name, source.is_public, source.is_accessible) == ("Strategi.md", False, False)
    assert source.sha256 == hashlib.sha256(DOCUMENT.encode()).hexdigest()
    assert not DocumentReview.objects.exists()


def test_a_refused_step_says_why_and_changes_nothing(client, review):
    before = shown(review)
    response = step(client, review, "Bakgrund", "up")
    assert said(response) == [
        "“Bakgrund” is already first: nothing before it can hold it as a background."
        " Change its role first, or use “Move under …” to choose another place."
    ]
    assert shown(review) == before


def test_a_part_is_split_renamed_and_joined(client, review):
    step(client, review, "Det byggs", "split", at=1, heading="on")
    new = "Det byggs nära skolan."
    assert shown(review)[2:4] == [AS_READ[2], f"    sub_goal: {new}"]
    step(client, review, new, "rename", number="1b", title="Nära skolan")
    assert (part(review, "Nära skolan").number, part(review, "Nära skolan").role) == ("1b", "sub_goal")
    step(client, review, "Nära skolan", "join")
    assert "<p>1b Nära skolan</p>" in part(review, "Det byggs").html


def test_a_part_is_put_under_another(client, review):
    uid = part(review, "Det är lätt att flytta").uid
    page = client.get(reverse("admin:review", args=[review.pk]), {"moving": uid})
    homes = [row.part.title for row in page.context["page"] if row.may_hold_moving]
    assert homes == [each.title for each in parts_of(file(review)) if each.role not in ("sub_goal", "measure")]
    step(client, review, "Det är lätt att flytta", "under", home=part(review, "Bakgrund").uid)
    assert shown(review)[-1] == "  sub_goal: Det är lätt att flytta"


def row_on(response, title):
    """Give the row of the part with that title on a review's page."""
    return next(row for row in response.context["page"] if row.part.title == title)


def test_a_part_is_set_aside_and_its_lines_are_taken_in(client, review):
    response = step(client, review, "Det är lätt att flytta", "aside")
    assert said(response) == [
        "“2 Det är lätt att flytta” has been set aside. You will find it among the lines that are in no part."
    ]
    row = row_on(response, "Det byggs")
    assert [aside.text for aside in row.asides][-1] == "Den som flyttar får hjälp."
    lines = [aside.line.number for aside in row.asides if aside.text]
    response = step(client, review, "Det byggs", "add", lines=lines)
    assert "Den som flyttar får hjälp." in part(review, "Det byggs").html
    row = row_on(response, "Det byggs")
    assert (row.asides, set(lines) <= {line.number for line in row.lines}) == ([], True)
    for _step in range(2):
        post(client, review, "review_undo")
    assert shown(review) == AS_READ


def test_a_step_from_a_page_that_is_out_of_date_is_not_taken(client, review):
    step(client, review, "Det byggs", "down")
    response = step(client, review, "Det byggs", "up", version=0)
    assert said(response) == [
        "The review has changed since this page was loaded, so nothing was done. You now see it as it is."
    ]
    assert len(DocumentReview.objects.get().steps) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"do": "explode"},
        {"do": "role", "role": "kung"},
        {"do": "split", "at": "9999999999999999999999"},
        {"do": "split", "at": "-1"},
        {"do": "under", "home": "zzzzzzzzzz"},
        {"do": "rename", "title": "\x00"},
        {"do": "rename", "title": "", "number": "x" * 99},
        {"do": "up", "uid": "<script>"},
        {"do": "add", "lines": ["x", "1", "99999999999999999999"]},
        {"do": "up", "version": "x"},
    ],
)
def test_rubbish_is_answered_and_changes_nothing(client, review, answers):
    before = file(review)
    response = step(client, review, "Bakgrund", answers["do"], **{key: answers[key] for key in answers if key != "do"})
    assert (response.status_code, len(said(response))) == (200, 1)
    assert file(review) == before


def test_markup_in_a_document_is_shown_as_text(client, coordinator):
    content = "# <script>alert(1)</script>\n\n## <img src=x onerror=alert(2)>\n\n<script>alert(3)</script> ord\n"
    imported(client, uploaded(content, municipality=municipality(coordinator).pk))
    html = client.get(reverse("admin:review", args=[DocumentReview.objects.get().pk])).content.decode()
    assert "alert(" in html
    assert "<script>alert" not in html
    assert "<img" not in html


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_pages_cost_the_same_for_long_documents(client, coordinator, review):
    few = queries(client, reverse("admin:review", args=[review.pk]))
    content = DOCUMENT + "".join(f"\n### Delmål {n}: Mål nummer {n}\n\nText {n}.\n" for n in range(3, 250))
    imported(client, uploaded(content, municipality=municipality(coordinator).pk))
    long = DocumentReview.objects.first()
    assert queries(client, reverse("admin:review", args=[long.pk])) == few
    assert few <= 8
    second = client.get(reverse("admin:review", args=[long.pk]), {"page": 2})
    assert len(second.context["page"]) == 40
    at = list(second.context["page"])[5].part.uid
    assert client.get(reverse("admin:review", args=[long.pk]), {"at": at}).context["page"].number == 2


def test_a_label_stands_beside_the_part_with_its_heading(client, review):
    page = client.get(reverse("admin:review", args=[review.pk]))
    rows = {row.part.title: [line.text for line in row.lines] for row in page.context["page"]}
    assert rows["Alla har någonstans att bo"][0] == "Långsiktigt mål 1: Alla har någonstans att bo"
    assert all(not row.asides for row in page.context["page"])


def test_what_is_chosen_in_a_part_comes_along_with_what_is_pressed(client, review):
    response = step(client, review, "Det byggs", "down", role="measure", title="Vi bygger", number="1")
    assert said(response) == [
        "The heading is now “1 Vi bygger”.",
        "“1 Vi bygger” is now: measure, under “1 Alla har någonstans att bo”.",
        "“1 Vi bygger” has been moved. It now comes after “2 Det är lätt att flytta”, under “1 Alla har "
        "någonstans att bo”.",
    ]
    assert shown(review)[-1] == "    measure: Vi bygger"
    assert len(DocumentReview.objects.get().steps) == 3
    response = step(client, review, "Vi bygger", "role", role="measure", title="Vi bygger", number="1")
    assert said(response) == ["Nothing was different, so nothing was changed."]


def test_what_could_be_done_is_kept_when_the_rest_is_refused(client, review):
    response = step(client, review, "Bakgrund", "up", role="vision")
    assert [message[:30] for message in said(response)] == [
        "“Bakgrund” is now: vision.",
        "“Bakgrund” is already first: n",
    ]
    assert shown(review)[0] == "vision: Bakgrund"


def test_a_part_that_was_set_aside_is_brought_back(client, review):
    uid = part(review, "Det byggs").uid
    response = step(client, review, "Det byggs", "aside")
    assert "Bring back “1 Det byggs” as it was" in response.content.decode()
    review.refresh_from_db()
    sent = {"uid": uid, "version": review.version, "do": "restore"}
    response = client.post(reverse("admin:review_step", args=[review.pk]), sent, follow=True)
    assert said(response) == ["“1 Det byggs” has been brought back."]
    assert shown(review) == AS_READ


def test_lines_that_were_set_aside_become_a_part(client, review):
    response = step(client, review, "Det är lätt att flytta", "aside")
    row = next(row for row in response.context["page"] if row.part.title == "Det byggs")
    lines = [aside.line.number for aside in row.asides]
    response = step(client, review, "Det byggs", "add", lines=lines, to="new:measure", heading="on")
    assert said(response) == ["A new part has been made: “Delmål 2 Det är lätt att flytta”, as measure."]
    assert shown(review)[-1] == "    measure: Delmål 2 Det är lätt att flytta"
    assert "Den som flyttar får hjälp." in part(review, "Delmål 2 Det är lätt att flytta").html


def test_a_part_goes_to_the_top(client, review):
    response = step(client, review, "Det är lätt att flytta", "seek")
    assert response.context["moving"].part.title == "Det är lätt att flytta"
    assert "– the top level –" in response.content.decode()
    response = step(client, review, "Det är lätt att flytta", "under", home="")
    assert said(response)[0].startswith("“2 Det är lätt att flytta” has been moved.")
    assert shown(review)[-1] == "sub_goal: Det är lätt att flytta"


def test_a_warning_leads_to_its_part(client, review):
    report = review.recognised["file"]["report"]
    report["warnings"] = [{"line": 5, "message": "Vilka?"}, {"line": 1, "message": "Vad?"}]
    review.corrected = review.recognised
    review.save()
    page = client.get(reverse("admin:review", args=[review.pk]))
    found = [(warned.message, warned.part and warned.part.title) for warned in page.context["warnings"]]
    assert found == [("Vilka?", "Bakgrund"), ("Vad?", None)]
    uid = part(review, "Bakgrund").uid
    assert f"?at={uid}#part-{uid}" in page.content.decode()
