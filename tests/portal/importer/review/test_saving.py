"""A document comes in, and what becomes of it: a draft, a place in an edition, or nothing."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.models import KEPT, DocumentReview
from strategies.models import Strategy
from tests.factories import StrategyFactory
from tests.portal.importer.review.pages import compared, imported, municipality, post, step, uploaded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "answer"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"), (b"%PDF-1.4 broken", "damaged")],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, coordinator, content, answer):
    response = imported(client, uploaded(content, "a.docx", municipality=municipality(coordinator).pk))
    errors = response.context.get("ending") or " ".join(response.context["form"].errors["document"])
    assert answer in errors
    assert not DocumentReview.objects.exists()


def test_an_edition_that_exists_is_not_overwritten(client, review, coordinator):
    there = StrategyFactory(municipality=municipality(coordinator), slug="strategi", edition="2021", title_sv="Kvar")
    response = post(client, review, "review_save", slug="strategi", edition="2021")
    answer = "That edition exists. Choose another name, or choose to put the wording into it."
    assert response.context["goal"].errors == {"edition": [answer]}
    there.refresh_from_db()
    assert (there.title_sv, there.source_files.count(), DocumentReview.objects.count()) == ("Kvar", 0, 1)


def test_an_empty_file_is_refused_in_the_portals_own_words(client, coordinator):
    response = imported(client, uploaded(b"", "a.docx", municipality=municipality(coordinator).pk))
    (error,) = response.context["form"].errors["document"]
    assert error == "The file is empty. Check that it was saved, and upload it again."


def test_a_bad_address_name_is_answered_beside_its_field_and_kept(client, review):
    response = post(client, review, "review_save", slug="Vår strategi!", edition="2021")
    answer = "Use only letters a–z, digits and hyphens, for example “integrationsstrategi”."
    assert response.context["goal"].errors == {"slug": [answer]}
    html = response.content.decode()
    assert 'value="Vår strategi!"' in html
    assert html.count("autofocus") == 1
    assert "<title>Error: " in " ".join(html.split()).replace("<title> ", "<title>")


def test_the_edition_that_is_suggested_is_free(client, review, coordinator):
    field = client.get(reverse("admin:review", args=[review.pk])).context["goal"]["edition"]
    assert field.value() == "2021"
    slug = client.get(reverse("admin:review", args=[review.pk])).context["goal"]["slug"].value()
    there = [
        StrategyFactory(municipality=municipality(coordinator), slug=slug, edition=edition, status="draft")
        for edition in ("2021", "2021-2")
    ]
    goal = client.get(reverse("admin:review", args=[review.pk])).context["goal"]
    field = goal["edition"]
    assert (field.value(), goal["into"].value()) == ("2021-3", there[0].pk)
    assert field.help_text.startswith("Edition 2021 is already in the portal")


def test_an_edition_must_be_chosen_to_be_compared_with(client, review, coordinator):
    StrategyFactory(municipality=municipality(coordinator))
    response = post(client, review, "review_save", compare="yes", into="")
    assert response.context["goal"].errors == {"into": ["Choose an edition."]}


@pytest.mark.parametrize("series", [{"slug": "", "edition": "2021"}, {"slug": "a b", "edition": "x"}, {}])
def test_a_bad_name_is_answered_and_stores_nothing(client, review, series):
    response = post(client, review, "review_save", **series)
    assert set(response.context["goal"].errors) <= {"slug", "edition"}
    html = response.content.decode()
    assert 'class="errorlist"' in html
    assert f'value="{series.get("slug", "")}"' in html or not series.get("slug")
    assert not Strategy.objects.exists()


def test_the_wording_is_laid_into_an_edition_and_again_changes_nothing(client, coordinator):
    own = municipality(coordinator)
    strategy = StrategyFactory(municipality=own, title_sv="Integrationsstrategi för Lillby", status="draft")
    answers = {"municipality": own.pk, "into": strategy.pk}
    imported(client, uploaded(**answers))
    review = DocumentReview.objects.get()
    page = client.get(reverse("admin:review_save", args=[review.pk]))
    assert "Det är lätt att flytta" in page.content.decode()
    post(client, review, "review_save", **compared(client, review))
    assert (Strategy.objects.count(), strategy.commitments.count(), strategy.source_files.count()) == (1, 3, 1)

    imported(client, uploaded(**answers))
    review = DocumentReview.objects.get()
    page = client.get(reverse("admin:review_save", args=[review.pk]))
    assert page.context["compared"].merge.changes_nothing
    post(client, review, "review_save", **compared(client, review))
    assert (strategy.commitments.count(), strategy.source_files.count()) == (3, 1)


def test_where_it_goes_is_chosen_at_the_end(client, review, coordinator):
    strategy = StrategyFactory(municipality=municipality(coordinator), title_sv="Integrationsstrategi för Lillby")
    theirs = StrategyFactory()
    save = reverse("admin:review_save", args=[review.pk])
    response = post(client, review, "review_save", into=theirs.pk)
    assert set(response.context["goal"].errors) == {"into"}
    page = post(client, review, "review_save", into=strategy.pk)
    assert page.redirect_chain == [(save, 302)]
    assert "This edition is public" in page.content.decode()
    assert not strategy.commitments.exists()
    post(client, review, "review_save", **compared(client, review))
    assert strategy.commitments.count() == 3


def test_a_review_is_thrown_away_with_its_file(client, review, django_capture_on_commit_callbacks):
    name = review.file.name
    assert default_storage.exists(name)
    step(client, review, "Det byggs", "down")
    asked = client.get(reverse("admin:review_discard", args=[review.pk])).content.decode()
    assert "1 step will be lost." in asked
    assert DocumentReview.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        post(client, review, "review_discard")
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
    imported(client, uploaded(municipality=municipality(coordinator).pk))
    assert DocumentReview.objects.get().pk != review.pk
