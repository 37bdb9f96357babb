"""Whoever does nothing for long is signed out, and staying signed in costs next to nothing."""

from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later():
    """Give a function that moves the clock on by so many minutes."""
    start, passed = timezone.now(), [timedelta()]

    def move(minutes):
        passed[0] += timedelta(minutes=minutes)

    def now():
        return start + passed[0]

    with mock.patch("django.utils.timezone.now", now):
        yield move


@pytest.fixture
def coordinator(client, later):
    client.force_login(MembershipFactory().user)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_doing_nothing_for_eight_hours_signs_out(coordinator, later):
    assert is_in(coordinator)
    later(479)
    assert is_in(coordinator)
    later(481)
    assert not is_in(coordinator)


def test_doing_something_now_and_then_keeps_signed_in(coordinator, later):
    for _visit in range(10):
        later(300)
        assert is_in(coordinator)


def test_how_long_is_set(coordinator, later, settings):
    settings.SESSION_COOKIE_AGE = 60 * 30
    assert is_in(coordinator)
    later(29)
    assert is_in(coordinator)
    later(31)
    assert not is_in(coordinator)


def test_a_public_page_counts_as_doing_something(coordinator, later):
    for _visit in range(3):
        later(300)
        coordinator.get("/sv/")
    assert is_in(coordinator)


def written(client, path="/sv/"):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(path)
    return [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_a_session_is_written_at_most_once_a_minute(coordinator, later):
    assert len(written(coordinator)) == 1
    assert [written(coordinator) for _visit in range(5)] == [[]] * 5
    later(1)
    assert len(written(coordinator)) == 1


def test_readers_get_no_session(client, later):
    client.cookies["sessionid"] = "a" * 32
    assert written(client) == []
    assert not Session.objects.exists()
