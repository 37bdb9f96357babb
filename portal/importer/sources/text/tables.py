"""Tables in a text file: of bars, of tabs, in a grid, or only of spaces that leave columns free."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from portal.importer.sources.marks import ITEM, columns
from portal.importer.sources.text.pages import Raw

PIPE = re.compile(r"(?<!\\)\|")
DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
GRID = re.compile(r"[ \t]*\+(?:[-=: ]+\+)+[ \t]*")
RULES = re.compile(r"[ \t]*(?:-+|=+|_+|(?:- )+-)(?:[ \t]+(?:-+|=+|_+))*[ \t]*")
LEADERS = re.compile(r"(?:[.…·_] ?){4,}")
FIGURES = re.compile(r"[-–]?[\d.,  ]*\d[\d.,  ]*%?")
ENTRY = re.compile(r"(.*?[^\W\d_].*?)[ \t]*(?:[.…·_] ?){3,}[ \t]*")
MARK = re.compile(rf"(?:{ITEM.pattern}|\(?[\da-zåäö]{{1,2}}[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?|§+) *")
APART = 2  # spaces between two columns
FAR_APART = 4  # spaces between the halves of a row that is alone
WIDEST = 400  # letters of a row of a table of spaces
FEWEST_ROWS = 2

Cells = dict[int, list[Raw]]  # the lines in each column of a row


@dataclass
class Table:
    """A table, from line `start` up to line `end` of the file's, with its rows."""

    start: int
    end: int
    rows: list[Cells] = field(default_factory=list)


def tables(lines: Sequence[Raw]) -> dict[int, Table]:
    """Give the tables among the lines of a file, by where they start."""
    found: dict[int, Table] = {}
    at = 0
    while at < len(lines):
        table = _grid(lines, at) or _barred(lines, at) or _spaced(lines, at)
        if table and table.rows:
            found[at] = table
        at = table.end if table else at + 1
    return found


def _grid(lines: Sequence[Raw], start: int) -> Table | None:
    """Read a table whose cells are framed with plus signs, bars and dashes; one may go on over several rows."""
    if lines[start].furniture or not GRID.fullmatch(lines[start].text) or start + 1 == len(lines):
        return None
    edges = [at for at, letter in enumerate(lines[start].text) if letter == "+"]
    table = Table(start, start + 1)
    row: Cells = {}
    for at in range(start + 1, len(lines)):
        text = lines[at].text
        ruled = text.lstrip().startswith("+") and set(text.strip()) <= set("+-=: ")
        framed = text.lstrip().startswith(("|", "+"))
        if not framed or lines[at].gap:
            break
        table.end = at + 1
        # Under a cell that goes on, the frame is left open.
        if ruled or re.search(r"\+[-=]+\+", text):
            table.rows += [row] if row else []
            row = {}
        # A cell may go on over several columns too.
        here = [edge for edge in edges if text[edge : edge + 1] in {"|", "+"}]
        for left, right in pairwise(here):
            cell = text[left + 1 : right]
            if cell.strip(" -=:"):
                row.setdefault(edges.index(left), []).append(replace(lines[at], text=cell.strip(), gap=False))
    table.rows += [row] if row else []
    return table


def is_row(text: str) -> bool:
    """Say whether a line by itself is a row of a table, of bars or of tabs."""
    piped = text.strip().startswith("|") and len(PIPE.findall(text)) > 1
    return piped or (not ITEM.match(text.strip()) and len(columns(text.strip())) > 1)


def _barred(lines: Sequence[Raw], start: int) -> Table | None:
    """Read the rows of bars or of tabs that follow each other."""
    if lines[start].furniture or not is_row(lines[start].text):
        return None
    table = Table(start, start)
    for at in range(start, len(lines)):
        line = lines[at]
        # A tab alone may stand before what goes in the second column.
        hangs = at > start and line.text.startswith("\t") and "\t" in lines[start].text.strip()
        if line.furniture or (at > start and line.gap) or not (is_row(line.text) or hangs):
            break
        table.end = at + 1
        if not DIVIDER.fullmatch(line.text):
            table.rows.append({column: [part] for column, part in _cells(line) if part.text.strip()})
    return table


def _cells(line: Raw) -> Iterator[tuple[int, Raw]]:
    text = line.text.strip()
    if text.startswith("|"):
        parts = PIPE.split(text.removeprefix("|").removesuffix("|"))
        first = 0
    else:
        parts = [text[begin:end] for begin, end in columns(text)]
        first = int(line.text.startswith("\t"))
    entry = ENTRY.fullmatch(parts[0]) if len(parts) == FEWEST_ROWS and parts[1].strip().isdecimal() else None
    if entry:
        # A row of the contents.
        yield -1, replace(line, text=f"{entry[1].strip()}\t{parts[1].strip()}")
        return
    for column, part in enumerate(parts, start=first):
        yield column, replace(line, text=part.strip())


def _spaced(lines: Sequence[Raw], start: int) -> Table | None:
    """Read a table whose columns are parted by spaces alone, which are free in all of its rows.

    It has no rows where that only looks so: then nothing begins before its end either.
    """
    if len(_chunks(lines[start])) < FEWEST_ROWS or RULES.fullmatch(lines[start].text):
        return None
    end, places = _stretch(lines, start)
    table = Table(start, end)
    block = [line for line in lines[start:end] if not RULES.fullmatch(line.text)]
    rows = [line for line in block if len(_chunks(line)) >= FEWEST_ROWS]
    alone = lines[start].gap and (end == len(lines) or lines[end].gap)
    if not _is_table(rows, places, alone):
        return table
    parted = any(line.gap for line in block[2:])
    for line in block:
        cells = _placed(line, places)
        leads = 0 in cells and not (cells[0].text[:1].islower() and len(cells) == 1)
        if not table.rows or (line.gap if parted else leads):
            table.rows.append({})
        for column, cell in cells.items():
            table.rows[-1].setdefault(column, []).append(cell)
    return table


def _chunks(line: Raw) -> list[tuple[int, int]]:
    """Give what wide spaces part on a line, where it may be a row; a mark belongs to what it marks."""
    text = line.text
    if line.furniture or "\t" in text.strip() or len(text) > WIDEST or not text.strip() or "|" in text:
        return []
    text = _unled(text.expandtabs(4))
    chunks = [found.span() for found in re.finditer(r"\S+(?: \S+)*", text)]
    if len(chunks) > 1 and MARK.fullmatch(f"{text[chunks[0][0] : chunks[0][1]]} "):
        chunks[:2] = [(chunks[0][0], chunks[1][1])]
    return chunks


def _unled(text: str) -> str:
    """Give a row without the dots that lead the eye from its name to its figures; those of contents have one figure."""
    led = LEADERS.search(text)
    if led and len(re.findall(r"\S+", text[led.end() :])) > 1:
        return text[: led.start()] + " " * (led.end() - led.start()) + text[led.end() :]
    return text


def _stretch(lines: Sequence[Raw], start: int) -> tuple[int, list[tuple[int, int]]]:
    """Give how far the columns of a row stay free, and where they stand: nowhere, when a line below crosses them."""
    places = _chunks(lines[start])
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.furniture or line.page != lines[start].page:
            break
        if RULES.fullmatch(line.text) and not line.gap:
            end = at + 1
            continue
        chunks = _chunks(line)
        far = line.number - lines[at - 1].number > FEWEST_ROWS
        if line.gap and (len(chunks) < FEWEST_ROWS or far):
            break
        joined = _union(places, chunks)
        if not chunks or len(joined) < len(places) or ITEM.match(line.text.strip()):
            return end, places if line.gap else []
        places, end = joined, at + 1
    return end, places


def _union(places: Sequence[tuple[int, int]], chunks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((*places, *chunks)):
        if joined and begin - joined[-1][1] < APART:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _is_table(rows: Sequence[Raw], places: Sequence[tuple[int, int]], alone: bool) -> bool:
    """Say whether rows are a table's, and not those of contents, labels with what they say, or words far apart."""
    if len(places) < FEWEST_ROWS:
        return False
    cells = [_placed(row, places) for row in rows]
    if all(len(row) == FEWEST_ROWS and FIGURES.fullmatch(row[max(row)].text) for row in cells):
        return False
    if all(row[0].text.endswith(":") for row in cells if 0 in row):
        return False
    if len(rows) >= FEWEST_ROWS:
        return _aligned(rows)
    return alone and all(below[0] - above[1] >= FAR_APART for above, below in pairwise(_chunks(rows[0])))


def _aligned(rows: Sequence[Raw]) -> bool:
    """Say whether what stands right in the rows begins, or ends, in one place in two of them."""
    begins: list[int] = []
    ends: list[int] = []
    for row in rows:
        _first, *others = _chunks(row)
        begins += {begin for begin, _end in others}
        ends += {end for _begin, end in others}
    return len(set(begins)) < len(begins) or len(set(ends)) < len(ends)


def _placed(line: Raw, places: Sequence[tuple[int, int]]) -> dict[int, Raw]:
    """Give the cells of a line, each in its column."""
    text = _unled(line.text.expandtabs(4))
    cells: dict[int, Raw] = {}
    for column, (begin, end) in enumerate(places):
        cell = text[begin:end].strip()
        if cell:
            cells[column] = replace(line, text=re.sub(" {2,}", " ", cell), gap=False)
    return cells
