"""What runs along the pages of a PDF: told by sizes and places on all pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from portal.importer.sources.line import Furniture, Line
from portal.importer.sources.pdf.words import usual_size

PAGE_NUMBER = re.compile(
    r"(?:sidan?|sid\.?|s\.)? ?\d{1,3} ?(?:\(\d{1,3}\)|(?:av|/|\|) ?\d{1,3})|(?:sidan?|sid\.?) \d{1,3}", re.IGNORECASE
)
EDGE = 2  # rows at the top or the bottom of a page
SMALLER = 0.8  # points by which what is no running text is smaller
LONGEST = 200  # letters of a row that runs along the pages


def with_running_rows(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with those as furniture that stand in one place on several pages; parted by tabs, they are one."""
    pages = [[list(row) for _place, row in groupby(page, key=_row)] for page in _pages(lines)]
    usual = usual_size(lines)
    seen = _seen(pages)
    told: list[Line] = []
    for rows in pages:
        for at, row in enumerate(rows):
            kind = next(
                (_kind(top) for top in _edges(rows, at) if _runs(row, seen[_key(row), top], len(pages), usual)), None
            )
            told += [_as_one(row, kind)] if kind else row
    return [replace(line, number=number) for number, line in enumerate(told, start=1)]


def _seen(pages: Sequence[Sequence[Sequence[Line]]]) -> dict[tuple[str, bool], set[int]]:
    """Give on which pages each row at an edge is: at the upper one, or at the lower one."""
    seen: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for number, rows in enumerate(pages):
        for at, row in enumerate(rows):
            for top in _edges(rows, at):
                seen[_key(row), top].add(number)
    return seen


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for _page, found in groupby(lines, key=lambda line: line.page):
        yield list(found)


def _row(line: Line) -> tuple[int, ...]:
    """Say which row a line is of: with the others that tabs part from it, or alone."""
    return (line.cell.table, line.cell.row) if line.cell and line.whole else (-line.number,)


def _edges(rows: Sequence[Sequence[Line]], at: int) -> Iterator[bool]:
    """Give for each edge of the page that a row stands at whether it is the upper one."""
    if any(line.cell and not line.whole for line in rows[at]) or sum(len(line.text) for line in rows[at]) > LONGEST:
        return
    if at < EDGE:
        yield True
    if at >= len(rows) - EDGE:
        yield False


def _key(row: Sequence[Line]) -> str:
    return " ".join(re.sub(r"\d+", "0", " ".join(line.text for line in row).casefold()).split())


def _kind(top: bool) -> Furniture:
    return Furniture.HEADER if top else Furniture.FOOTER


def _runs(row: Sequence[Line], on_pages: set[int], pages: int, usual: float) -> bool:
    small = all(is_small(line, usual) for line in row)
    if len(row) > 1 and small and any(PAGE_NUMBER.fullmatch(line.text) for line in row):
        return True
    many = len(on_pages) > 1 and len(on_pages) >= pages // 2
    return many and not row[0].item and (small or len(row) > 1)


def _as_one(row: Sequence[Line], kind: Furniture) -> Line:
    text = " ".join(line.text for line in row)
    return replace(row[0], text=text, cell=None, whole=True, furniture=kind, spans=(), marks=())


def is_small(line: Line, usual: float) -> bool:
    """Say whether a line's letters are smaller than those of running text."""
    return bool(line.size) and (line.size or 0.0) <= usual - SMALLER
