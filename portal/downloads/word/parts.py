"""What python-docx has no words for: links, bookmarks, fields, lists of our own and properties, as Word wants them."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from portal.downloads.content import writable

CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# The format has one set for properties that people give, and counts them from 2.
FORMAT_OF_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_CUSTOM = 2
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


def letters(text: str) -> Any:
    """Give the element that holds letters of a run."""
    made = element("w:t")
    made.text = writable(text)
    made.set(qn("xml:space"), "preserve")
    return made


class Links:
    """The links of one part of a document to outside addresses, each address known to the part once."""

    def __init__(self, part: Part) -> None:
        """Take the part."""
        self._part = part
        self._keys: dict[str, str] = {}

    def to(self, paragraph: Paragraph, address: str) -> Any:
        """Add a link to an outside address, and give its element, to which runs are added."""
        made = element("w:hyperlink", history="1")
        made.set(qn("r:id"), self.key(address))
        paragraph._p.append(made)
        return made

    def key(self, address: str) -> str:
        """Give the key by which the part knows an address."""
        if address not in self._keys:
            key = self._keys[address] = f"rIdLink{len(self._keys) + 1}"
            self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, writable(address), key, is_external=True)
        return self._keys[address]


def link_within(paragraph: Paragraph, bookmark: str) -> Any:
    """Add a link to a bookmark of the same document, and give its element."""
    made = element("w:hyperlink", anchor=bookmark, history="1")
    paragraph._p.append(made)
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name a paragraph, so that links can lead to it. `number` is the bookmark's own in the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def field(parent: Any, instruction: str, result: str = "", look: Any = None) -> None:
    """Add a field, such as PAGE, to a paragraph's element or a link, with the result to show until it is worked out.

    `look` is the properties of its letters.
    """
    run = element("w:r", letters(result))
    if look is not None:
        run.insert(0, look)
    parent.append(element("w:fldSimple", run, instr=f" {instruction} ", dirty="true"))


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


def give_properties(document: WordDocument, properties: dict[str, str]) -> None:
    """Give the document properties of our own, which its readers see under File, and which programs can read."""
    rows = "".join(
        f'<property fmtid="{FORMAT_OF_CUSTOM}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(writable(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=FIRST_CUSTOM)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{rows}</Properties>'
    )
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), CUSTOM, xml.encode(), package), CUSTOM_RELATION)


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
