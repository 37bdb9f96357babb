"""What `check --deploy` says about an installation's settings."""

import pytest
from django.core.checks import INFO, CheckMessage
from django.core.checks.registry import registry
from django.utils import timezone

from portal.jobs.job import Job, Worker
from portal.site.checks import nobody_works

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
UNSHARED_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def safe(settings, monkeypatch):
    """Give the settings of an installation that the portal's own checks have nothing to say about."""
    settings.DEMO = False
    settings.HTTPS = True
    settings.SITE_URL = "https://integration.example.se"
    settings.ALLOWED_HOSTS = [".example.se"]
    settings.CONTACT_EMAIL = "integration@example.se"
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", POSTGRESQL)
    return settings


def found() -> list[CheckMessage]:
    """Give what the portal's own checks find."""
    own = [
        check
        for check in registry.get_checks(include_deployment_checks=True)
        if check.__module__ == "portal.site.checks"
    ]
    return [message for check in own for message in check(app_configs=None, databases=None)]


def test_a_safe_installation_is_left_in_peace(safe):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEMO", True, "portal.W001"),
        ("SITE_URL", "", "portal.W002"),
        ("ALLOWED_HOSTS", ["localhost"], "portal.W003"),
        ("CONTACT_EMAIL", "portal@localhost", "portal.W004"),
        ("CACHES", UNSHARED_CACHE, "portal.W005"),
    ],
)
def test_a_setting_that_would_hurt_the_public_is_found_with_a_hint(safe, name, value, expected):
    setattr(safe, name, value)
    assert [(message.id, bool(message.hint)) for message in found()] == [(expected, True)]


def test_a_demonstration_on_ones_own_machine_is_meant(safe):
    safe.DEMO = True
    safe.HTTPS = False
    assert found() == []


def test_sqlite_is_mentioned_but_is_no_fault(safe, monkeypatch):
    monkeypatch.setitem(safe.DATABASES["default"], "ENGINE", SQLITE)
    assert [(message.id, message.level) for message in found()] == [("portal.I006", INFO)]


@pytest.mark.django_db
def test_a_portal_without_a_worker_is_warned_of_where_the_database_may_be_asked():
    Job.objects.create(kind="k")
    (warning,) = nobody_works(databases=["default"])
    assert (warning.id, warning.msg.endswith("Jobs that wait: 1."), bool(warning.hint)) == ("portal.W007", True, True)
    Worker.objects.create(name="w", seen_at=timezone.now())
    assert list(nobody_works(databases=["default"])) == []
