"""What the tests need that is not a Python package. Where it is missing, its tests are skipped; in CI they fail."""

import os
import shutil

import pytest


def missing_part_is_a_fault() -> bool:
    """Say whether everything has to be there, as it has in CI."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def program(*names: str, package: str) -> str:
    """Give the path of the first of these programs that is installed; otherwise skip the test, or fail it in CI."""
    if path := next(filter(None, map(shutil.which, names)), None):
        return path
    message = f"{names[0]} is not installed. On Debian or Ubuntu: sudo apt-get install {package}"
    if missing_part_is_a_fault():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
