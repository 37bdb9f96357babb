"""Where the cells of a table stand, when some of them span several rows or columns. Pure functions."""

import re
from dataclasses import dataclass
from typing import Any

MOST_SPANNED = 50


@dataclass(frozen=True)
class Cell:
    """A cell as its row has it: what it is made of, and how many columns and rows it asks for."""

    made_of: Any
    across: int
    down: int


@dataclass(frozen=True)
class Place:
    """A cell in its place: its first and last row, its first and last column, counted from 0."""

    cell: Cell
    top: int
    bottom: int
    left: int
    right: int


def span(value: str | None) -> int:
    """Give the number that a colspan or a rowspan says, or 1."""
    return min(int(value), MOST_SPANNED) if value and re.fullmatch("[1-9][0-9]{0,3}", value) else 1


def placed(rows: list[list[Cell]]) -> tuple[list[Place], int]:
    """Give the cells of a table in their places, and how many columns it has. No two cells overlap."""
    places: list[Place] = []
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            bottom, right = min(top + cell.down, len(rows)) - 1, left
            while right + 1 < left + cell.across and (top, right + 1) not in taken:
                right += 1
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            places.append(Place(cell, top, bottom, left, right))
    return places, max((place.right + 1 for place in places), default=0)
