"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as cases_at_random

from tests.chance import cases
from tests.databases import COMMITTED, CONTENTS, Databases

# How many cases a test reads that gives no number. How long one takes tells how busy the machine is.
cases_at_random.register_profile(
    "portal",
    cases_at_random(),
    max_examples=cases(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
cases_at_random.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run only the tests that ask for no database."""
    parser.addoption("--no-database", action="store_true", help="leave out the tests that ask for the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the others out, and say how many."""
    if not config.getoption("--no-database"):
        return
    left_out = [item for item in items if uses_database(item)]
    items[:] = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=left_out)


def asked_for(item: pytest.Item) -> set[str]:
    """Give the names of the fixtures that a test says it uses."""
    return set(getattr(item, "fixturenames", ()))


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test asks for the database, itself or through what it is given."""
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(
        asked_for(item)
    )


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory, django_test_environment: None, django_db_blocker: Any
) -> Iterator[Databases]:
    """Give the databases of this process."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    run = tmp_path_factory.getbasetemp()
    # Each worker of pytest-xdist has a folder in that of the run.
    folder = (run.parent if process else run) / "databases"
    folder.mkdir(exist_ok=True)
    with django_db_blocker.unblock():
        found = Databases(folder, process or "alone")
    yield found
    with django_db_blocker.unblock():
        found.remove()


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases) -> None:
    """Stand in for pytest-django's own, which would make the tables in every process."""


def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    """Connect to the database that a test is to see, before its transaction begins."""
    if fixturedef.argname != "_django_db_helper":  # pytest-django begins the transaction in it
        return
    marker = request.node.get_closest_marker("django_db")
    asked = asked_for(request.node)
    committing = bool(marker and marker.kwargs.get("transaction")) or "live_server" in asked
    contents = [COMMITTED] if committing else [name for name in CONTENTS if name in asked]
    with request.getfixturevalue("django_db_blocker").unblock():
        request.getfixturevalue("databases").connect(*contents)


def pytest_configure() -> None:
    """Make the folder that the portal writes to in this process."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_unconfigure() -> None:
    """Remove it."""
    shutil.rmtree(settings.VAR_DIR)


@pytest.fixture(autouse=True)
def in_english():
    """Let code that no request calls speak English, so that messages can be told apart whatever the translation."""
    with translation.override("en"):
        yield


@pytest.fixture
def whole_demonstration(db: None) -> None:
    """Let the database hold what `make run` loads: five strategies, and the accounts."""
