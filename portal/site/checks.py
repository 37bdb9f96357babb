"""What can be wrong with an installation's settings and how to mend it, as `check --deploy` tells it."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register
from django.core.checks import Warning as Caution
from django.db import connections
from django.db.models import Model
from django.http.request import validate_host
from django.utils import timezone

from portal.jobs.job import Job, Worker

# Each process has these caches for itself, so that a limit on sign-in attempts would be one limit for each process.
UNSHARED_CACHES = ("django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache")


@register(deploy=True)
def demonstration_in_public(**kwargs: Any) -> Iterator[CheckMessage]:
    """Warn of a demonstration that the whole world can reach."""
    if settings.DEMO and settings.HTTPS:
        yield Caution(
            "DEMO is on: the portal may have sign-ins whose password anybody can read.",
            hint="Set DEMO=false, and remove the accounts that `load_demo --sign-ins` made.",
            id="portal.W001",
        )


@register(deploy=True)
def public_address(**kwargs: Any) -> Iterator[CheckMessage]:
    """Warn when permalinks and the site map would lead nowhere."""
    host = urlsplit(settings.SITE_URL).hostname
    if not host:
        yield Caution(
            "SITE_URL is not set: permalinks, citations and the site map cannot name the portal's address.",
            hint="Set SITE_URL to the public address, for example https://integration.example.se.",
            id="portal.W002",
        )
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield Caution(
            f"SITE_URL has the host {host}, which ALLOWED_HOSTS has not: readers would get an error page.",
            hint=f"Add {host} to ALLOWED_HOSTS.",
            id="portal.W003",
        )


@register(deploy=True)
def address_to_write_to(**kwargs: Any) -> Iterator[CheckMessage]:
    """Warn when what readers write would reach nobody."""
    if settings.CONTACT_EMAIL.endswith("@localhost"):
        yield Caution(
            f"CONTACT_EMAIL is {settings.CONTACT_EMAIL}: what readers write reaches nobody.",
            hint="Set CONTACT_EMAIL to an address that somebody reads, and DEFAULT_FROM_EMAIL to one of your own.",
            id="portal.W004",
        )


@register(deploy=True)
def shared_cache(**kwargs: Any) -> Iterator[CheckMessage]:
    """Warn of a cache that the portal's processes do not share."""
    if settings.CACHES["default"]["BACKEND"] in UNSHARED_CACHES:
        yield Caution(
            "CACHE_URL names a cache that processes do not share: each would allow its own number of sign-in attempts.",
            hint="Unset CACHE_URL to keep the cache in the database, or name a server, for example redis://host:6379/0.",
            id="portal.W005",
        )


@register(deploy=True)
def database_of_one_machine(**kwargs: Any) -> Iterator[CheckMessage]:
    """Mention PostgreSQL to an installation on SQLite, which serves one machine well."""
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        yield Info(
            "The database is SQLite, which serves a portal on one machine.",
            hint="For several machines, set DATABASE_URL to a PostgreSQL database.",
            id="portal.I006",
        )


@register(Tags.database, deploy=True)
def nobody_works(*, databases: Iterable[str] | None = None, **kwargs: Any) -> Iterator[CheckMessage]:
    """Warn when nobody does what takes long, where the database may be asked (`check --database default`)."""
    if "default" not in (databases or ()) or not _has_table(Worker):
        return
    if not Worker.objects.at_work(timezone.now()).exists():
        yield Caution(
            "No worker has been seen lately: documents that people upload are not read."
            f" Jobs that wait: {Job.objects.open().count()}.",
            hint="Start `manage.py work` as a service beside the web processes: see docs/deployment.md.",
            id="portal.W007",
        )


def _has_table(model: type[Model]) -> bool:
    connection = connections["default"]
    return model._meta.db_table in connection.introspection.table_names()
