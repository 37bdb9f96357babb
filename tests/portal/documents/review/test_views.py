"""A document goes in through the admin: uploaded, put right, saved, by those whose it is and nobody else."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goals.models import Commitment
from portal.documents.review.parts import parts_of
from portal.models import KEPT, DocumentReview
from strategies.models import Membership, Section, SourceFile, Strategy
from tests.factories import CommitteeFactory, MembershipFactory, MunicipalityFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db

DOCUMENT = """# Integrationsstrategi för Lillby

Antagen av kommunfullmäktige 2021-09-21

## Bakgrund

Lillby växer och fler språk hörs på torget.

## Långsiktigt mål 1: Alla har någonstans att bo

Kommunen ser till att det finns hem.

### Delmål 1: Det byggs

Det byggs varje år.

Det byggs <b>nära</b> skolan.

### Delmål 2: Det är lätt att flytta

Den som flyttar får hjälp.
"""


@pytest.fixture
def coordinator():
    return MembershipFactory(municipality=MunicipalityFactory(name_sv="Lillby kommun", short_name="Lillby")).user


@pytest.fixture
def client(coordinator):
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


def uploaded(content=DOCUMENT, name="Strategi.md", **answers):
    body = content if isinstance(content, bytes) else content.encode()
    return {"document": SimpleUploadedFile(name, body), "municipality": "", "into": ""} | answers


def municipality(user):
    return user.memberships.get().municipality


@pytest.fixture
def review(client, coordinator):
    """Give a document under review."""
    response = client.post(
        reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk), follow=True
    )
    assert response.status_code == 200
    return DocumentReview.objects.get()


def file(review):
    review.refresh_from_db()
    return review.as_corrected.file


def shown(review):
    """Give the parts as lines, indented as deep as they stand."""
    return [f"{'  ' * part.depth}{part.role}: {part.title}" for part in parts_of(file(review))]


def part(review, title):
    return next(part for part in parts_of(file(review)) if part.title == title)


def step(client, review, heading, do, /, **answers):
    """Post a step about the part with that heading."""
    review.refresh_from_db()
    sent = {"uid": part(review, heading).uid, "version": review.version, "do": do} | answers
    return client.post(reverse("admin:review_step", args=[review.pk]), sent, follow=True)


def said(response):
    return [str(message) for message in response.context["said"]]


AS_READ = [
    "background: Bakgrund",
    "  long_term_goal: Alla har någonstans att bo",
    "    sub_goal: Det byggs",
    "    sub_goal: Det är lätt att flytta",
]


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
        client.post(reverse("admin:review_undo", args=[review.pk]), follow=True)
    assert shown(review) == before
    response = client.post(reverse("admin:review_undo", args=[review.pk]), follow=True)
    assert said(response) == ["There is nothing to undo."]

    response = client.post(
        reverse("admin:review_save", args=[review.pk]), {"slug": "strategi", "edition": "2021"}, follow=True
    )
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
        {"do": "up", "version": "x"},
    ],
)
def test_rubbish_is_answered_and_changes_nothing(client, review, answers):
    before = file(review)
    response = step(client, review, "Bakgrund", answers["do"], **{key: answers[key] for key in answers if key != "do"})
    assert (response.status_code, len(said(response))) == (200, 1)
    assert file(review) == before


@pytest.mark.parametrize(
    ("content", "answer"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"), (b"%PDF-1.4 broken", "damaged")],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, coordinator, content, answer):
    response = client.post(
        reverse("admin:import_document"), uploaded(content, "a.docx", municipality=municipality(coordinator).pk)
    )
    errors = " ".join(response.context["form"].errors["document"])
    assert answer in errors
    assert not DocumentReview.objects.exists()


def test_markup_in_a_document_is_shown_as_text(client, coordinator):
    content = "# <script>alert(1)</script>\n\n## <img src=x onerror=alert(2)>\n\n<script>alert(3)</script> ord\n"
    client.post(reverse("admin:import_document"), uploaded(content, municipality=municipality(coordinator).pk))
    html = client.get(reverse("admin:review", args=[DocumentReview.objects.get().pk])).content.decode()
    assert "alert(" in html
    assert "<script>alert" not in html
    assert "<img" not in html


def test_an_edition_that_exists_is_not_overwritten(client, review, coordinator):
    there = StrategyFactory(municipality=municipality(coordinator), slug="strategi", edition="2021", title_sv="Kvar")
    response = client.post(
        reverse("admin:review_save", args=[review.pk]), {"slug": "strategi", "edition": "2021"}, follow=True
    )
    answer = "Edition: That edition exists. Write another, or choose to lay the wording into it."
    assert said(response) == [answer]
    there.refresh_from_db()
    assert (there.title_sv, there.source_files.count(), DocumentReview.objects.count()) == ("Kvar", 0, 1)


@pytest.mark.parametrize("series", [{"slug": "", "edition": "2021"}, {"slug": "a b", "edition": "x"}, {}])
def test_a_bad_name_is_answered_and_stores_nothing(client, review, series):
    response = client.post(reverse("admin:review_save", args=[review.pk]), series, follow=True)
    assert said(response)
    assert not Strategy.objects.exists()


def test_the_wording_is_laid_into_an_edition_and_again_changes_nothing(client, coordinator):
    own = municipality(coordinator)
    strategy = StrategyFactory(municipality=own, title_sv="Integrationsstrategi för Lillby", status="draft")
    answers = {"municipality": own.pk, "into": strategy.pk}
    client.post(reverse("admin:import_document"), uploaded(**answers))
    review = DocumentReview.objects.get()
    page = client.get(reverse("admin:review_save", args=[review.pk]))
    assert "Det är lätt att flytta" in page.content.decode()
    client.post(reverse("admin:review_save", args=[review.pk]), {"compared": "yes"})
    assert (Strategy.objects.count(), strategy.commitments.count(), strategy.source_files.count()) == (1, 3, 1)

    client.post(reverse("admin:import_document"), uploaded(**answers))
    review = DocumentReview.objects.get()
    page = client.get(reverse("admin:review_save", args=[review.pk]))
    assert page.context["merge"].changes_nothing
    client.post(reverse("admin:review_save", args=[review.pk]), {"compared": "yes"})
    assert (strategy.commitments.count(), strategy.source_files.count()) == (3, 1)


def test_where_it_goes_is_chosen_at_the_end(client, review, coordinator):
    strategy = StrategyFactory(municipality=municipality(coordinator), title_sv="Integrationsstrategi för Lillby")
    theirs = StrategyFactory()
    save = reverse("admin:review_save", args=[review.pk])
    response = client.post(save, {"into": theirs.pk}, follow=True)
    assert said(response)[0].startswith("Lay its wording into: ")
    page = client.post(save, {"into": strategy.pk}, follow=True)
    assert page.redirect_chain == [(save, 302)]
    assert "This edition is public" in page.content.decode()
    assert not strategy.commitments.exists()
    client.post(save, {"compared": "yes"})
    assert strategy.commitments.count() == 3


def test_a_review_is_thrown_away_with_its_file(client, review, django_capture_on_commit_callbacks):
    name = review.file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:review_discard", args=[review.pk]))
    assert (DocumentReview.objects.exists(), default_storage.exists(name)) == (False, False)


def test_forgotten_reviews_are_cleared_by_command(review, capsys):
    call_command("clear_reviews")
    assert DocumentReview.objects.exists()
    DocumentReview.objects.update(changed_at=timezone.now() - KEPT * 1.1)
    call_command("clear_reviews")
    assert capsys.readouterr().out.splitlines() == ["0 reviews were deleted.", "1 review was deleted."]
    assert not DocumentReview.objects.exists()


def test_forgotten_reviews_go_when_another_begins(client, review, coordinator):
    DocumentReview.objects.update(changed_at=timezone.now() - KEPT * 1.1)
    client.post(reverse("admin:import_document"), uploaded(municipality=municipality(coordinator).pk))
    assert DocumentReview.objects.get().pk != review.pk


PAGES = ["review", "review_save", "review_file"]
POSTS = [("review_step", {"do": "up"}), ("review_undo", {}), ("review_save", {}), ("review_discard", {})]


def answers_of(client, review):
    """Give the status of each address of a review, asked for and posted to."""
    uid = part(review, "Det byggs").uid
    given = []
    for name in PAGES:
        response = client.get(reverse(f"admin:{name}", args=[review.pk]))
        if response.streaming:
            assert b"".join(response.streaming_content) == DOCUMENT.encode()
        given.append(response.status_code)
    for name, sent in POSTS:
        body = {"uid": uid, "version": 0, "slug": "s", "edition": "1"} | sent
        given.append(client.post(reverse(f"admin:{name}", args=[review.pk]), body).status_code)
    return set(given)


@pytest.mark.parametrize("who", ["nobody", "member", "other coordinator"])
def test_nobody_else_reaches_a_review(review, coordinator, who):
    before = file(review)
    stranger = Client()
    if who == "member":
        own = municipality(coordinator)
        role = Membership.Role.COMMITTEE_MEMBER
        committee = CommitteeFactory(municipality=own)
        stranger.force_login(MembershipFactory(municipality=own, role=role, committee=committee).user)
    if who == "other coordinator":
        stranger.force_login(MembershipFactory().user)
        assert review.name not in stranger.get(reverse("admin:import_document")).content.decode()
    assert answers_of(stranger, review) == {{"nobody": 302, "member": 403, "other coordinator": 404}[who]}
    assert (file(review), Strategy.objects.count()) == (before, 0)


def test_a_coordinator_cannot_import_for_another_municipality(client, coordinator):
    theirs = StrategyFactory()
    sent = uploaded(municipality=theirs.municipality.pk, into=theirs.pk)
    response = client.post(reverse("admin:import_document"), sent)
    assert set(response.context["form"].errors) == {"municipality", "into"}
    sent = uploaded(municipality=municipality(coordinator).pk, into=theirs.pk)
    assert set(client.post(reverse("admin:import_document"), sent).context["form"].errors) == {"into"}
    assert theirs.title_sv not in client.get(reverse("admin:import_document")).content.decode()


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_a_review_that_is_not_there_is_not_found(client, key):
    assert client.get(f"/admin/documents/review/{key}/").status_code == 404
    assert client.post(f"/admin/documents/review/{key}/step/", {"do": "up"}).status_code == 404


def test_the_import_is_found_from_the_first_page_and_the_list_of_strategies(client):
    for page in ("/admin/", "/admin/strategies/strategy/"):
        assert '/admin/documents/import/"' in client.get(page).content.decode()
    assert '/admin/documents/import/"' not in client.get("/admin/strategies/section/").content.decode()


def test_an_administrator_reaches_every_review(review):
    administrator = Client()
    administrator.force_login(UserFactory(is_superuser=True))
    assert administrator.get(reverse("admin:review", args=[review.pk])).status_code == 200
    assert review.name in administrator.get(reverse("admin:import_document")).content.decode()


def test_posts_need_the_pages_own_token(review, coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    assert answers_of(client, review) >= {403}
    assert len(DocumentReview.objects.get().steps) == 0


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
    assert len(second.context["page"]) == 100
    at = list(second.context["page"])[5].part.uid
    assert client.get(reverse("admin:review", args=[long.pk]), {"at": at}).context["page"].number == 2
