"""The marks of numbered and bulleted paragraphs, which word processors count and do not write in the text."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from portal.importer.sources.symbols import bullet

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST = 10_000  # above it, letters and Roman numbers would be long
PLACE = re.compile("%([1-9])")
WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered: "bullet", "none" or a format, and the mark's pattern, such as "%1.%2."."""

    kind: str
    pattern: str
    start: int = 1

    @property
    def worded(self) -> bool:
        """Say whether the mark has a word of its own, such as "Goal %1:": then it is part of the text."""
        return self.kind != "bullet" and bool(WORD.search(PLACE.sub(" ", self.pattern)))


class Counters:
    """The numbers that the lists of a document have come to."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, dict[int, int]] = {}

    def restart(self, counted: Hashable, level: int, start: int) -> None:
        """Let the next item of a level have the number `start`."""
        self._counts.setdefault(counted, {})[level] = start - 1

    def mark(self, counted: Hashable, levels: Mapping[int, Level], at: int) -> str:
        """Count one more item at level `at` of the list `counted`, and give its mark ("" where it has none)."""
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(counted, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        if level.kind == "bullet":
            return bullet(level.pattern)
        return PLACE.sub(lambda found: _number(counts, levels, int(found[1]) - 1), level.pattern).strip()


def _number(counts: Mapping[int, int], levels: Mapping[int, Level], at: int) -> str:
    level = levels.get(at)
    return written(counts.get(at, level.start), level.kind) if level else ""


def written(number: int, kind: str) -> str:
    """Give a number in a format by its name in Word or its sign in OpenDocument; in figures if that is not known."""
    if kind in {"none", ""}:
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    form = FORMS.get(kind) if 0 < number < LARGEST else None
    return form(number) if form else str(number)


def _lettered(number: int) -> str:
    """Give a, b, … z, aa, bb, … as word processors do."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _lettered,
    "a": _lettered,
    "upperLetter": lambda number: _lettered(number).upper(),
    "A": lambda number: _lettered(number).upper(),
    "lowerRoman": _roman,
    "i": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "I": lambda number: _roman(number).upper(),
}
