"""Content for pages: the real demonstration strategies."""

import pytest
from django.utils import translation

from portal.management.commands.load_demo import FILES
from portal.strategyfile.reader import read
from portal.strategyfile.storage import store


def stored(name):
    """Store and publish the demonstration strategy of that name."""
    return store(read((FILES / f"{name}.json").read_bytes()), publish=True)


@pytest.fixture
def hassleholm(db):
    """Hässleholm's strategy: goals, sub-goals, measures, definitions and footnotes."""
    return stored("hassleholm")


@pytest.fixture
def laholm(db):
    """Laholm's programme: focus areas with desired states, one of them in two parts."""
    return stored("laholm")


@pytest.fixture
def ornskoldsvik(db):
    """Örnsköldsvik's strategy: focus areas with responsible bodies."""
    return stored("ornskoldsvik")


@pytest.fixture
def in_swedish(in_english):
    """Let addresses that no request asks for be Swedish."""
    with translation.override("sv"):
        yield
