"""A Word file (docx) as lines: paragraphs, lists, tables, text boxes, notes, page headers and footers."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.line import Cell, Furniture, Item, Source
from portal.importer.sources.paragraph import Paragraph, Sheet
from portal.importer.sources.safety import Element, Package
from portal.importer.sources.typewriter import without_typing
from portal.importer.sources.word.lists import Lists
from portal.importer.sources.word.styles import Style, Styles, is_on, number, value
from portal.importer.sources.word.text import Text, chosen

# What holds blocks without being one: what was inserted or moved here, what is marked up as data.
HOLDERS = {"ins", "moveTo", "customXml", "smartTag", "sdtContent"}
PAGE_PARTS = {"headerReference": Furniture.HEADER, "footerReference": Furniture.FOOTER}
TWENTIETHS_A_LETTER = 10  # of a point, for each point of the letters' size: letters are half as wide as high


SWEDISH = "sv"


def read_word(content: bytes) -> Source:
    """Give the lines of a docx file; raise SourceError when it is damaged, protected, unsafe or has macros."""
    package = Package(content)
    relations = _relations(package, "")
    main = _target(relations, "officeDocument")
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise SourceError(Code.WORD_MACROS)
    body = package.xml(main).find("body")
    if body is None:
        raise SourceError(Code.DAMAGED)
    return _Document(package, main, body).source()


class _Document:
    """One Word file while it is being read."""

    def __init__(self, package: Package, main: str, body: Element) -> None:
        self._package = package
        self._main = main
        self._body = body
        self._relations = _relations(package, main)
        self._styles = Styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"), self._styles)
        self._text = Text(self._styles, _note_formats(body))
        self._sheet = Sheet()
        # A paragraph whose end was deleted goes on in the next one.
        self._open: Paragraph | None = None

    def source(self) -> Source:
        """Give all lines: headers, the text, the notes in the order of their marks, footers."""
        self._page_parts("headerReference")
        self._begin(self._main)
        self._blocks(self._body)
        self._notes()
        self._page_parts("footerReference")
        title = self._package.xml("docProps/core.xml").findtext("title")
        written = self._written_by_portal()
        if written.get("PortalLanguage", SWEDISH) != SWEDISH:
            raise SourceError(Code.TRANSLATION)
        return Source(
            without_typing(self._sheet.lines),
            title=" ".join((title or "").split()),
            wording=written.get("PortalWording", ""),
        )

    def _written_by_portal(self) -> dict[str, str]:
        """Give what a Word file that the portal itself wrote says of its language and its wording."""
        properties = self._package.xml("docProps/custom.xml").iter("property")
        return {str(row.get("name")): "".join(row.itertext()).strip() for row in properties}

    def _name(self, kind: str) -> str:
        """Give the name of the file that the document has for `kind`, or "" where it has none."""
        return _target(self._relations, kind)

    def _part(self, kind: str) -> Element:
        return self._package.xml(self._name(kind))

    def _begin(self, name: str) -> None:
        relations = _relations(self._package, name)
        self._text.begin({key: target for key, (kind, target) in relations.items() if kind.endswith("/hyperlink")})

    def _page_parts(self, tag: str) -> None:
        read: set[str] = set()
        even = is_on(self._part("settings"), "evenAndOddHeaders")
        for section in self._body.iter("sectPr"):
            shown = {"default": True, "first": is_on(section, "titlePg"), "even": even}
            for reference in section.iterfind(tag):
                _kind, name = self._relations.get(reference.get("id", ""), ("", ""))
                if shown.get(reference.get("type", "default")) and name not in read:
                    read.add(name)
                    self._begin(name)
                    self._blocks(self._package.xml(name), furniture=PAGE_PARTS[tag])

    def _notes(self) -> None:
        for part in ("footnotes", "endnotes"):
            self._begin(self._name(part))
            bodies = {note.get("id", ""): note for note in self._part(part)}
            for note in [note for note in self._text.notes if note.part == part]:
                if note.note_id in bodies:
                    # Marked twice, a note is still printed once.
                    self._blocks(bodies.pop(note.note_id), note=note.label)

    def _blocks(self, parent: Element, **facts: Any) -> None:
        for child in parent:
            if child.tag == "p":
                self._paragraph(child, facts)
            elif child.tag == "tbl":
                self._table(child, facts)
            elif child.tag == "sdt":
                contents = child.find("sdtPr/docPartObj/docPartGallery")
                if contents is not None and contents.get("val") == "Table of Contents":
                    self._blocks(child, **(facts | {"furniture": Furniture.CONTENTS}))
                else:
                    self._blocks(child, **facts)
            elif child.tag == "AlternateContent":
                self._blocks(chosen(child), **facts)
            elif child.tag in HOLDERS:
                self._blocks(child, **facts)

    def _paragraph(self, element: Element, facts: dict[str, Any]) -> None:
        properties = element.find("pPr")
        style = self._styles.paragraph(properties)
        paragraph = self._open or Paragraph()
        self._open = None
        mark, item = self._mark(style)
        if mark:
            paragraph.add(f"{mark} ", style.look)
        self._text.read(element, style, paragraph)
        boxes, contents = self._text.boxes, style.contents or self._text.contents
        if properties is not None and properties.find("rPr/del") is not None:
            self._open = paragraph
        else:
            own: dict[str, Any] = {
                "heading": style.heading,
                "title": style.title and style.heading is None,
                "item": item,
                "indent": round(style.indent / ((style.look.size or 1) * TWENTIETHS_A_LETTER), 1),
            }
            if contents:
                own |= {"furniture": Furniture.CONTENTS, "heading": None}
            self._sheet.add(paragraph, **(own | facts))
        for box in boxes:
            self._drawn(box, facts)

    def _mark(self, style: Style) -> tuple[str, Item | None]:
        """Give the words that a paragraph's number adds to its text, or the list item that it makes it."""
        mark, level, worded = self._lists.mark(style)
        if not mark:
            return "", None
        if worded or style.heading is not None or style.title:
            return mark, None
        return "", Item(level, mark)

    def _drawn(self, drawing: Element, facts: dict[str, Any]) -> None:
        """Read what stands in shapes: text boxes, WordArt, the text of diagrams."""
        for element in _outermost(drawing):
            if element.tag == "textpath":
                paragraph = Paragraph()
                paragraph.add(element.get("string", ""))
                self._sheet.add(paragraph, **facts)
            elif element.tag == "relIds":
                _kind, name = self._relations.get(element.get("dm", ""), ("", ""))
                for text in self._package.xml(name).iterfind("ptLst/pt/t"):
                    self._blocks(text, **facts)
            else:
                self._blocks(element, **facts)

    def _table(self, table: Element, facts: dict[str, Any]) -> None:
        at = self._sheet.table()
        self._sheet.gap()
        for row, cells in enumerate(_within(table, "tr")):
            if cells.find("trPr/del") is not None:
                continue
            column = number(value(cells, "trPr/gridBefore")) or 0
            for cell in _within(cells, "tc"):
                merged = cell.find("tcPr/vMerge")
                # Of cells that are merged downwards, the first one's text alone is shown.
                if merged is None or merged.get("val") == "restart":
                    self._blocks(cell, **(facts | {"cell": Cell(at, row, column)}))
                column += max(1, number(value(cell, "tcPr/gridSpan")) or 1)
        self._sheet.gap()


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, those in content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == "sdt" or child.tag in HOLDERS:
            yield from _within(child, tag)


def _outermost(drawing: Element) -> Iterator[Element]:
    """Give what holds text in a drawing, but not what stands in there in its turn; of alternatives, the chosen one."""
    for child in chosen(drawing) if drawing.tag == "AlternateContent" else drawing:
        if child.tag in {"txbxContent", "txBody", "relIds", "textpath"}:
            yield child
        else:
            yield from _outermost(child)


def _note_formats(body: Element) -> dict[str, str]:
    formats = {"footnotes": "decimal", "endnotes": "lowerRoman"}
    for section in body.iter("sectPr"):
        for part, usual in list(formats.items()):
            formats[part] = value(section, f"{part.removesuffix('s')}Pr/numFmt") or usual
    return formats


def _relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Give the kind and the target of each relationship of a file in the package ("" for the package itself).

    The targets inside the package are paths in it; those outside are addresses, which nothing ever opens.
    """
    folder, base = posixpath.split(name)
    relations: dict[str, tuple[str, str]] = {}
    for relation in package.xml(posixpath.join(folder, "_rels", f"{base}.rels")):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            if target not in package.names:
                continue
        relations[relation.get("Id", "")] = (relation.get("Type", ""), target)
    return relations


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((target for known, target in relations.values() if known.endswith(f"/{kind}")), "")
