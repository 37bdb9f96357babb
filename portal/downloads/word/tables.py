"""Tables of a Word document: merged cells, rows that are headings, room around the text."""

from collections.abc import Callable
from typing import Any

from docx.document import Document as WordDocument
from docx.table import Table

from portal.downloads.grid import Cell, placed, span
from portal.downloads.word.parts import element

STYLE = "Table Grid"
ROOM = 50  # above and below the text of a cell, in twentieths of a point
BESIDE = 108
# What follows a table's own indent and its cells' room, in the order that the format wants.
_AFTER_INDENT = ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_AFTER_ROOM = ("w:tblLook",)


def fill(document: WordDocument, block: Any, write: Callable[[Any, Any], None]) -> Table | None:
    """Give a table for the table `block` of a rich text, or None for one without cells.

    `write` puts what stands in a cell of the rich text into the cell that is made for it.
    """
    rows = [list(row.iterchildren("th", "td")) for row in block.iter("tr")]
    cells = [[Cell(cell, span(cell.get("colspan")), span(cell.get("rowspan"))) for cell in row] for row in rows]
    places, columns = placed(cells)
    if not columns:
        return None
    table = document.add_table(len(rows), columns, style=STYLE)
    for place in places:
        made = table.cell(place.top, place.left)
        if (place.bottom, place.right) != (place.top, place.left):
            made = made.merge(table.cell(place.bottom, place.right))
        write(place.cell.made_of, made)
    _headings(table, rows)
    return table


def _headings(table: Table, rows: list[list[Any]]) -> None:
    """Say which row and which column of a table that was made from `rows` are headings."""
    headed = _all_headings(rows[0])
    if headed:
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    looks_like(table._tbl, first_row=headed, first_column=all(row and _all_headings(row[:1]) for row in rows))


def _all_headings(cells: list[Any]) -> bool:
    return all(cell.tag == "th" for cell in cells)


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
