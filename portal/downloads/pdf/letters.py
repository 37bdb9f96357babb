"""Which letters the PDF's own fonts have. A letter without a shape would otherwise be lost without a word."""

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
STAND_IN = "\N{REPLACEMENT CHARACTER}"
# They join what stands before to what follows, or choose between its shapes, and are nothing by themselves.
_JOINERS = "\u200d\ufe0e\ufe0f"


def with_stand_ins(text: str) -> tuple[str, str]:
    """Give `text` with a stand-in for what no font here has, and what that is."""
    missing = _missing()
    return missing.sub(STAND_IN, text), "".join(missing.findall(text))


@cache
def _missing() -> re.Pattern[str]:
    ranges = [line.split("-") for line in (FONTS / "letters.txt").read_text(encoding="ascii").split()]
    known = "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in ranges)
    return re.compile(f"([^{known}\n{_JOINERS}])[{_JOINERS}]*")
