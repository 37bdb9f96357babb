"""Rich text into a Word document: paragraphs, lists, quotations, tables, links and footnote marks."""

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import html as markup

from portal.downloads.content import writable
from portal.downloads.word.notes import Footnotes
from portal.downloads.word.parts import INDENT, Links, Lists, element
from portal.downloads.word.tables import dressed, fill

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FOOTNOTE = "#footnote-"
TWENTIETH = 635  # of a point, in the units that python-docx counts in


@dataclass(frozen=True)
class Look:
    """How letters look where they stand."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    language: str = ""


@dataclass(frozen=True)
class Place:
    """Where a text stands: in which list at which level (none: -1), in which style, or in the cell of a table."""

    style: str = "Normal"
    list_number: int = 0
    level: int = -1
    cell: Any = None


LOOKS: dict[str, dict[str, bool]] = {
    "em": {"italic": True},
    "strong": {"bold": True},
    "th": {"bold": True},
    "sup": {"raised": True},
    "sub": {"lowered": True},
}


class TextWriter:
    """Writes paragraphs and rich texts, at the end of a document or before `end`, an element of its body."""

    def __init__(self, document: WordDocument, styles: dict[str, str]) -> None:
        """Take the document, and the ids of its styles by their names."""
        self.document = document
        self.lists = Lists(document)
        self.footnotes = Footnotes(document)
        self.links = Links(document.part)
        self.end = document.element.body.sectPr
        self.in_notes = False
        self._styles = styles
        self._body = document._body
        self._first: Paragraph | None = None

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """Add a paragraph in the style of that name."""
        made = element("w:p", element("w:pPr", element("w:pStyle", val=self._styles[style])))
        self.end.addprevious(made)
        paragraph = Paragraph(made, self._body)
        if text:
            self.run(paragraph, text, Look())
        return paragraph

    def link(self, paragraph: Paragraph, address: str, text: str, look: Look | None = None) -> None:
        """Add a link to an outside address, which looks like one."""
        run = self.run(paragraph, text, look or Look(), self.links.to(paragraph, address))
        self._as_link(run)

    def write(self, html: str, place: Place, look: Look, first: Paragraph | None = None) -> None:
        """Write `html`; its first paragraph goes on in the paragraph `first`, where that is given."""
        self._first = first
        for block in markup.fragments_fromstring(html) if html else ():
            if isinstance(block, str):
                if block.strip():
                    self._letters(self._paragraph(place), block, look)
            else:
                self._block(block, place, look)
        self._first = None

    def run(self, paragraph: Paragraph, text: str, look: Look, parent: Any = None) -> Run:
        """Add `text` to a paragraph, or to the link `parent` in it."""
        run = paragraph.add_run(writable(text))
        if parent is not None:
            parent.append(run._r)
        if look.bold:
            run.bold = True
        if look.italic:
            run.italic = True
        if look.raised:
            run.font.superscript = True
        if look.lowered:
            run.font.subscript = True
        if look.language:
            run._r.get_or_add_rPr().append(element("w:lang", val=LANGUAGES.get(look.language, look.language)))
        return run

    def _paragraph(self, place: Place) -> Paragraph:
        if self._first is not None:
            paragraph, self._first = self._first, None
            return paragraph
        if place.cell is not None:
            return self._in_cell(place)
        style = "List Continue" if place.level >= 0 and place.style == "Normal" else place.style
        paragraph = self.paragraph(style)
        if place.level >= 0:
            paragraph.paragraph_format.left_indent = (place.level + 1) * INDENT * TWENTIETH
        return paragraph

    def _in_cell(self, place: Place) -> Paragraph:
        made = element("w:p", element("w:pPr", element("w:pStyle", val=self._styles[place.style])))
        place.cell._tc.append(made)
        return Paragraph(made, place.cell)

    def _block(self, block: Any, place: Place, look: Look) -> None:
        look = _look(block, look)
        if block.tag in ("ul", "ol"):
            self._list(block, place, look)
        elif block.tag == "blockquote":
            self._inside(block, replace(place, style="Quote"), look)
        elif block.tag == "table":
            self._table(block, place, look)
        else:
            self._inside(block, place, look)
        if block.tail and block.tail.strip():
            self._letters(self._paragraph(place), block.tail.strip(), look)

    def _inside(self, block: Any, place: Place, look: Look) -> None:
        """Write what stands in a block: letters make a paragraph, blocks among them their own."""
        paragraph: Paragraph | None = None
        if block.text and block.text.strip():
            paragraph = self._paragraph(place)
            self._letters(paragraph, block.text, look)
        for child in block:
            if child.tag in ("p", "ul", "ol", "blockquote", "table"):
                tail, child.tail = child.tail, None
                self._block(child, place, look)
                paragraph = None
            else:
                paragraph = paragraph or self._paragraph(place)
                self._inline(paragraph, child, look)
                tail = child.tail
            if tail and (paragraph or tail.strip()):
                paragraph = paragraph or self._paragraph(place)
                self._letters(paragraph, tail, look)

    def _list(self, block: Any, place: Place, look: Look) -> None:
        level = place.level + 1
        start = block.get("start", "1")
        number = (
            self.lists.ordered(level, int(start) if start.isdecimal() else 1)
            if block.tag == "ol"
            else self.lists.bulleted()
        )
        for item in block.iterchildren("li"):
            paragraph = self._paragraph(replace(place, level=-1)) if self._first is not None else None
            if paragraph is None:
                style = place.style if self.in_notes else "List Paragraph"
                paragraph = self._in_cell(place) if place.cell else self.paragraph(style)
                self.lists.put(paragraph, number, level)
            self._first = paragraph
            self._inside(item, replace(place, list_number=number, level=level), _look(item, look))
            self._first = None

    def _table(self, block: Any, place: Place, look: Look) -> None:
        for caption in block.iter("caption"):
            self._inside(caption, Place("Caption"), look)

        def write(cell: Any, made: Any) -> None:
            self._first = made.paragraphs[0]
            self._inside(cell, Place(cell=made), _look(cell, look))
            self._first = None

        table = fill(self.document, block, write)
        if table is not None:
            dressed(table._tbl, indent=(place.level + 1) * INDENT)
            if place.cell is None:
                self.end.addprevious(table._tbl)
            else:
                place.cell._tc.append(table._tbl)
                self._in_cell(place)  # the format wants a cell to end with a paragraph

    def _inline(self, paragraph: Paragraph, node: Any, look: Look, parent: Any = None) -> None:
        href = node.get("href", "")
        look = _look(node, look)
        if node.tag == "br":
            self.run(paragraph, "", look, parent).add_break()
            return
        if node.tag == "sup" and "footnote-mark" in node.get("class", ""):
            self._mark(paragraph, int(node.find("a").get("href").removeprefix(FOOTNOTE)), look)
            return
        if href and not href.startswith("#"):
            parent = self.links.to(paragraph, href)
        self._letters(paragraph, node.text or "", look, parent)
        for child in node:
            self._inline(paragraph, child, look, parent)
            self._letters(paragraph, child.tail or "", look, parent)

    def _mark(self, paragraph: Paragraph, number: int, look: Look) -> None:
        if self.in_notes:  # a footnote cannot have footnotes
            self.run(paragraph, str(number), replace(look, raised=True))
        else:
            self.footnotes.mark(paragraph, number)

    def _letters(self, paragraph: Paragraph, text: str, look: Look, parent: Any = None) -> None:
        before, after = text[:1].isspace() and bool(paragraph._p.findall(f".//{qn('w:t')}")), text[-1:].isspace()
        words = " ".join(text.split())
        words = f"{' ' * before}{words}{' ' * after}" if words else " " * before
        if not words:
            return
        run = self.run(paragraph, words, look, parent)
        if parent is not None:
            self._as_link(run)

    def _as_link(self, run: Run) -> None:
        run._r.get_or_add_rPr().style = self._styles["Hyperlink"]


def _look(node: Any, look: Look) -> Look:
    language = node.get("lang", "")
    changed = LOOKS.get(node.tag, {}) | ({"language": language} if language else {})
    return replace(look, **changed)
