"""A line of a source document with its style: what every reader gives, and all that recognition knows."""

from dataclasses import dataclass, field, replace
from enum import Enum


class Furniture(Enum):
    """What a reader itself knows to be no part of the running text."""

    HEADER = "header"
    FOOTER = "footer"
    CONTENTS = "contents"


@dataclass(frozen=True)
class Span:
    """A part of a line's text from `start` up to `end`: emphasised ("em", "strong") or a link ("a" with its `href`)."""

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """A footnote's mark in a line: where in the text it stands (`at`, after which letter), and the note's `label`.

    The label is taken out of the line's text where the source has it there as superscript figures.
    """

    at: int
    label: str


@dataclass(frozen=True)
class Item:
    """A line that begins a list item: how deep it stands (0 outermost), and its mark as written ("-", "•", "3.")."""

    level: int
    mark: str

    @property
    def ordered(self) -> bool:
        """Say whether the item is numbered or lettered."""
        return any(letter.isalnum() for letter in self.mark)


@dataclass(frozen=True)
class Cell:
    """A line in a table: which table of the document, which row and column of it, each from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Line:
    """One line (of a PDF or a text file) or one paragraph (of a format that knows its paragraphs).

    `text` has no markup and no line break. A list item's mark is in `item`, not in the text. What a format does not
    know is left at its default: a text file has no sizes, a Word file no pages.
    """

    number: int  # its place in the source, from 1
    text: str
    page: int | None = None
    whole: bool = False  # a whole paragraph: the next line does not continue it
    gap: bool = False  # there is an empty line, or more space than between lines, above it
    indent: float = 0.0  # how far from the left edge of the text it begins, in letters
    size: float | None = None  # of its letters, in points
    bold: bool = False  # all of it
    italic: bool = False  # all of it
    heading: int | None = None  # its level (from 1), where a style or a mark says so
    title: bool = False  # the document's own title, where a style says so
    item: Item | None = None
    cell: Cell | None = None
    note: str | None = None  # the label of the footnote that it belongs to, where the format says so
    furniture: Furniture | None = None
    spans: tuple[Span, ...] = field(default=())
    marks: tuple[Mark, ...] = field(default=())

    def without(self, start: int, end: int) -> "Line":
        """Give the line without the letters from `start` up to `end`; spans and marks stay where they were in it."""

        def moved(at: int) -> int:
            return at if at <= start else max(at - (end - start), start)

        spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in self.spans)
        marks = (replace(mark, at=moved(mark.at)) for mark in self.marks)
        kept = tuple(span for span in spans if span.start < span.end)
        return replace(self, text=self.text[:start] + self.text[end:], spans=kept, marks=tuple(marks))


@dataclass(frozen=True)
class Source:
    """A document as it was read: its lines in reading order, and what the file says about itself."""

    lines: tuple[Line, ...]
    title: str = ""  # from the file's own properties: a hint, not content
    wording: str = ""  # which of a strategy’s two texts it has, if the portal itself wrote the file
    pictures: tuple[int, ...] = ()  # pages that are pictures, of which no text could be read
