"""Content for pages: the real demonstration strategies, which stand in the database that such a test gets."""

import pytest
from django.utils import translation

from strategies.models import Strategy


def stored(databases, name):
    """Give the strategy of that name with its municipality in hand, as storing it would."""
    return Strategy.objects.select_related("municipality").get(pk=databases.stored[name])


@pytest.fixture
def hassleholm(db, databases):
    """Hässleholm's strategy: goals, sub-goals, measures, definitions and footnotes."""
    return stored(databases, "hassleholm")


@pytest.fixture
def laholm(db, databases):
    """Laholm's programme: focus areas with desired states, one of them in two parts."""
    return stored(databases, "laholm")


@pytest.fixture
def ornskoldsvik(db, databases):
    """Örnsköldsvik's strategy: focus areas with responsible bodies."""
    return stored(databases, "ornskoldsvik")


@pytest.fixture
def in_swedish(in_english):
    """Let addresses that no request asks for be Swedish."""
    with translation.override("sv"):
        yield
