"""The document that an edition was read from: its coordinators open it, and download it, open or not."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from strategies.models import SourceFile
from tests.admin_pages import filled, page_of
from tests.factories import MembershipFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return SourceFile.objects.create(
        strategy=StrategyFactory(),
        file=ContentFile(b"the adopted words", "Strategi.pdf"),
        name="Strategi.pdf",
        media_type="application/pdf",
        size=17,
        sha256="0" * 64,
    )


@pytest.fixture
def coordinator(source):
    return MembershipFactory(municipality=source.strategy.municipality).user


def address(source):
    return reverse("admin:strategies_strategy_source", args=[source.strategy.pk, source.pk])


def prefix(response):
    formsets = response.context["inline_admin_formsets"]
    return next(each.formset.prefix for each in formsets if each.formset.model is SourceFile)


def test_a_coordinator_opens_a_file_and_marks_it(client, source, coordinator):
    client.force_login(coordinator)
    page = client.get(page_of(source.strategy))
    assert f'href="{address(source)}"' in page.content.decode()
    name = prefix(page)
    client.post(
        page_of(source.strategy), filled(page, **{f"{name}-0-is_public": "on", f"{name}-0-is_accessible": "on"})
    )
    source.refresh_from_db()
    assert (source.is_public, source.is_accessible, source.name, source.size) == (True, True, "Strategi.pdf", 17)


def test_no_file_is_added_or_replaced_by_hand(client, source, coordinator):
    client.force_login(coordinator)
    page = client.get(page_of(source.strategy))
    name, before = prefix(page), source.file.name
    more = {f"{name}-TOTAL_FORMS": "2", f"{name}-1-name": "Ny.pdf", f"{name}-1-is_public": "on"}
    other = {f"{name}-0-file": ContentFile(b"other", "other.pdf"), f"{name}-0-name": "other.pdf"}
    client.post(page_of(source.strategy), filled(page, **more, **other))
    kept = SourceFile.objects.get()
    assert (kept.file.name, kept.name) == (before, "Strategi.pdf")


def test_a_file_is_taken_away_with_what_is_stored(client, source, coordinator, django_capture_on_commit_callbacks):
    client.force_login(coordinator)
    page = client.get(page_of(source.strategy))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(source.strategy), filled(page, **{f"{prefix(page)}-0-DELETE": "on"}))
    assert not SourceFile.objects.exists()
    assert not default_storage.exists(source.file.name)


def test_a_closed_file_is_downloaded_by_those_whose_it_is(client, source, coordinator):
    client.force_login(coordinator)
    response = client.get(address(source))
    assert b"".join(response.streaming_content) == b"the adopted words"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Strategi.pdf"'


def test_nobody_else_downloads_it(source):
    answers = []
    for user in (None, UserFactory(), MembershipFactory().user):
        stranger = Client()
        if user:
            stranger.force_login(user)
        answers.append(stranger.get(address(source)).status_code)
    assert answers == [302, 403, 404]


def test_a_file_is_found_under_its_own_edition_alone(client, source, coordinator):
    client.force_login(coordinator)
    other = StrategyFactory(municipality=source.strategy.municipality)
    assert client.get(reverse("admin:strategies_strategy_source", args=[other.pk, source.pk])).status_code == 404
