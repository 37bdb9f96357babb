"""The text of a paragraph of an OpenDocument text: runs, links, spaces, notes."""

import re
from dataclasses import replace

from portal.importer.sources.opendocument.styles import Styles
from portal.importer.sources.paragraph import Look, Paragraph
from portal.importer.sources.safety import Element
from portal.importer.sources.symbols import readable

# Line ends in the XML are spaces; a line break is an element.
SPACE = re.compile(r"[ \t\r\n]+")
LETTERS = {"tab": "\t", "line-break": "\n", "s": " "}
DRAWN = {
    "frame", "custom-shape", "rect", "ellipse", "circle", "g", "polygon", "polyline", "path", "line", "connector",
    "caption",
}  # fmt: skip
SILENT = {"annotation", "annotation-end", "tracked-changes", "ruby-text", "hidden-text", "script", "number"}


class Text:
    """Reads paragraphs' text, and collects the notes that they refer to."""

    def __init__(self, styles: Styles, notes: list[tuple[str, Element]] | None = None) -> None:
        """Take the styles, and the notes found so far: the label and the body of each."""
        self._styles = styles
        self.notes = notes if notes is not None else []

    def read(self, element: Element, look: Look | None, paragraph: Paragraph) -> list[Element]:
        """Add a paragraph's text to `paragraph`, and give what is drawn beside it."""
        boxes: list[Element] = []
        self._inside(element, look, paragraph, boxes)
        return boxes

    def _inside(self, element: Element, look: Look | None, paragraph: Paragraph, boxes: list[Element]) -> None:
        _add(element.text, look, paragraph)
        for child in element:
            self._child(child, look, paragraph, boxes)
            _add(child.tail, look, paragraph)

    def _child(self, child: Element, look: Look | None, paragraph: Paragraph, boxes: list[Element]) -> None:
        tag = str(child.tag)
        if tag in LETTERS:
            if look is not None:
                paragraph.add(LETTERS[tag], replace(look, raised=False))
        elif tag == "note":
            self._note(child, look, paragraph)
        elif tag in DRAWN:
            boxes.append(child)
        elif not (tag in SILENT or tag.startswith("{") or child.get("display") == "none"):
            self._inside(child, self._look(child, look), paragraph, boxes)

    def _note(self, note: Element, look: Look | None, paragraph: Paragraph) -> None:
        citation, body = note.find("note-citation"), note.find("note-body")
        if look is not None and citation is not None and body is not None:
            label = "".join(citation.itertext()).strip()
            self.notes.append((label, body))
            paragraph.mark(label)

    def _look(self, element: Element, look: Look | None) -> Look | None:
        """Give how letters in an element look, which stands in one where they look so."""
        if element.tag == "span":
            return self._styles.letters(look, element.get("style-name", ""))
        return replace(look, href=element.get("href", "")) if element.tag == "a" and look else look


def _add(text: str | None, look: Look | None, paragraph: Paragraph) -> None:
    if text and look is not None:
        paragraph.add(readable(SPACE.sub(" ", text)), look)
