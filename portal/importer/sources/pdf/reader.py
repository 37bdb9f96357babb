"""A PDF as lines: in reading order, with the size and weight of their letters, their page, and what marks they have."""

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.line import Line, Source
from portal.importer.sources.pdf.columns import in_order
from portal.importer.sources.pdf.lines import Writer
from portal.importer.sources.pdf.ruled_tables import without_tables
from portal.importer.sources.pdf.words import Fragment, Link, fragments, pieces, turned
from portal.importer.sources.safety import LARGEST_UNPACKED

MOST_PAGES = 3_000
MOST_LETTERS = 100_000  # on a page, of which the fullest newspaper has a third
MOST_DRAWN = 10_000  # forms on a page, which may hold each other
FEWEST_RULES = 4  # that a table has: looking for one takes as long as all the rest
MOST_UNREADABLE = 0.2  # of the letters
MOST_OF_A_PAGE = 0.5  # that a picture covers
HARDLY_A_LETTER = 60  # a page's header and number, and a stamp
END = 2_048  # bytes at the end of a file, among which its last mark stands
STREAM = re.compile(rb"stream\r?\n")
CHUNK = 1_000_000

# What pdfminer says of fonts and colours is for those who make files, and nobody who reads them can mend it.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(content: bytes) -> Source:
    """Give the lines of a PDF; raise SourceError when it is damaged, protected, unsafe or has no text."""
    if b"%%EOF" not in content[-END:]:
        raise SourceError(Code.DAMAGED)
    _refuse_bombs(content)
    try:
        with pdfplumber.open(BytesIO(content), raise_unicode_errors=False) as document:
            pictures: list[int] = []
            lines = tuple(_lines(document, pictures))
            title = document.metadata.get("Title", "")
    except SourceError:
        raise
    # A damaged file makes pdfminer raise nearly anything.
    except Exception as error:
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in (error, *error.args)):
            raise SourceError(Code.PROTECTED) from error
        raise SourceError(Code.DAMAGED) from error
    _refuse_unreadable(lines)
    return Source(lines, title=" ".join(str(title).split()), pictures=tuple(pictures))


def _refuse_bombs(content: bytes) -> None:
    """Raise SourceError when the streams of a PDF unpack to more than any document needs."""
    left = LARGEST_UNPACKED
    for found in STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        packed = content[found.end() : found.end() + CHUNK]
        at = found.end() + CHUNK
        while packed and not unpacker.eof:
            try:
                left -= len(unpacker.decompress(packed, CHUNK))
            except zlib.error:
                break
            packed = unpacker.unconsumed_tail
            if not packed:
                packed, at = content[at : at + CHUNK], at + CHUNK
            if left < 0:
                raise SourceError(Code.UNPACKS_TO_TOO_MUCH)


def _refuse_unreadable(lines: tuple[Line, ...]) -> None:
    text = "".join(line.text for line in lines)
    if not text.strip():
        raise SourceError(Code.PICTURES_OF_TEXT)
    if text.count("\ufffd") > MOST_UNREADABLE * len(text):
        raise SourceError(Code.UNKNOWN_LETTERS)


def _lines(document: pdfplumber.PDF, pictures: list[int]) -> Iterator[Line]:
    """Give the lines of all pages; the numbers of those that are pictures are put into `pictures`."""
    if len(document.pages) > MOST_PAGES:
        raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
    writer = Writer()
    for number, page in enumerate(document.pages, start=1):
        drawn = _drawn(page)
        if drawn.is_picture:
            pictures.append(number)
        found = pieces(drawn.upright, float(page.height), _links(page))
        parts, rest = without_tables(page, found) if drawn.rules >= FEWEST_RULES else ([], found)
        for part in in_order([*fragments(rest), *parts]):
            writer.part(part, number)
        for row in turned(drawn.others, float(page.height)):
            writer.part([[Fragment(row)]], number)
        # Else each page's letters are kept until the last one is read.
        page.close()
    yield from writer.lines()


@dataclass
class _Drawn:
    """What is drawn on a page: letters, upright and others, rules that may be a table's, and how much is pictures."""

    upright: list[LTChar] = field(default_factory=list)
    others: list[LTChar] = field(default_factory=list)
    rules: int = 0
    pictured: float = 0.0  # of the page

    @property
    def is_picture(self) -> bool:
        """Say whether the page is a picture, as a scanned one is, with hardly a letter beside it."""
        return self.pictured >= MOST_OF_A_PAGE and len(self.upright) + len(self.others) <= HARDLY_A_LETTER


def _drawn(page: Page) -> _Drawn:
    """Give what is drawn on a page; raise SourceError when it is more than any page has."""
    found = _Drawn()
    waiting = list(reversed(_layout(page)._objs))
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTContainer):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, LTChar):
            if _is_on(page, item):
                (found.upright if item.upright else found.others).append(item)
        elif isinstance(item, LTCurve):
            found.rules += 1
        elif isinstance(item, LTImage):
            found.pictured += abs(item.width * item.height) / float(page.width * page.height or 1)
    if len(found.upright) + len(found.others) > MOST_LETTERS:
        raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
    return found


def _is_on(page: Page, letter: LTChar) -> bool:
    return 0 <= (letter.x0 + letter.x1) / 2 <= page.width and 0 <= (letter.y0 + letter.y1) / 2 <= page.height


class _Interpreter(PDFPageInterpreter):
    """Draws a page, and stops at one whose forms draw each other without end."""

    drawn: list[str]

    def do_Do(self, name: Any) -> None:  # noqa: N802
        self.drawn.append(str(name))
        if len(self.drawn) > MOST_DRAWN:
            raise SourceError(Code.UNPACKS_TO_TOO_MUCH)
        super().do_Do(name)

    def subinterp(self) -> "_Interpreter":
        """Give what draws a form on the page, counted with it."""
        interpreter = _Interpreter(self.rsrcmgr, self.device)
        interpreter.drawn = self.drawn
        return interpreter


def _layout(page: Page) -> Any:
    """Give what is on a page, and let pdfplumber's search for tables use it too."""
    device = PDFPageAggregatorWithMarkedContent(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    interpreter = _Interpreter(page.pdf.rsrcmgr, device)
    interpreter.drawn = []
    interpreter.process_page(page.page_obj)
    page._layout = device.get_result()
    return page._layout


def _links(page: Page) -> list[Link]:
    if not page.page_obj.annots:
        return []
    left, top = page.mediabox[:2]
    boxes = [[link[side] for side in ("x0", "top", "x1", "bottom")] for link in page.hyperlinks]
    return [
        Link(x0 - left, y0 - top, x1 - left, y1 - top, str(link["uri"]))
        for link, (x0, y0, x1, y1) in zip(page.hyperlinks, boxes, strict=True)
    ]
