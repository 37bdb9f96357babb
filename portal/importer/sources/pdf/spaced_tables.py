"""Tables of a PDF that have no rules between their columns, only space that is free in all of their rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.importer.sources.marks import typed_mark, union
from portal.importer.sources.pdf.words import Fragment

FEWEST = 2  # rows that show where the columns are, and columns
APART = 0.3  # heights of the letters between two columns
LOOSER = 1.15  # times the distance within a cell: from here on a row begins
FAR_APART = 3  # times the distance between the nearest rows: from here on it is another table
SAME_SIZE = 1.0  # points by which the letters of a table's rows may differ
IN_PLACE = 2.0  # points by which what begins in one column may differ
FIGURES = re.compile(r"[-–]?[\d.,  ]*\d[\d.,  ]*%?")
PAGED = re.compile(r"[^\W\d_].* \d{1,3}$")
LEADERS = re.compile(r"(?:[.…·_] ?){4,}\s*\d*$")

Places = list[tuple[float, float]]
Row = list[Fragment]


@dataclass
class Spaced:
    """A table up to row `end` of its part of the page: for each of its rows, the rows of letters in each column."""

    end: int
    rows: list[dict[int, list[Row]]]


def spaced_table(rows: Sequence[Row], start: int) -> Spaced | None:
    """Give the table that begins with row `start`, if one does."""
    if not _may_be(rows[start]) or len(_places(rows[start])) < FEWEST:
        return None
    found, places = _stretch(rows, start)
    while len(found) > 1 and len(found[-1]) == 1 and _column(found[-1][0], places) == 0:
        # What only stands on the left below the last row is the text that follows, unless its cell goes on.
        if found[-1][0].text[:1].islower():
            break
        found.pop()
    return Spaced(start + len(found), _rows(found, places)) if _is_table(found, places) else None


def _stretch(rows: Sequence[Row], start: int) -> tuple[list[Row], Places]:
    """Give the rows from `start` on that leave the columns free, and where these stand."""
    found, places = [rows[start]], _places(rows[start])
    for at in range(start + 1, len(rows)):
        row = rows[at]
        if _is_apart(rows, start, at, found[-1]):
            break
        crosses = len(union([*places, *_places(row)], APART * row[0].size)) < len(places)
        if crosses and sum(len(other) >= FEWEST for other in found) >= FEWEST:
            # Two full cells may stand as near each other as two words.
            row = [part for fragment in row for part in _parted(fragment, places)]
        joined = union([*places, *_places(row)], APART * row[0].size)
        if len(joined) < len(places):
            break
        places = joined
        found.append(row)
    return found, places


def _is_apart(rows: Sequence[Row], start: int, at: int, above: Row) -> bool:
    """Say whether a row is no more of a table that begins at `start`, whatever columns it leaves free."""
    row = rows[at]
    if not _may_be(row) or abs(row[0].size - above[0].size) > SAME_SIZE:
        return True
    far = FAR_APART if len(_places(row)) > 1 else 2
    return _step(rows, at) > far * _closest(rows, start, max(at, start + FEWEST))


def _may_be(row: Row) -> bool:
    return not (
        row[0].cells or typed_mark(f"{row[0].text} x")[1] == len(row[0].text) + 1 or LEADERS.search(row[-1].text)
    )


def _places(row: Row) -> Places:
    return union([(fragment.x0, fragment.x1) for fragment in row], APART * row[0].size)


def _parted(fragment: Fragment, places: Places) -> Row:
    """Part a fragment where a word begins in the place of a column."""
    begins = [begin for begin, _end in places]
    parts = [[fragment.pieces[0]]]
    for piece in fragment.pieces[1:]:
        if piece.spaced and any(abs(piece.x0 - begin) < IN_PLACE for begin in begins):
            parts.append([])
        parts[-1].append(piece)
    return [Fragment(part) for part in parts] if len(parts) > 1 else [fragment]


def _step(rows: Sequence[Row], at: int) -> float:
    return rows[at][0].bottom - rows[at - 1][0].bottom


def _closest(rows: Sequence[Row], start: int, end: int) -> float:
    return min((_step(rows, at) for at in range(start + 1, min(end, len(rows)))), default=0.0)


def _column(fragment: Fragment, places: Places) -> int:
    middle = (fragment.x0 + fragment.x1) / 2
    return next((at for at, (begin, end) in enumerate(places) if begin - 1 <= middle <= end + 1), 0)


def _is_table(found: Sequence[Row], places: Places) -> bool:
    """Say whether rows are a table's: enough of them have several columns, which begin in one place."""
    several = [row for row in found if len(row) >= FEWEST]
    enough = len(several) >= FEWEST and len(several) * 2 >= len(found)
    return enough and not _is_list(several) and _is_aligned(several, places)


def _is_list(rows: Sequence[Row]) -> bool:
    """Say whether rows are those of contents, or labels with what they say."""
    pairs = [row for row in rows if len(row) == FEWEST]
    entries = sum(_is_entry(row[1].text) for row in pairs)
    return entries * 2 > len(rows) or all(row[0].text.endswith(":") for row in pairs)


def _is_aligned(rows: Sequence[Row], places: Places) -> bool:
    """Say whether what stands right in the rows begins in one place in two of them."""
    begins = sorted(fragment.x0 for row in rows for fragment in row if _column(fragment, places) > 0)
    return any(below - above < IN_PLACE for above, below in pairwise(begins))


def _is_entry(text: str) -> bool:
    """Say whether the right half of a row of two is as one of the contents ends: with the number of a page."""
    return bool(FIGURES.fullmatch(text) or PAGED.search(text))


def _rows(found: Sequence[Row], places: Places) -> list[dict[int, list[Row]]]:
    steps = [_step(found, at) for at in range(1, len(found))]
    loose = LOOSER * min(steps)
    parted = any(step > loose for step in steps)
    rows: list[dict[int, list[Row]]] = []
    for at, row in enumerate(found):
        cells = _placed(row, places)
        if not rows or (steps[at - 1] > loose if parted else _leads(cells)):
            rows.append({})
        for column, cell in cells.items():
            rows[-1].setdefault(column, []).append(cell)
    return rows


def _placed(row: Row, places: Places) -> dict[int, Row]:
    cells: dict[int, Row] = {}
    for fragment in row:
        cells.setdefault(_column(fragment, places), []).append(fragment)
    return cells


def _leads(cells: dict[int, Row]) -> bool:
    """Say whether a row of letters begins a row of the table, where no space between them says so."""
    return 0 in cells and not (len(cells) == 1 and cells[0][0].text[:1].islower())
