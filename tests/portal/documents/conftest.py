"""What the tests of strategy files share."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Word the faults in English."""
    with translation.override("en"):
        yield
