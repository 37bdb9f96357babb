"""A review is saved once, only as it was seen, and whoever comes back to it later is led on."""

from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import KEPT, DocumentReview, EndedReview
from strategies.models import Strategy
from tests.factories import MembershipFactory, StrategyFactory
from tests.portal.importer.review.pages import compared, imported, municipality, post, said, step, told, uploaded

pytestmark = pytest.mark.django_db

STALE = "The review has changed since this page was loaded, so nothing was done. You now see it as it is."
AGAIN = "Your last step was not carried out, perhaps because you had to sign in again. Please repeat it."
IS_SAVED = "That review is over: it has been saved as this strategy."


@pytest.fixture
def published(coordinator):
    return StrategyFactory(municipality=municipality(coordinator), title_sv="Integrationsstrategi för Lillby")


def saved(client, review):
    return post(client, review, "review_save", slug="strategi", edition="2021")


@pytest.mark.parametrize("name", ["review_save", "review_undo", "review_discard"])
def test_nothing_ends_from_a_page_that_is_out_of_date(client, review, name):
    step(client, review, "Det byggs", "down")
    for version in (0, "", "x", "9" * 30):
        response = post(client, review, name, slug="strategi", edition="2021", version=version)
        assert said(response) == [STALE]
    assert (len(DocumentReview.objects.get().steps), Strategy.objects.count()) == (1, 0)


def test_a_comparison_that_is_out_of_date_is_not_laid_in(client, review, published):
    post(client, review, "review_save", into=published.pk)
    seen = compared(client, review)
    step(client, review, "Det byggs", "rename", title="Ingen har sett det", number="")
    assert said(post(client, review, "review_save", **seen)) == [STALE]
    assert not published.commitments.exists()


def test_a_comparison_with_an_edition_that_has_changed_is_not_laid_in(client, review, published):
    post(client, review, "review_save", into=published.pk)
    seen = compared(client, review)
    Strategy.objects.filter(pk=published.pk).update(subtitle_sv="Ny")
    response = post(client, review, "review_save", **seen)
    assert response.redirect_chain == [(reverse("admin:review_save", args=[review.pk]), 302)]
    assert told(response) == [
        "The edition has changed since the comparison was made, so nothing was done. Compare again."
    ]
    assert not published.commitments.exists()


def test_a_second_press_on_save_leads_to_what_the_first_saved(client, review):
    first = saved(client, review)
    second = client.post(
        reverse("admin:review_save", args=[review.pk]),
        {"version": 0, "slug": "strategi", "edition": "2021"},
        follow=True,
    )
    assert second.redirect_chain == first.redirect_chain
    assert told(second) == [IS_SAVED]
    assert Strategy.objects.count() == 1


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_several_presses_at_once_save_once(client, review, coordinator):
    answers, together = [], Barrier(4)

    def press():
        own = Client()
        own.cookies = client.cookies
        together.wait()
        sent = {"version": 0, "slug": "strategi", "edition": "2021"}
        answers.append(own.post(reverse("admin:review_save", args=[review.pk]), sent))
        connections.close_all()

    presses = [Thread(target=press) for _number in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    address = reverse("admin:strategies_strategy_change", args=[Strategy.objects.get().pk])
    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, address)] * 4


@pytest.mark.parametrize("name", ["review_step", "review_undo"])
def test_who_had_to_sign_in_again_comes_back_to_the_review(client, review, coordinator, name):
    address = reverse(f"admin:{name}", args=[review.pk])
    client.logout()
    asked = client.post(address, {"version": 0, "do": "up"})
    assert asked.headers["Location"].endswith(f"next={address}")
    client.force_login(coordinator)
    response = client.get(address, follow=True)
    assert response.redirect_chain == [(reverse("admin:review", args=[review.pk]), 302)]
    assert said(response) == [AGAIN]


def test_who_had_to_sign_in_again_to_save_comes_back_to_the_review(client, review):
    assert said(client.get(reverse("admin:review_save", args=[review.pk]), follow=True)) == [AGAIN]


@pytest.mark.parametrize(
    "name", ["review", "review_step", "review_undo", "review_save", "review_discard", "review_file"]
)
def test_who_comes_back_to_a_review_that_is_over_is_led_on(client, review, name):
    strategy = reverse("admin:strategies_strategy_change", args=["0"])
    saved(client, review)
    response = client.get(reverse(f"admin:{name}", args=[review.pk]), follow=True)
    assert response.redirect_chain == [(strategy.replace("0", str(Strategy.objects.get().pk)), 302)]
    assert told(response) == [IS_SAVED]

    Strategy.objects.get().delete()
    response = client.get(reverse(f"admin:{name}", args=[review.pk]), follow=True)
    assert response.redirect_chain == [(reverse("admin:import_document"), 302)]
    assert told(response) == ["That review is over: it was saved, and the edition has since been deleted."]


def test_who_comes_back_to_a_review_that_was_thrown_away_is_told(client, review):
    post(client, review, "review_discard")
    response = client.get(reverse("admin:review", args=[review.pk]), follow=True)
    assert response.redirect_chain == [(reverse("admin:import_document"), 302)]
    assert told(response) == ["That review is over: it was thrown away, and nothing of it was saved."]


def test_who_comes_back_to_a_forgotten_review_is_told(client, review):
    DocumentReview.objects.update(changed_at=timezone.now() - KEPT * 1.1)
    for _time in range(2):
        response = client.get(reverse("admin:review", args=[review.pk]), follow=True)
        assert told(response) == ["That review is over: nobody had worked on it for 30 days, so it was thrown away."]
    assert not DocumentReview.objects.exists()


def test_how_a_review_ended_is_nobody_elses_business(client, review):
    saved(client, review)
    stranger = Client()
    stranger.force_login(MembershipFactory().user)
    assert stranger.get(reverse("admin:review", args=[review.pk])).status_code == 404


def test_forgotten_reviews_go_when_the_list_is_opened(client, review, django_capture_on_commit_callbacks):
    name = review.file.name
    page = client.get(reverse("admin:import_document")).content.decode()
    assert review.name in page
    DocumentReview.objects.update(changed_at=timezone.now() - KEPT * 1.1)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.get(reverse("admin:import_document")).content.decode()
    assert review.name not in page
    assert not default_storage.exists(name)


def test_how_reviews_ended_is_forgotten_in_its_turn(client, review):
    saved(client, review)
    EndedReview.objects.update(ended_at=timezone.now() - KEPT * 13)
    client.get(reverse("admin:import_document"))
    assert not EndedReview.objects.exists()


def test_a_review_outlives_the_edition_that_it_was_meant_for(client, coordinator):
    draft = StrategyFactory(municipality=municipality(coordinator), title_sv="Gammalt utkast", status="draft")
    sent = uploaded(municipality=municipality(coordinator).pk, into=draft.pk)
    imported(client, sent)
    review = DocumentReview.objects.get()
    draft.delete()
    page = client.get(reverse("admin:review", args=[review.pk])).content.decode()
    assert "which this was meant for, has been deleted" in page
    saved(client, review)
    assert Strategy.objects.get().commitments.count() == 3


def test_the_file_goes_with_the_edition(client, review, django_capture_on_commit_callbacks):

    saved(client, review)
    source = Strategy.objects.get().source_files.get().file.name
    assert default_storage.exists(source)
    with django_capture_on_commit_callbacks(execute=True):
        Strategy.objects.get().delete()
    assert not default_storage.exists(source)


def test_the_files_stay_when_the_deletion_does_not_hold(client, review, django_capture_on_commit_callbacks):
    name = review.file.name
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        DocumentReview.objects.all().delete()
        transaction.set_rollback(True)
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        DocumentReview.objects.all().delete()
    assert not default_storage.exists(name)
