"""The footnotes of a Word document."""

from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from portal.downloads.word.parts import Links, element, field, letters

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
STYLE = "FootnoteReference"
FIRST_BOOKMARK = 100_000  # those of the text are counted from 1


class Footnotes:
    """The footnotes of one document, numbered by the program; a note keeps a number of its own where that differs."""

    def __init__(self, document: WordDocument) -> None:
        """Add the file for footnotes, with the two lines that Word wants there."""
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for key, kind in ((-1, "separator"), (0, "continuationSeparator")):
            line = element("w:footnote", element("w:p", element("w:r", element(f"w:{kind}"))), id=str(key), type=kind)
            root.append(line)
        package = document.part.package
        self.part = XmlPart(PackURI("/word/footnotes.xml"), FOOTNOTES, root, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._links = Links(self.part)
        self._counted = 0
        self.marked: dict[int, int] = {}  # the note's number in the strategy, and its id here

    def mark(self, paragraph: Paragraph, number: int) -> None:
        """Put the mark of footnote `number` in a paragraph; from the second on, it is a link to the first."""
        if number in self.marked:
            look = element("w:rPr", element("w:rStyle", val=STYLE))
            field(paragraph._p, f"NOTEREF note_{number} \\f \\h", str(number), look)
            return
        run = element("w:r", element("w:rPr", element("w:rStyle", val=STYLE)))
        key = self.marked[number] = len(self.marked) + 1
        if number == self._counted + 1:
            self._counted = number
            run.append(element("w:footnoteReference", id=str(key)))
        else:
            run.append(element("w:footnoteReference", id=str(key), customMarkFollows="1"))
            run.append(letters(str(number)))
        place = str(FIRST_BOOKMARK + key)
        paragraph._p.append(element("w:bookmarkStart", id=place, name=f"note_{number}"))
        paragraph._p.append(run)
        paragraph._p.append(element("w:bookmarkEnd", id=place))

    def write(self, number: int, blocks: list[Any], source: Part) -> None:
        """Give footnote `number`, which has its mark in the text, these blocks of the part `source`.

        Its first paragraph begins with the mark.
        """
        note = element("w:footnote", id=str(self.marked[number]))
        counted = number <= self._counted
        for index, block in enumerate(blocks):
            body = deepcopy(block)
            if index == 0:
                mark = element("w:footnoteRef") if counted else letters(str(number))
                reference = element("w:r", element("w:rPr", element("w:rStyle", val=STYLE)), mark)
                body.insert(1, reference)
                body.insert(2, element("w:r", letters(" ")))
            self._take_links(body, source)
            note.append(body)
        self.part.element.append(note)

    def _take_links(self, body: Any, source: Part) -> None:
        """Let the links of a block lead where they led, now from the file for footnotes."""
        for link in body.iter(qn("w:hyperlink")):
            key = link.get(qn("r:id"))
            if key:
                link.set(qn("r:id"), self._links.key(source.rels[key].target_ref))
