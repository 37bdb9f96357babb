"""Where the cells of a web page's tables stand, those of merged rows and columns too; lists of terms are tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.importer.sources.line import Cell

MOST_MERGED = 1_000  # rows or columns, as browsers have it


@dataclass
class Grid:
    """A table, or a list of terms with their meanings, while it is being read."""

    table: int
    row: int = -1
    column: int = 0
    held: dict[int, int] = field(default_factory=dict)  # rows that a cell above still fills, for each column

    def begin_row(self) -> None:
        """Begin the next row."""
        self.row += 1
        self.column = 0
        self.held = {column: rows - 1 for column, rows in self.held.items() if rows > 1}

    def cell(self, named: Mapping[str, str]) -> Cell:
        """Give the place of the next cell of the row, and move past what it is merged with."""
        while self.column in self.held:
            self.column += 1
        place = Cell(self.table, self.row, self.column)
        columns, rows = (_merged(named.get(name, "")) for name in ("colspan", "rowspan"))
        if rows > 1:
            # A row that begins takes one off each.
            self.held |= dict.fromkeys(range(self.column, self.column + columns), rows)
        self.column += columns
        return place

    def term(self) -> Cell:
        """Give the place of a term: in a row of its own, or with another one that has the same meaning."""
        if self.row < 0 or self.column:
            self.begin_row()
        return Cell(self.table, self.row, 0)

    def meaning(self) -> Cell:
        """Give the place of a term's meaning, beside it."""
        self.row, self.column = max(self.row, 0), 1
        return Cell(self.table, self.row, 1)


def _merged(number: str) -> int:
    return min(max(1, int(number)), MOST_MERGED) if number.isdecimal() and len(number) < len("10000") else 1
