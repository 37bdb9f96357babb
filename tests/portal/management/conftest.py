"""What the tests of commands share."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Word what the commands say in English."""
    with translation.override("en"):
        yield
