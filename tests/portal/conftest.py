"""Content for pages: the real demonstration strategies, which stand in the database that such a test gets."""

import pytest
from django.utils import translation

from strategies.models import Strategy


@pytest.fixture
def hassleholm(db, databases):
    """Hässleholm's strategy: goals, sub-goals, measures, definitions and footnotes."""
    return Strategy.objects.get(pk=databases.stored["hassleholm"])


@pytest.fixture
def laholm(db, databases):
    """Laholm's programme: focus areas with desired states, one of them in two parts."""
    return Strategy.objects.get(pk=databases.stored["laholm"])


@pytest.fixture
def ornskoldsvik(db, databases):
    """Örnsköldsvik's strategy: focus areas with responsible bodies."""
    return Strategy.objects.get(pk=databases.stored["ornskoldsvik"])


@pytest.fixture
def in_swedish(in_english):
    """Let addresses that no request asks for be Swedish."""
    with translation.override("sv"):
        yield
