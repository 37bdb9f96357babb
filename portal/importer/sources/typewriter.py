"""What people type in word processors as on a typewriter: rules, headings over them, notes under them, page headers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from portal.importer.sources.line import Furniture, Line, Mark
from portal.importer.sources.pdf.furniture import PAGE_NUMBER

RULE = re.compile(r"(?:_{5,}|-{5,}|={5,})")
LONGEST_HEADING = 120  # letters of one that is underlined


def without_typing(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give the lines without typed rules, with what these and typed page headers say of the others."""
    told = _with_running_rows(lines)
    for at, line in enumerate(told):
        if RULE.fullmatch(line.text) and not line.cell:
            if "_" not in line.text:
                _head(told, at)
            _note(told, at)
    kept = [line for line in told if line.cell or not RULE.fullmatch(line.text)]
    return tuple(replace(line, number=number) for number, line in enumerate(kept, start=1))


def _with_running_rows(lines: Sequence[Line]) -> list[Line]:
    """Put rows of tabs that have a page's number, and come again with another, together as the furniture they are."""
    rows = [
        list(row) for _place, row in groupby(lines, key=lambda line: line.cell and (line.cell.table, line.cell.row))
    ]
    keys = [_key(row) for row in rows]
    seen = Counter(key for key in keys if key)
    told: list[Line] = []
    for row, key in zip(rows, keys, strict=True):
        if seen[key] > 1:
            text = " ".join(line.text for line in row)
            told.append(replace(row[0], text=text, cell=None, spans=(), marks=(), furniture=Furniture.HEADER))
        else:
            told += row
    return told


def _key(row: Sequence[Line]) -> str:
    if len(row) == 1 or row[0].cell is None or not any(PAGE_NUMBER.fullmatch(line.text) for line in row):
        return ""
    return re.sub(r"\d+", "0", " ".join(line.text for line in row).casefold())


def _head(lines: list[Line], rule: int) -> None:
    """Make the short lines right above a rule a heading."""
    first = rule
    while first > 0 and not lines[first].gap and _is_plain(lines[first - 1]):
        first -= 1
    above = lines[first:rule]
    if (
        above
        and sum(len(line.text) for line in above) <= LONGEST_HEADING
        and not above[-1].text.endswith((".", ",", ":"))
    ):
        lines[first:rule] = [replace(line, heading=1 if "=" in lines[rule].text else 2) for line in above]


def _is_plain(line: Line) -> bool:
    return not (line.cell or line.item or line.heading or line.furniture or line.title or line.note)


def _note(lines: list[Line], rule: int) -> None:
    """Make what stands under a rule, and begins with the number of a mark above it, a note."""
    label = ""
    for at in range(rule + 1, len(lines)):
        line = lines[at]
        number = line.item.mark.rstrip(".)") if line.item else ""
        place = _marked(lines, rule, line.item.mark) if line.item and number.isdecimal() else None
        if place is not None:
            label = number
            above, start, end = place
            told = lines[above].without(start, end)
            lines[above] = replace(told, marks=(*told.marks, Mark(start, label)))
        elif not label or line.gap or line.item or not _is_plain(line):
            return
        lines[at] = replace(line, item=None, note=label)


def _marked(lines: Sequence[Line], rule: int, mark: str) -> tuple[int, int, int] | None:
    """Give where the mark of a note stands: in which line above the rule, and from where to where."""
    sign = re.compile(rf"(?<=\w)\s?{re.escape(mark)}(?=[\s.,;:)]|$)")
    for at in range(rule - 1, -1, -1):
        if lines[at].furniture or RULE.fullmatch(lines[at].text):
            return None
        found = sign.search(lines[at].text)
        if found and not lines[at].cell:
            return at, found.start(), found.end()
    return None
