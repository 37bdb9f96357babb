"""The README of recognition names each of its modules."""

import re
from pathlib import Path

from portal.importer import recognising

ROOT = Path(recognising.__file__).parent


def test_each_module_is_in_the_readme():
    told = set(re.findall(r"`([a-z_]+)`", (ROOT / "README.md").read_text("utf-8")))
    there = {path.stem for path in ROOT.rglob("*.py") if path.parent.name != "vocabulary"}
    assert there - told == {"__init__", "recognition"}
