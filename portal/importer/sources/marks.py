"""What people type to lay a text out, where a word processor has a setting: list marks, tabs and space for columns."""

import re
from collections.abc import Sequence
from typing import TypeVar

# What opens a list item when it is typed: a bullet, or a number or a letter with its full stop or bracket.
BULLET = r"[-–—•·*+▪▫●◦○■□◻❑❖◆➢➔→✓⬥∙‣⁃]"
# An "o" is one too, but no abbreviation such as "o.s.v." or "o dyl".
_LETTER_O = r"o(?=[ \t\xa0]+(?:[A-ZÅÄÖ]|(?!dyl)[a-zåäö]{2}))"
ITEM = re.compile(
    rf"(?:({BULLET}|{_LETTER_O}|\d{{1,3}}[.)]|[a-zåäö]\)|\((?:\d{{1,2}}|[a-zåäö])\))[ \t\xa0]+(?:[•·▪●∙][ \t\xa0]+)?"
    rf"|(\d{{1,3}}[.)])(?=[A-ZÅÄÖ][a-zåäö]))(?=\S)"
)
PAGE_NUMBER = re.compile(r"[-–—] ?\d{1,3} ?[-–—]")
# A title, and then the number of the page that it is on.
CONTENTS_ROW = re.compile(r"(?=[^\t]*[^\t\d\W])[^\t]+\t+ *\d{1,3} *")
# A heading typed with its number, which a tab follows.
NUMBERED = re.compile(r"(?:§ ?)?\d{1,3}(?:\.\d{1,3}){0,5}[.)]?\t[^\t]+")
Place = TypeVar("Place", int, float)
SAME_PLACE = 2.0  # letters by which the indents of one list's items may differ


def typed_mark(text: str) -> tuple[str, int]:
    """Give the list mark that `text` begins with ("" for none), and where what it marks begins."""
    found = ITEM.match(text)
    if not found or PAGE_NUMBER.fullmatch(text):
        return "", 0
    mark = found[1] or found[2]
    return "◦" if mark == "o" else mark, found.end()


def columns(text: str) -> list[tuple[int, int]]:
    """Give where the columns of a tabbed line begin and end; one column for all of a line that is no row of any."""
    if "\t" not in text or CONTENTS_ROW.fullmatch(text) or NUMBERED.fullmatch(text):
        return [(0, len(text))]
    return [found.span() for found in re.finditer(r"[^\t]+", text)]


def deeper(levels: tuple[float, ...], indent: float) -> tuple[float, ...]:
    """Give the indents of the list items that are open, outermost first, when one at `indent` begins after `levels`."""
    outer = tuple(level for level in levels if level < indent)
    if outer and indent - outer[-1] < SAME_PLACE:
        return outer
    # The first of a list may stand a little further in than the others.
    if len(outer) < len(levels) and levels[len(outer)] - indent < SAME_PLACE:
        return levels[: len(outer) + 1]
    return (*outer, indent)


def union(places: Sequence[tuple[Place, Place]], apart: float) -> list[tuple[Place, Place]]:
    """Give where something stands, of `places` from where to where, with those as one that are not `apart`."""
    joined: list[tuple[Place, Place]] = []
    for begin, end in sorted(places):
        if joined and begin - joined[-1][1] < apart:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined
