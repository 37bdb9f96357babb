"""Tables of a Word document: merged cells, rows that are headings, room around the text."""

from collections.abc import Callable
from typing import Any

from docx.document import Document as WordDocument
from docx.table import Table

from portal.downloads.word.parts import element

STYLE = "Table Grid"
MOST_SPANNED = 50
ROOM = 50  # above and below the text of a cell, in twentieths of a point
BESIDE = 108
# What follows a table's own indent and its cells' room, in the order that the format wants.
_AFTER_INDENT = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_AFTER_ROOM = ("w:tblLook",)


def fill(document: WordDocument, block: Any, write: Callable[[Any, Any], None]) -> Table | None:
    """Give a table for the table `block` of a rich text, or None for one without cells.

    `write` puts what stands in a cell of the rich text into the cell that is made for it.
    """
    rows = list(block.iter("tr"))
    columns = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    if not columns:
        return None
    table = document.add_table(len(rows), columns, style=STYLE)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("th", "td"):
            while (number, column) in taken:
                column += 1
            right = min(column + _span(cell, "colspan"), columns) - 1
            lowest = min(number + _span(cell, "rowspan"), len(rows)) - 1
            taken |= {(y, x) for y in range(number, lowest + 1) for x in range(column, right + 1)}
            made = table.cell(number, column)
            if (lowest, right) != (number, column):
                made = made.merge(table.cell(lowest, right))
            write(cell, made)
    headed = all(cell.tag == "th" for cell in rows[0])
    if headed:
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    beside = all(next(row.iterchildren("th", "td"), rows[0]).tag == "th" for row in rows)
    looks_like(table._tbl, first_row=headed, first_column=beside)
    return table


def looks_like(table: Any, *, first_row: bool, first_column: bool) -> None:
    """Say which cells of a table are headings: those of the first row, those of the first column."""
    properties = table.tblPr
    for old in properties.findall(f"{{{properties.nsmap['w']}}}tblLook"):
        properties.remove(old)
    value = 0x0400 + 0x0200 + 0x0020 * first_row + 0x0080 * first_column
    properties.append(
        element(
            "w:tblLook",
            val=f"{value:04X}",
            firstRow=str(int(first_row)),
            lastRow="0",
            firstColumn=str(int(first_column)),
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        )
    )


def dressed(table: Any, *, indent: int = 0) -> None:
    """Give a table's cells room around their text and keep its rows whole; `indent` is in twentieths of a point."""
    properties = table.tblPr
    if indent:
        properties.insert_element_before(element("w:tblInd", w=str(indent), type="dxa"), *_AFTER_INDENT)
    sides = (("top", ROOM), ("left", BESIDE), ("bottom", ROOM), ("right", BESIDE))
    room = element("w:tblCellMar", *(element(f"w:{side}", w=str(width), type="dxa") for side, width in sides))
    properties.insert_element_before(room, *_AFTER_ROOM)
    for row in table.tr_lst:
        row.get_or_add_trPr().insert(0, element("w:cantSplit"))


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), MOST_SPANNED)) if value.isdecimal() else 1
