"""What all tests share."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to leave out the tests that touch no database, where they have been run on another one already."""
    parser.addoption("--database-only", action="store_true", help="leave out the tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave those tests out, and say how many."""
    if not config.getoption("--database-only"):
        return
    left_out = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=left_out)


def uses_database(item: pytest.Item) -> bool:
    """Say whether a test asks for the database, itself or through what it is given."""
    given = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(given)


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
