"""Tables in a text file: of bars, of tabs, in a grid, or only of spaces that leave columns free."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from portal.importer.sources.marks import ITEM, columns
from portal.importer.sources.text.columns import Cells, spaced_table
from portal.importer.sources.text.pages import Raw

PIPE = re.compile(r"(?<!\\)\|")
DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
RULED = re.compile(r"^[ \t]*\+[-+=: ]*[ \t]*$|\+[-=]+\+")
GRID = re.compile(r"[ \t]*\+(?:[-=: ]+\+)+[ \t]*")
ENTRY = re.compile(r"(.*?[^\W\d_].*?)[ \t]*(?:[.…·_] ?){3,}[ \t]*")


@dataclass
class Table:
    """A table, up to line `end` of the file's, with its rows."""

    end: int
    rows: list[Cells]


def tables(lines: Sequence[Raw]) -> dict[int, Table]:
    """Give the tables among the lines of a file, by where they start."""
    found: dict[int, Table] = {}
    at = 0
    while at < len(lines):
        table = _grid(lines, at) or _barred(lines, at) or spaced_table(lines, at)
        end, rows = table or (at + 1, [])
        if rows:
            found[at] = Table(end, rows)
        at = end
    return found


def _grid(lines: Sequence[Raw], start: int) -> tuple[int, list[Cells]] | None:
    """Read a table whose cells are framed with plus signs, bars and dashes; one may go on over several rows."""
    if lines[start].furniture or not GRID.fullmatch(lines[start].text) or start + 1 == len(lines):
        return None
    edges = {found.start(): column for column, found in enumerate(re.finditer(r"\+", lines[start].text))}
    rows: list[Cells] = [{}]
    end = start + 1
    while _is_framed(lines, end):
        # Under a cell that goes on, the frame is left open.
        if RULED.search(lines[end].text):
            rows.append({})
        for column, cell in _framed(lines[end], edges):
            rows[-1].setdefault(column, []).append(cell)
        end += 1
    return end, [row for row in rows if row]


def _is_framed(lines: Sequence[Raw], at: int) -> bool:
    return at < len(lines) and not lines[at].gap and lines[at].text.lstrip().startswith(("|", "+"))


def _framed(line: Raw, edges: dict[int, int]) -> Iterator[tuple[int, Raw]]:
    """Give the cells of a line with their columns, by the edges of these; one may go on over several columns."""
    here = [edge for edge in edges if line.text[edge : edge + 1] in {"|", "+"}]
    for left, right in pairwise(here):
        cell = line.text[left + 1 : right]
        if cell.strip(" -=:"):
            yield edges[left], replace(line, text=cell.strip(), gap=False)


def is_row(text: str) -> bool:
    """Say whether a line by itself is a row of a table, of bars or of tabs."""
    piped = text.strip().startswith("|") and len(PIPE.findall(text)) > 1
    return piped or (not ITEM.match(text.strip()) and len(columns(text.strip())) > 1)


def _barred(lines: Sequence[Raw], start: int) -> tuple[int, list[Cells]] | None:
    """Read the rows of bars or of tabs that follow each other, up to which line they go."""
    if lines[start].furniture or not is_row(lines[start].text):
        return None
    tabbed = "\t" in lines[start].text.strip()
    end = start + 1
    while end < len(lines) and _goes_on(lines[end], tabbed):
        end += 1
    rows = [dict(_cells(line)) for line in lines[start:end] if not DIVIDER.fullmatch(line.text)]
    return end, rows


def _goes_on(line: Raw, tabbed: bool) -> bool:
    """Say whether a line is a row like those above it; a tab alone may stand before what goes in the second column."""
    apart = line.furniture or line.gap
    return not apart and (is_row(line.text) or (tabbed and line.text.startswith("\t")))


def _cells(line: Raw) -> Iterator[tuple[int, list[Raw]]]:
    """Give the cells of a row that have a text, each with its column."""
    text = line.text.strip()
    if text.startswith("|"):
        parts = PIPE.split(text.removeprefix("|").removesuffix("|"))
        first = 0
    else:
        parts = [text[begin:end] for begin, end in columns(text)]
        first = int(line.text.startswith("\t"))
    # A row of the contents has a name with dots after it, and a page.
    entry = ENTRY.fullmatch(parts[0]) if len(parts) == len(("name", "page")) and parts[1].strip().isdecimal() else None
    if entry:
        yield -1, [replace(line, text=f"{entry[1].strip()}\t{parts[1].strip()}")]
        return
    for column, part in enumerate(parts, start=first):
        if text := part.strip():
            yield column, [replace(line, text=text)]
