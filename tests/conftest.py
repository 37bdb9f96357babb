"""What all tests share."""

import shutil
from pathlib import Path

from django.conf import settings


def pytest_configure() -> None:
    """Make the folder that the portal writes to in this process."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_unconfigure() -> None:
    """Remove it."""
    shutil.rmtree(settings.VAR_DIR)
