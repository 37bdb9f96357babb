"""An OpenDocument text (odt) as lines: paragraphs, lists, tables, text boxes, notes, page headers and footers."""

import re
from collections.abc import Iterator
from typing import Any

from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.line import Cell, Furniture, Item, Source
from portal.importer.sources.numbering import Counters
from portal.importer.sources.opendocument.styles import Style, Styles
from portal.importer.sources.opendocument.text import Text
from portal.importer.sources.paragraph import Paragraph, Sheet
from portal.importer.sources.safety import Element, Package
from portal.importer.sources.typewriter import without_typing
from portal.importer.sources.word.styles import number

PAGE_PARTS = {"header": Furniture.HEADER, "footer": Furniture.FOOTER}
INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
    "bibliography",
}  # fmt: skip
# What is not printed, or has been read already.
SILENT = {"tracked-changes", "forms", "number", "annotation", "script", "binary-data", "event-listeners", "image"}
ROWS = {"table-header-rows", "table-rows", "table-row-group"}
MOST_REPEATED = 1_000  # columns that one cell stands for
MACROS = re.compile(r"(?:Basic/(?!.*script-l[bc]\.xml$)|Scripts/).*\w\.\w+$")


def read_opendocument(content: bytes) -> Source:
    """Give the lines of an odt file; raise SourceError when it is damaged, protected, unsafe or has macros."""
    package = Package(content)
    # Read as bytes, since old programs give this one file, which refers to nothing, a document type.
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise SourceError(Code.PROTECTED)
    if any(MACROS.match(name) for name in package.names):
        raise SourceError(Code.OPENDOCUMENT_MACROS)
    root = package.xml("content.xml")
    body = root.find("body/text")
    if body is None:
        raise SourceError(Code.DAMAGED)
    return _Document(package, root, body).source()


class _Document:
    """One OpenDocument text while it is being read."""

    def __init__(self, package: Package, root: Element, body: Element) -> None:
        self._package = package
        self._body = body
        self._common = package.xml("styles.xml")
        own = [*root.iterfind("automatic-styles/*")]
        common = [*self._common.iterfind("styles/*")]
        self._styles = Styles([*common, *own])
        self._text = Text(self._styles)
        self._sheet = Sheet()
        self._counters = Counters()
        self._counted_lists = 0
        self._lists: dict[tuple[str, str], int] = {}  # what the last list of each style, or with each id, is counted as
        self._masters = {"Standard"} | {style.get("master-page-name", "") for style in (*own, *common)}

    def source(self) -> Source:
        """Give all lines: headers, the text, the notes in the order of their marks, footers."""
        self._page_parts("header")
        self._blocks(self._body, {})
        for label, note in self._text.notes:
            self._blocks(note, {"note": label})
        self._page_parts("footer")
        title = self._package.xml("meta.xml").findtext("meta/title")
        return Source(without_typing(self._sheet.lines), title=" ".join((title or "").split()))

    def _page_parts(self, tag: str) -> None:
        usual, notes = self._styles, self._text.notes
        self._styles = Styles([*self._common.iterfind("styles/*"), *self._common.iterfind("automatic-styles/*")])
        self._text = Text(self._styles)
        for master in self._common.iterfind("master-styles/*"):
            if master.get("name") in self._masters:
                self._masters.add(master.get("next-style-name", ""))
                for part in master:
                    if part.tag in {tag, f"{tag}-left", f"{tag}-first"} and part.get("display") != "false":
                        self._blocks(part, {"furniture": PAGE_PARTS[tag]})
        self._styles = usual
        self._text = Text(usual, notes)

    def _blocks(self, parent: Element, facts: dict[str, Any]) -> None:
        for child in parent:
            tag = str(child.tag)
            if tag in {"p", "h"}:
                self._paragraph(child, facts)
            elif tag == "list":
                self._list(child, facts, self._counted(child), "", 0)
            elif tag == "table":
                self._table(child, facts)
            elif tag in INDEXES:
                self._blocks(child, facts | {"furniture": Furniture.CONTENTS})
            elif not (tag in SILENT or tag.startswith("{") or child.get("display") == "none"):
                self._blocks(child, facts)

    def _paragraph(self, element: Element, facts: dict[str, Any], mark: str = "", item: Item | None = None) -> None:
        style = self._styles.paragraph(element.get("style-name", ""))
        heading = None
        if element.tag == "h":
            heading = number(element.get("outline-level")) or 1
            mark = mark or (item.mark if item else self._heading_number(element, heading))
            item = None
        paragraph = Paragraph()
        if mark and style.look:
            paragraph.add(f"{mark} ", style.look)
        boxes = self._text.read(element, style.look, paragraph)
        own: dict[str, Any] = {
            "heading": heading,
            "title": style.title and heading is None,
            "item": item,
            "indent": _indent(style),
        }
        if style.contents:
            own |= {"furniture": Furniture.CONTENTS, "heading": None}
        self._sheet.add(paragraph, **(own | facts))
        for box in boxes:
            self._blocks(box, facts)

    def _heading_number(self, element: Element, heading: int) -> str:
        if element.get("is-list-header") == "true":
            return ""
        return self._counters.mark("outline-style", self._styles.levels("outline-style"), heading - 1)

    def _counted(self, element: Element) -> int:
        """Say what an outermost list is counted as: another list, where it goes on from that, or itself."""
        style, continued = (element.get(name, "") for name in ("style-name", "continue-list"))
        self._counted_lists += 1
        counted = self._counted_lists
        if element.get("continue-numbering") == "true":
            counted = self._lists.get(("style", style), counted)
        if continued:
            counted = self._lists.get(("id", continued), counted)
        self._lists |= {("style", style): counted, ("id", element.get("id", "")): counted}
        return counted

    def _list(self, element: Element, facts: dict[str, Any], counted: int, style_name: str, at: int) -> None:
        style_name = element.get("style-name") or style_name
        for entry in element:
            if entry.tag not in {"list-item", "list-header"}:
                continue
            marked = entry.tag == "list-item"
            for child in entry:
                if child.tag == "list":
                    self._list(child, facts, counted, style_name, at + 1)
                elif child.tag in {"p", "h"} and marked:
                    marked = False
                    start = number(entry.get("start-value"))
                    if start is not None:
                        self._counters.restart(counted, at, start)
                    self._item(child, facts, counted, style_name, at)
                else:
                    self._blocks((child,), facts)

    def _item(self, element: Element, facts: dict[str, Any], counted: int, style_name: str, at: int) -> None:
        """Read the paragraph that has a list item's mark."""
        levels = self._styles.levels(style_name or self._styles.paragraph(element.get("style-name", "")).list_style)
        mark = self._counters.mark(counted, levels, at) if levels else "•"
        if at in levels and levels[at].worded:
            self._paragraph(element, facts, mark)
        else:
            self._paragraph(element, facts, item=Item(at, mark) if mark else None)

    def _table(self, element: Element, facts: dict[str, Any]) -> None:
        table = self._sheet.table()
        self._sheet.gap()
        for row, cells in enumerate(_rows(element)):
            column = 0
            for cell in cells:
                if cell.tag == "table-cell":
                    self._blocks(cell, facts | {"cell": Cell(table, row, column)})
                if cell.tag in {"table-cell", "covered-table-cell"}:
                    column += min(max(1, number(cell.get("number-columns-repeated")) or 1), MOST_REPEATED)
        self._sheet.gap()


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "table-row":
            yield child
        elif child.tag in ROWS:
            yield from _rows(child)


def _indent(style: Style) -> float:
    """Give how far in a paragraph stands, in letters, which are half as wide as they are high."""
    size = style.look.size if style.look else None
    return round(style.indent / (size / 2), 1) if size else 0.0
