"""Rich text into a Word document: paragraphs, lists, quotations, tables, links and footnote marks."""

from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import html as markup

from portal.documents.exports.word_parts import Footnotes, Lists, element, link_to

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
FOOTNOTE = "#footnote-"


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
    """Writes rich texts at the end of a document."""

    def __init__(self, document: WordDocument, lists: Lists, footnotes: Footnotes) -> None:
        """Take the document, its lists and its footnotes."""
        self.document = document
        self.lists = lists
        self.footnotes = footnotes
        self.in_notes = False
        self._first: Paragraph | None = None

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
        run = paragraph.add_run(text)
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
            return place.cell.add_paragraph()
        style = "List Continue" if place.level >= 0 and place.style == "Normal" else place.style
        paragraph = self.document.add_paragraph(style=style)
        if place.level >= 0:
            paragraph.paragraph_format.left_indent = (place.level + 1) * 425 * 635  # as the items of the list
        return paragraph

    def _block(self, block: Any, place: Place, look: Look) -> None:
        look = _look(block, look)
        if block.tag in ("ul", "ol"):
            self._list(block, place, look)
        elif block.tag == "blockquote":
            self._inside(block, replace(place, style="Quote"), look)
        elif block.tag == "table":
            self._table(block, look)
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
                paragraph = (
                    place.cell.add_paragraph() if place.cell else self.document.add_paragraph(style="List Paragraph")
                )
                self.lists.put(paragraph, number, level)
            self._first = paragraph
            self._inside(item, replace(place, list_number=number, level=level), _look(item, look))
            self._first = None

    def _table(self, block: Any, look: Look) -> None:
        rows = list(block.iter("tr"))
        columns = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
        if not columns:
            return
        for caption in block.iter("caption"):
            self._inside(caption, Place("Caption"), look)
        table = self.document.add_table(len(rows), columns, style="Table Grid")
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
                self._first = made.paragraphs[0]
                self._inside(cell, Place(cell=made), _look(cell, look))
                self._first = None
        if block.find("thead") is not None:
            table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))

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
            parent = link_to(paragraph, href)
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
            run.style = "Hyperlink"


def _look(node: Any, look: Look) -> Look:
    language = node.get("lang", "")
    changed = LOOKS.get(node.tag, {}) | ({"language": language} if language else {})
    return replace(look, **changed)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), 50)) if value.isdecimal() else 1
