"""Where in its lists and tables an element of a web page stands."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.importer.sources.line import Cell, Item
from portal.importer.sources.numbering import written
from portal.importer.sources.paragraph import Sheet
from portal.importer.sources.web.elements import LISTS, Element, Elements
from portal.importer.sources.web.tables import Grid


def placed(element: Element, named: Mapping[str, str], around: Elements, sheet: Sheet) -> dict[str, Any]:
    """Give where an element's lines stand in a table; what begins inside it is noted in the element itself.

    `around` are the elements that it stands in, and `sheet` counts the tables.
    """
    if element.tag in LISTS:
        _begin_list(element, named)
    elif element.tag == "li":
        holder = around.nearest(LISTS)
        holder.count += 1
        mark = "•" if holder.kind in {"", "bullet"} else f"{written(holder.count, holder.kind)}."
        element.opens = Item(max(around.within(LISTS) - 1, 0), mark)
    elif element.tag in {"table", "dl"}:
        sheet.gap()
        element.grid = Grid(sheet.table())
    elif element.tag in CELLS:
        cell = CELLS[element.tag](around, named)
        return {"cell": cell} if cell else {}
    return {}


def _begin_list(element: Element, named: Mapping[str, str]) -> None:
    element.kind = named.get("type", "decimal") if element.tag == "ol" else "bullet"
    start = named.get("start", "")
    element.count = int(start) - 1 if start.isdecimal() and len(start) < len("10000") else 0


def _row(around: Elements, _named: Mapping[str, str]) -> None:
    if grid := around.nearest({"table"}).grid:
        grid.begin_row()


def _cell(around: Elements, named: Mapping[str, str]) -> Cell | None:
    grid = around.nearest({"table"}).grid
    return grid.cell(named) if grid and "tr" in around else None


def _term(around: Elements, _named: Mapping[str, str]) -> Cell | None:
    grid = around.nearest({"dl"}).grid
    return grid.term() if grid and "td" not in around else None


def _meaning(around: Elements, _named: Mapping[str, str]) -> Cell | None:
    grid = around.nearest({"dl"}).grid
    return grid.meaning() if grid and "td" not in around else None


CELLS: dict[str, Callable[[Elements, Mapping[str, str]], Cell | None]] = {
    "tr": _row,
    "td": _cell,
    "th": _cell,
    "dt": _term,
    "dd": _meaning,
}
