"""What all tests share."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation


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
