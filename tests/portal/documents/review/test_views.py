"""A document goes in through the admin: uploaded, put right and saved."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goals.models import Commitment
from portal.documents.review.parts import parts_of
from portal.models import DocumentReview
from strategies.models import Section, SourceFile, Strategy
from tests.portal.documents.review.pages import (
    AS_READ,
    DOCUMENT,
    file,
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


def test_it_is_put_right_undone_and_saved(client, review, coordinator):
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
    assert said(response) == ["“Bakgrund” is the first already: nothing before it could hold it as a background."]
    assert shown(review) == before


def test_a_part_is_split_renamed_and_joined(client, review):
    step(client, review, "Det byggs", "split", at=1, heading="on")
    new = "Det byggs <b>nära</b> skolan."
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


def test_a_part_is_set_aside_and_its_lines_are_taken_in(client, review):
    response = step(client, review, "Det är lätt att flytta", "aside")
    assert said(response) == [
        "“2 Det är lätt att flytta” is set aside, and listed among the lines that are in no part."
    ]
    row = next(row for row in response.context["page"] if row.part.title == "Det byggs")
    assert [aside.line.text for aside in row.asides][-1] == "Den som flyttar får hjälp."
    lines = [aside.line.number for aside in row.asides if aside.may_be_added]
    response = step(client, review, "Det byggs", "add", lines=lines)
    assert "Den som flyttar får hjälp." in part(review, "Det byggs").html
    row = next(row for row in response.context["page"] if row.part.title == "Det byggs")
    assert (row.asides, set(lines) <= {line.number for line in row.lines}) == ([], True)
    for _step in range(2):
        post(client, review, "review_undo")
    assert shown(review) == AS_READ


def test_a_step_from_a_page_that_is_out_of_date_is_not_taken(client, review):
    step(client, review, "Det byggs", "down")
    response = step(client, review, "Det byggs", "up", version=0)
    assert said(response) == [
        "The review had changed since this page was shown, so nothing was done. It is up to date now."
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
    client.post(reverse("admin:import_document"), uploaded(content, municipality=municipality(coordinator).pk))
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
    client.post(reverse("admin:import_document"), uploaded(content, municipality=municipality(coordinator).pk))
    long = DocumentReview.objects.first()
    assert queries(client, reverse("admin:review", args=[long.pk])) == few
    assert few <= 8
    second = client.get(reverse("admin:review", args=[long.pk]), {"page": 2})
    assert len(second.context["page"]) == 40
    at = list(second.context["page"])[5].part.uid
    assert client.get(reverse("admin:review", args=[long.pk]), {"at": at}).context["page"].number == 2
