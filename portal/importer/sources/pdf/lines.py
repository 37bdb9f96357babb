"""The rows of a PDF's pages as lines, with what only shows between rows: gaps, notes, how deep a list item stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from portal.importer.sources.line import Cell, Item, Line
from portal.importer.sources.marks import typed_mark
from portal.importer.sources.paragraph import Look, Paragraph, Sheet
from portal.importer.sources.pdf.asides import with_asides_apart
from portal.importer.sources.pdf.furniture import with_running_rows
from portal.importer.sources.pdf.notes import with_notes
from portal.importer.sources.pdf.spaced_tables import Spaced, spaced_table
from portal.importer.sources.pdf.words import RAISED, SMALL, TAB, Fragment, Piece, fragments, in_rows
from portal.importer.sources.symbols import bullet

WIDER = 1.2  # times the usual distance between rows: from here on there is a gap
UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")  # a symbol; what a row begins with is a bullet
SAME_SIZE = 0.3  # points by which the letters of one note differ at most


Placed = tuple[int, int, list[Fragment]]  # the row and the column of a table that a row of letters is in


class Writer:
    """Takes the parts of the pages in reading order, and gives their lines."""

    def __init__(self) -> None:
        self._sheet = Sheet()
        self._note: Line | None = None  # the last line of a note, which may go on
        self._page = 0

    def lines(self) -> Iterator[Line]:
        """Give all lines."""
        yield from with_notes(with_running_rows(self._sheet.lines))

    def part(self, rows: list[list[Fragment]], page: int) -> None:
        """Add the rows of one part of a page."""
        groups = with_asides_apart(rows, WIDER * _usual_distance(rows))
        for group in groups:
            if len(groups) > 1:
                self._sheet.gap()
            self._group(group, page)

    def _group(self, rows: list[list[Fragment]], page: int) -> None:
        left = min((row[0].x0 for row in rows if row), default=0)
        usual = _usual_distance(rows)
        self._note = None
        if page != self._page:
            self._sheet.page()
            self._page = page
        before: list[Fragment] | None = None
        at = 0
        while at < len(rows):
            row = rows[at]
            at, table = _table_at(rows, at)
            if table is not None:
                self._table(table, page)
                before = None
                continue
            if before and _distance(before, row) > WIDER * usual:
                self._sheet.gap()
                self._note = None
            self._row(row, page, left)
            before = row

    def _row(self, row: list[Fragment], page: int, left: float) -> None:
        size = max(row, key=lambda fragment: len(fragment.text)).size
        lines = self._sheet.lines
        began = len(lines)
        facts = {"page": page, "whole": False, "indent": round((row[0].x0 - left) / (size / 2), 1) if size else 0.0}
        self._sheet.add(_paragraph(row), **facts)
        for at in range(began, len(lines)):
            line = lines[at]
            if line.note:
                self._note = line
            elif self._note and line.size and abs(line.size - (self._note.size or 0)) < SAME_SIZE:
                lines[at] = replace(line, note=self._note.note)
            else:
                self._note = None

    def _table(self, table: Iterable[Placed], page: int) -> None:
        """Add the cells of a table: for each row of letters, which row and column of the table it is in."""
        number = self._sheet.table()
        self._sheet.gap()
        for row, column, letters in table:
            paragraph = _paragraph(letters)
            text = paragraph.parts[0].text
            mark, start = typed_mark(text)
            item = Item(0, mark) if mark and not mark[0].isalnum() else None
            if item:
                paragraph.parts[0] = paragraph.parts[0].cut(start, len(text))
            self._sheet.add(paragraph, page=page, whole=False, cell=Cell(number, row, column), item=item)
        self._sheet.gap()


def _table_at(rows: list[list[Fragment]], at: int) -> tuple[int, Iterator[Placed] | None]:
    """Give the table that begins with a row, if one does, and the row that follows it; else the next row."""
    spaced = spaced_table(rows, at)
    if spaced:
        return spaced.end, _cells(spaced)
    return at + 1, _ruled(rows[at][0]) if rows[at][0].cells else None


def _ruled(table: Fragment) -> Iterator[Placed]:
    for row, cells in enumerate(table.cells):
        for column, found in enumerate(cells):
            for letters in in_rows(fragments(found)) if found else ():
                yield row, column, letters


def _cells(table: Spaced) -> Iterator[Placed]:
    for row, cells in enumerate(table.rows):
        for column, found in sorted(cells.items()):
            for letters in found:
                yield row, column, letters


def _paragraph(row: list[Fragment]) -> Paragraph:
    """Give the text of a row: with tabs where there is much space, and with raised figures as marks."""
    paragraph = Paragraph()
    before: Fragment | None = None
    for fragment in row:
        if before:
            paragraph.add(_space(paragraph.parts[0].text, before, fragment))
        for at, piece in enumerate(fragment.pieces):
            look = _look(piece, fragment)
            space = " " if piece.spaced and at else ""
            text = bullet(piece.text) if UNKNOWN.fullmatch(piece.text) and not paragraph else piece.text
            if look.raised:
                # Figures that are raised are raised alone.
                paragraph.add(space)
                paragraph.add(text, look)
            else:
                paragraph.add(f"{space}{text}", look)
        before = fragment
    return paragraph


def _space(text: str, before: Fragment, after: Fragment) -> str:
    """Give what stands between two fragments on a row whose text so far is this one: a tab, unless that is a mark."""
    is_mark = typed_mark(f"{text} x")[1] == len(text) + 1
    wide = after.x0 - before.x1 > TAB * max(before.size, after.size)
    return "\t" if wide and not is_mark else " "


def _look(piece: Piece, fragment: Fragment) -> Look:
    figures = piece.text.isascii() and piece.text.isdecimal()
    small = piece.size < SMALL * fragment.size
    raised = figures and small and fragment.bottom - piece.bottom > RAISED * fragment.size
    return Look(piece.bold, piece.italic, piece.size or None, piece.href, raised)


def _distance(above: list[Fragment], below: list[Fragment]) -> float:
    """Give how far two rows are apart, in heights of the larger one's letters."""
    sizes = [max(fragment.size for fragment in row) for row in (above, below)]
    return (below[0].bottom - above[0].bottom) / (max(sizes) or 1)


def _usual_distance(rows: list[list[Fragment]]) -> float:
    plain = [row for row in rows if not row[0].cells]
    # The smaller of two in the middle: half of the rows of a short page may be paragraphs' first.
    distances = sorted(_distance(above, below) for above, below in pairwise(plain))
    return distances[(len(distances) - 1) // 2] if distances else 1.2
