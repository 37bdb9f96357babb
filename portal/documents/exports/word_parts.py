"""What python-docx has no words for: links, bookmarks, fields, lists of one's own and footnotes, as Word wants them."""

from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
DEEPEST = 8  # a list has levels 0 to 8
BULLETS = ("•", "–", "▪")
FORMATS = ("decimal", "lowerLetter", "lowerRoman")
INDENT, HANGING = 425, 425  # twentieths of a point


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Give the element `tag` ("w:p") with attributes in its own namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def link_to(paragraph: Paragraph, address: str) -> Any:
    """Add a link to an outside address, and give its element, to which runs are added."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = element("w:hyperlink", history="1")
    made.set(qn("r:id"), key)
    paragraph._p.append(made)
    return made


def link_within(paragraph: Paragraph, bookmark: str, parent: Any = None) -> Any:
    """Add a link to a bookmark of the same document, and give its element."""
    made = element("w:hyperlink", anchor=bookmark, history="1")
    (paragraph._p if parent is None else parent).append(made)
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name a paragraph, so that links can lead to it. `number` is the bookmark's own in the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def field(paragraph: Paragraph, instruction: str, result: str = "") -> None:
    """Add a field, such as PAGE, with the result to show until the program has worked it out."""
    made = element("w:fldSimple", element("w:r", _text(result)), instr=f" {instruction} ")
    paragraph._p.append(made)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose result goes over several paragraphs; the program is asked to make it anew."""
    words = element("w:instrText")
    words.text = f" {instruction} "
    words.set(qn("xml:space"), "preserve")
    for part in (
        element("w:fldChar", fldCharType="begin", dirty="true"),
        words,
        element("w:fldChar", fldCharType="separate"),
    ):
        paragraph._p.append(element("w:r", part))


def end_field(paragraph: Paragraph) -> None:
    """End the field that was begun."""
    paragraph._p.append(element("w:r", element("w:fldChar", fldCharType="end")))


def _text(text: str) -> Any:
    made = element("w:t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


class Lists:
    """The lists of one document: one kind with bullets, and numbered ones that each begin at their own number."""

    def __init__(self, document: WordDocument) -> None:
        """Add the two kinds of list to those of the document's template."""
        self._numbering = document.part.numbering_part.element
        self._bulleted = self._number(self._kind(90, ("bullet",), BULLETS))
        self._ordered = self._kind(91, FORMATS, tuple(f"%{level}." for level in range(1, DEEPEST + 2)))

    def bulleted(self) -> int:
        """Give the number of the list with bullets."""
        return self._bulleted

    def ordered(self, level: int, start: int = 1) -> int:
        """Give the number of a new list, which counts from `start` at `level`."""
        return self._number(self._ordered, level, start)

    def put(self, paragraph: Paragraph, number: int, level: int) -> None:
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = min(level, DEEPEST)
        properties.get_or_add_numId().val = number

    def _kind(self, key: int, formats: tuple[str, ...], marks: tuple[str, ...]) -> int:
        kind = element("w:abstractNum", element("w:multiLevelType", val="multilevel"), abstractNumId=str(key))
        for level in range(DEEPEST + 1):
            place = element("w:ind", left=str(INDENT * (level + 1)), hanging=str(HANGING))
            kind.append(
                element(
                    "w:lvl",
                    element("w:start", val="1"),
                    element("w:numFmt", val=formats[level % len(formats)]),
                    element("w:lvlText", val=marks[level % len(marks)]),
                    element("w:lvlJc", val="left"),
                    element("w:pPr", place),
                    ilvl=str(level),
                )
            )
        # The format has all kinds of lists before all lists.
        self._numbering.insert(len(self._numbering.findall(qn("w:abstractNum"))), kind)
        return key

    def _number(self, kind: int, level: int = 0, start: int | None = None) -> int:
        made = self._numbering.add_num(kind)
        if start is not None:
            made.add_lvlOverride(ilvl=min(level, DEEPEST)).add_startOverride(start)
        return int(made.numId)


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
        self._counted = 0
        self.marked: dict[int, int] = {}  # the note's number in the strategy, and its id here

    def mark(self, paragraph: Paragraph, number: int) -> bool:
        """Put the mark of footnote `number` in a paragraph; say whether it is its first, so that its text is wanted."""
        run = paragraph.add_run(style="Footnote Reference")
        if number in self.marked:
            run.text = str(number)
            return False
        key = self.marked[number] = len(self.marked) + 1
        if number == self._counted + 1:
            self._counted = number
            run._r.append(element("w:footnoteReference", id=str(key)))
        else:
            run._r.append(element("w:footnoteReference", id=str(key), customMarkFollows="1"))
            run._r.append(_text(str(number)))
        return True

    def write(self, number: int, paragraphs: list[Paragraph]) -> None:
        """Give footnote `number`, which has its mark in the text, these paragraphs, which are taken from the text."""
        note = element("w:footnote", id=str(self.marked[number]))
        counted = number <= self._counted
        for index, paragraph in enumerate(paragraphs):
            body = deepcopy(paragraph._p)
            paragraph._p.getparent().remove(paragraph._p)
            if index == 0:
                mark = element("w:footnoteRef") if counted else _text(str(number))
                reference = element("w:r", element("w:rPr", element("w:rStyle", val="FootnoteReference")), mark)
                body.insert(1, reference)
                body.insert(2, element("w:r", _text(" ")))
            self._take_links(body, paragraph.part)
            note.append(body)
        self.part.element.append(note)

    def _take_links(self, body: Any, source: Part) -> None:
        """Let the links of a paragraph lead where they led, now from the file for footnotes."""
        for link in body.iter(qn("w:hyperlink")):
            key = link.get(qn("r:id"))
            if key:
                address = source.rels[key].target_ref
                link.set(qn("r:id"), self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
