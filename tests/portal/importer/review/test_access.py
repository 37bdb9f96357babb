"""Who reaches a review: those whose it is, and nobody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.models import DocumentReview
from strategies.models import Membership, Strategy
from tests.factories import CommitteeFactory, MembershipFactory, StrategyFactory, UserFactory
from tests.portal.importer.review.pages import DOCUMENT, file, municipality, part, uploaded

pytestmark = pytest.mark.django_db

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


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite locks the whole database")
@pytest.mark.parametrize("name", ["review_step", "review_facts", "review_undo", "review_save", "review_discard"])
def test_what_changes_a_review_locks_it_first(client, review, name):
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse(f"admin:{name}", args=[review.pk]), {"version": 0, "do": "up"})
    asked = [query["sql"] for query in queries if 'FROM "portal_documentreview"' in query["sql"]]
    # What saves it as an edition looks first whose it is: the lock of the edition comes before that of the review.
    assert "FOR UPDATE" in asked[1 if name == "review_save" else 0]
