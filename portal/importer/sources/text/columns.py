"""Tables in a text file whose columns are parted by spaces alone, which are free in all of their rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from portal.importer.sources.marks import ITEM, union
from portal.importer.sources.text.pages import Raw

RULES = re.compile(r"[ \t]*(?:-+|=+|_+|(?:- )+-)(?:[ \t]+(?:-+|=+|_+))*[ \t]*")
LEADERS = re.compile(r"(?:[.…·_] ?){4,}")
FIGURES = re.compile(r"[-–]?[\d.,  ]*\d[\d.,  ]*%?")
MARK = re.compile(rf"(?:{ITEM.pattern}|\(?[\da-zåäö]{{1,2}}[.)]|\d{{1,2}}(?:\.\d{{1,2}})+\.?|§+) *")
APART = 2  # spaces between two columns
FAR_APART = 4  # spaces between the halves of a row that is alone
WIDEST = 400  # letters of a row of a table of spaces
FEWEST_ROWS = 2

Cells = dict[int, list[Raw]]  # the lines in each column of a row
Places = Sequence[tuple[int, int]]  # where columns, or what stands in them, begin and end


def spaced_table(lines: Sequence[Raw], start: int) -> tuple[int, list[Cells]] | None:
    """Give where the table that begins with line `start` ends, and its rows, if one begins.

    It has no rows where that only looks so: then nothing begins before its end either.
    """
    if len(_chunks(lines[start])) < FEWEST_ROWS or RULES.fullmatch(lines[start].text):
        return None
    end, places = _stretch(lines, start)
    block = [line for line in lines[start:end] if not RULES.fullmatch(line.text)]
    rows = [line for line in block if len(_chunks(line)) >= FEWEST_ROWS]
    alone = lines[start].gap and (end == len(lines) or lines[end].gap)
    return end, _rows(block, places) if _is_table(rows, places, alone) else []


def _rows(block: Sequence[Raw], places: Places) -> list[Cells]:
    """Give the rows of a table: parted by space, or else by what leads them on the left."""
    rows: list[Cells] = []
    parted = any(line.gap for line in block[2:])
    for line in block:
        cells = _placed(line, places)
        if not rows or (line.gap if parted else _leads(cells)):
            rows.append({})
        for column, cell in cells.items():
            rows[-1].setdefault(column, []).append(cell)
    return rows


def _leads(cells: dict[int, Raw]) -> bool:
    return 0 in cells and not (len(cells) == 1 and cells[0].text[:1].islower())


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


def _stretch(lines: Sequence[Raw], start: int) -> tuple[int, Places]:
    """Give how far the columns of a row stay free, and where they stand: nowhere, when a line below crosses them."""
    places: Places = _chunks(lines[start])
    for at in range(start + 1, len(lines)):
        line, chunks = lines[at], _chunks(lines[at])
        if _ends(line, chunks, lines[at - 1]):
            return at, places
        if line.gap or not RULES.fullmatch(line.text):
            joined = union([*places, *chunks], APART)
            if not chunks or len(joined) < len(places) or ITEM.match(line.text.strip()):
                return at, places if line.gap else []
            places = joined
    return len(lines), places


def _ends(line: Raw, chunks: Places, above: Raw) -> bool:
    """Say whether a line is no more of what stands above it, whatever columns it leaves free."""
    far = line.number - above.number > FEWEST_ROWS
    return bool(line.furniture) or line.page != above.page or (line.gap and (far or len(chunks) < FEWEST_ROWS))


def _is_table(rows: Sequence[Raw], places: Places, alone: bool) -> bool:
    """Say whether rows are a table's, and not those of contents, labels with what they say, or words far apart."""
    if len(places) < FEWEST_ROWS:
        return False
    cells = [_placed(row, places) for row in rows]
    if all(map(_is_entry, cells)) or all(row[0].text.endswith(":") for row in cells if 0 in row):
        return False
    if len(rows) >= FEWEST_ROWS:
        return _aligned(rows)
    return alone and all(below[0] - above[1] >= FAR_APART for above, below in pairwise(_chunks(rows[0])))


def _is_entry(cells: dict[int, Raw]) -> bool:
    """Say whether a row is as one of the contents is: a name and a figure."""
    return len(cells) == FEWEST_ROWS and bool(FIGURES.fullmatch(cells[max(cells)].text))


def _aligned(rows: Sequence[Raw]) -> bool:
    """Say whether what stands right in the rows begins, or ends, in one place in two of them."""
    begins: list[int] = []
    ends: list[int] = []
    for row in rows:
        _first, *others = _chunks(row)
        begins += {begin for begin, _end in others}
        ends += {end for _begin, end in others}
    return len(set(begins)) < len(begins) or len(set(ends)) < len(ends)


def _placed(line: Raw, places: Places) -> dict[int, Raw]:
    """Give the cells of a line, each in its column."""
    text = _unled(line.text.expandtabs(4))
    cells: dict[int, Raw] = {}
    for column, (begin, end) in enumerate(places):
        cell = text[begin:end].strip()
        if cell:
            cells[column] = replace(line, text=re.sub(" {2,}", " ", cell), gap=False)
    return cells
