"""The text of a paragraph of a Word file: runs, fields, links, notes, tracked changes, as Word would print them."""

import re
from dataclasses import dataclass, replace

from portal.importer.sources.numbering import written
from portal.importer.sources.paragraph import Look, Paragraph
from portal.importer.sources.safety import Element
from portal.importer.sources.symbols import readable, symbol
from portal.importer.sources.word.styles import Style, Styles, is_on

# What is not printed: settings, deletions, what a field is made from.
SILENT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "delInstrText", "rt", "fldData"}
LETTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PRINTED = {"t", "sym", *LETTERS}
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
DRAWN = {"drawing", "pict", "object"}
LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


@dataclass
class Field:
    """A field that is being read: what it is made from, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def href(self) -> str:
        """Give the address that a field links to."""
        link = LINK.match(self.instruction)
        return link[1] if link else ""

    @property
    def contents(self) -> bool:
        """Say whether it is a table of contents."""
        return self.instruction.split()[:1] == ["TOC"]


@dataclass(frozen=True)
class Note:
    """A reference to a note: the part of the file that holds it ("footnotes"), its id there and its label."""

    part: str
    note_id: str
    label: str


class Text:
    """Reads paragraphs' text. Fields may begin in one paragraph and end in another."""

    def __init__(self, styles: Styles, formats: dict[str, str]) -> None:
        """Take the styles, and the number formats of footnotes and endnotes."""
        self._styles = styles
        self._formats = formats
        self._fields: list[Field] = []
        self._addresses: dict[str, str] = {}
        self.notes: list[Note] = []
        self.boxes: list[Element] = []
        self.contents = False

    def begin(self, addresses: dict[str, str]) -> None:
        """Begin a part of the file, whose relationships lead to these addresses."""
        self._addresses = addresses
        self._fields = []

    def read(self, element: Element, style: Style, paragraph: Paragraph) -> None:
        """Add a paragraph's text to `paragraph`.

        Afterwards, `boxes` has what is drawn beside it, and `contents` says whether it is of a table of contents.
        """
        self.boxes, self.contents = [], False
        self._inside(element, style, style.look, paragraph)
        # A field without a result hides nothing of the paragraphs that follow.
        self._fields = [field for field in self._fields if field.result]

    def _inside(self, element: Element, style: Style, look: Look | None, paragraph: Paragraph) -> None:
        for child in element:
            self._child(child, style, look, paragraph)

    def _child(self, child: Element, style: Style, look: Look | None, paragraph: Paragraph) -> None:
        tag = child.tag
        if tag in PRINTED:
            self._add(_letters(child), look, paragraph)
        elif tag == "r":
            self._run(child, style, look.href if look else "", paragraph)
        elif tag in {"fldSimple", "fldChar", "instrText"}:
            self._of_field(child, style, look, paragraph)
        elif tag in DRAWN:
            self.boxes.append(child)
        elif tag == "hyperlink":
            self._inside(child, style, _leading(look, self._addresses.get(child.get("id", ""), "")), paragraph)
        elif tag == "AlternateContent":
            self._inside(chosen(child), style, look, paragraph)
        elif tag not in SILENT:
            self._inside(child, style, look, paragraph)

    def _run(self, run: Element, style: Style, href: str, paragraph: Paragraph) -> None:
        look = _leading(self._styles.letters(style, run.find("rPr")), href)
        own_mark = ""
        for child in run:
            if child.tag in NOTES:
                if is_on(child, "customMarkFollows"):
                    own_mark = "".join(run.itertext("t")).strip()
                self._note(child, own_mark, look, paragraph)
            elif not (own_mark and child.tag == "t"):
                self._child(child, style, look, paragraph)

    def _note(self, reference: Element, own_mark: str, look: Look | None, paragraph: Paragraph) -> None:
        if look is None or not self._shown():
            return
        part = NOTES[reference.tag]
        number = 1 + sum(note.part == part for note in self.notes)
        label = own_mark or written(number, self._formats[part])
        self.notes.append(Note(part, reference.get("id", ""), label))
        paragraph.mark(label)

    def _of_field(self, child: Element, style: Style, look: Look | None, paragraph: Paragraph) -> None:
        kind = child.get("fldCharType")
        if child.tag == "fldSimple":
            field = Field(child.get("instr", ""), result=True)
            self._fields.append(field)
            self._inside(child, style, look, paragraph)
            self._fields = [other for other in self._fields if other is not field]
        elif kind == "begin":
            self._fields.append(Field())
        elif not self._fields:
            return
        elif kind == "separate":
            self._fields[-1].result = True
        elif kind == "end":
            self._fields.pop()
        elif child.tag == "instrText":
            self._fields[-1].instruction += child.text or ""

    def _shown(self) -> bool:
        return all(field.result for field in self._fields)

    def _add(self, text: str, look: Look | None, paragraph: Paragraph) -> None:
        if look is None or not self._shown():
            return
        href = look.href or next((field.href for field in reversed(self._fields) if field.href), "")
        paragraph.add(readable(text), replace(look, href=href))
        if text.strip() and any(field.contents for field in self._fields):
            self.contents = True


def chosen(alternate: Element) -> Element:
    """Give the one of several forms of the same thing that today's Word shows."""
    choice = alternate.find("Choice")
    fallback = alternate.find("Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def _letters(element: Element) -> str:
    if element.tag == "t":
        return element.text or ""
    return symbol(element.get("char", "")) if element.tag == "sym" else LETTERS[element.tag]


def _leading(look: Look | None, href: str) -> Look | None:
    return replace(look, href=href) if look and href else look
