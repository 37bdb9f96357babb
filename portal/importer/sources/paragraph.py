"""A paragraph put together from runs of letters, and the lines that it gives. What all readers but text's share."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.importer.sources.line import Cell, Item, Line, Mark, Span
from portal.importer.sources.marks import CONTENTS_ROW, columns, deeper, typed_mark

# Invisible, except at the end of a printed line: soft hyphen, zero-width space and joiners, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACE = re.compile(r"[ \t]+")

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED_FIGURES = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# A raised figure after one of these is a power, as in "25 m²".
UNIT = re.compile(r"(?:^|[\d\s/])(?:[kcdm]?m)$")

# What says what a paragraph is, so that nothing typed in it has to.
SETTINGS = ("heading", "title", "item", "furniture")
LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Look:
    """How a run of letters looks. `size` is in points; `href` is where it leads, if it is a link to the web."""

    bold: bool = False
    italic: bool = False
    size: float | None = None
    href: str = ""
    raised: bool = False


PLAIN = Look()


@dataclass
class Part:
    """A paragraph, or what stands between two line breaks in it."""

    chunks: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, Look]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    note: str | None = None
    length: int = 0

    @property
    def text(self) -> str:
        """Give its letters."""
        # Joined only when asked for: a paragraph may have a hundred thousand runs.
        if len(self.chunks) > 1:
            self.chunks = ["".join(self.chunks)]
        return self.chunks[0] if self.chunks else ""

    def add(self, text: str, look: Look) -> None:
        """Add letters. Spaces in a row become one, or a tab where there is a tab among them."""
        text = SPACE.sub(_space, text)
        if text[:1] in {" ", "\t"}:
            last = self.chunks[-1][-1] if self.chunks else " "
            if last in {" ", "\t"}:
                # A tab parts more than a space does.
                if self.chunks and text[0] == "\t":
                    self.chunks[-1] = f"{self.chunks[-1][:-1]}\t"
                text = text[1:]
        if text:
            self.chunks.append(text)
            self.runs.append((self.length, self.length + len(text), look))
            self.length += len(text)

    @property
    def bold(self) -> bool:
        """Say whether all of its letters are."""
        return bool(self.runs) and all(look.bold for _start, _end, look in self.runs)

    @property
    def ending(self) -> str:
        """Give its last few letters, without the space after them."""
        return "".join(self.chunks[-5:])[-10:].rstrip()

    def mark(self, label: str) -> None:
        """Add a note's mark, after the last letter."""
        spaced = bool(self.chunks) and self.chunks[-1][-1] in {" ", "\t"}
        self.marks.append(Mark(self.length - spaced, label))

    def cut(self, start: int, end: int, after: int = -1) -> "Part":
        """Give what stands from `start` up to `end`, without spaces around it, and its marks: those after `after`."""
        inside = self.text[start:end]
        start += len(inside) - len(inside.lstrip())
        end = max(start, start + len(inside.strip()))
        runs = [
            (max(begin, start) - start, min(stop, end) - start, look)
            for begin, stop, look in self.runs
            if begin < end and stop > start
        ]
        marks = [Mark(max(mark.at - start, 0), mark.label) for mark in self.marks if after < mark.at <= end]
        text = self.text[start:end]
        return Part([text] if text else [], runs, marks, self.note, len(text))

    def facts(self) -> dict[str, Any]:
        """Give what a line of this part says: its text and look, with spans where only some of it is emphasised."""
        counted: Counter[tuple[bool, bool, float | None]] = Counter()
        for start, end, look in self.runs:
            counted[look.bold, look.italic, look.size] += sum(not letter.isspace() for letter in self.text[start:end])
        seen = [look for look, letters in counted.items() if letters]
        bold, italic = (bool(seen) and all(look[which] for look in seen) for which in (0, 1))
        return {
            "text": self.text if CONTENTS_ROW.fullmatch(self.text) else self.text.replace("\t", " "),
            "bold": bold,
            "italic": italic,
            "size": counted.most_common(1)[0][0][2] if seen else None,
            "spans": tuple(_spans(self.text, self.runs, bold, italic)),
            "marks": tuple(self.marks),
            "note": self.note,
        }


class Paragraph:
    """A paragraph as a reader meets its runs, marks and line breaks, one after the other."""

    def __init__(self) -> None:
        self.parts = [Part()]

    def __bool__(self) -> bool:
        return any(part.text.strip() or part.marks for part in self.parts)

    def add(self, text: str, look: Look = PLAIN) -> None:
        """Add a run of letters; raised figures become a footnote's mark. A line break in it begins a new part."""
        text = INVISIBLE.sub("", text)
        if look.raised and text.strip():
            self._raise(text, look)
            return
        # Figures that are raised as letters are as good as those that are by their look.
        at = 0
        for raised in RAISED_FIGURES.finditer(text):
            self._plain(text[at : raised.start()], look)
            self._raise(raised[0].translate(LOWERED), look)
            at = raised.end()
        self._plain(text[at:], look)

    def _plain(self, text: str, look: Look) -> None:
        first, *rest = BREAKS.split(text)
        self.parts[-1].add(first, look)
        for line in rest:
            self.parts.append(Part())
            self.parts[-1].add(line, look)

    def mark(self, label: str) -> None:
        """Add the mark of the footnote `label`, here."""
        self.parts[-1].mark(label)

    def _raise(self, text: str, look: Look) -> None:
        part, figures = self.parts[-1], text.strip()
        if not (figures.isascii() and figures.isdecimal()):
            part.add(BREAKS.sub(" ", text), look)
        elif UNIT.search(part.ending) or len(figures) > len("100"):
            part.add(figures.translate(RAISED), look)
        elif part.chunks:
            self.mark(figures)
            part.add(text[len(text.rstrip()) :], look)
        else:
            part.note = figures


class Sheet:
    """The lines of a document, in the order in which its reader finds them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._gap = False
        self._tables = 0
        self._row = 0  # of the table that tabs make, if the line before was in one
        self._levels: tuple[float, ...] = ()  # the indents of the list items that are open, where their marks are typed

    def page(self) -> None:
        """Note that a page begins: rows that tabs part are no table with those of the page before."""
        self._row = 0

    def gap(self) -> None:
        """Note that there is space above what comes next."""
        self._gap = True

    def table(self) -> int:
        """Give the number of the table that begins here."""
        self._tables += 1
        self._row = 0
        return self._tables - 1

    def add(self, paragraph: Paragraph, **facts: Any) -> None:
        """Add the lines of a paragraph, with facts that hold for all of it.

        An empty paragraph is space above the next. Only the last line of several is `whole`: a line break within a
        paragraph does not say whether what follows continues what stands before.
        """
        parts = [_told(part) for part in paragraph.parts]
        last = max((at for at, part in enumerate(parts) if part.text.strip()), default=-1)
        for at, part in enumerate(parts):
            if part.text.strip():
                self._part(part.cut(0, len(part.text)), {"whole": at == last} | facts)
                # The mark stands before the first line only.
                facts = facts | {"item": None}
            elif at < last or last < 0:
                self._gap = True

    def _part(self, part: Part, facts: dict[str, Any]) -> None:
        """Add a line: a list item or the cells of a row, where it is typed as one and no setting says what it is."""
        known = any(map(facts.get, SETTINGS))
        indent = facts.get("indent", 0.0)
        mark, start = ("", 0) if known or part.bold else typed_mark(part.text)
        places = [] if known or mark or facts.get("cell") else columns(part.text)
        if mark:
            self._levels = deeper(self._levels, indent)
            part, facts = part.cut(start, len(part.text)), facts | {"item": Item(len(self._levels) - 1, mark)}
        elif known or self._begins_anew(indent, whole=facts["whole"]):
            self._levels = ()
        if len(places) > 1:
            self._cells(part, places, facts)
        else:
            self._row = 0
            self._line(part, facts)

    def _begins_anew(self, indent: float, *, whole: bool) -> bool:
        """Say whether a line that is no item ends the lists that are open."""
        return self._gap or (whole and indent <= min(self._levels, default=0.0))

    def _cells(self, part: Part, places: list[tuple[int, int]], facts: dict[str, Any]) -> None:
        """Add a row of the table that tabs make."""
        if self._row == 0 or self._gap:
            self.table()
        for column, (begin, end) in enumerate(places):
            cell = Cell(self._tables - 1, self._row, column)
            self._line(part.cut(begin, end, begin if column else -1), facts | {"cell": cell, "whole": True})
        self._row += 1

    def _line(self, part: Part, facts: dict[str, Any]) -> None:
        own = part.facts()
        if not part.text:
            return
        # What a reader knows of the whole paragraph stands above what its letters say.
        known = {name: fact for name, fact in facts.items() if name != "note" or fact is not None}
        self.lines.append(Line(number=len(self.lines) + 1, **({"gap": self._gap and bool(self.lines)} | own | known)))
        self._gap = False


def _told(part: Part) -> Part:
    """Give a part with marks and no text as one whose text they are, so that they are not lost with it."""
    if part.text.strip() or not (part.marks or part.note):
        return part
    labels = [part.note] if part.note else [mark.label for mark in part.marks]
    told = Part()
    told.add(" ".join(label.translate(RAISED) for label in labels), PLAIN)
    return told


def _space(found: re.Match[str]) -> str:
    return "\t" if "\t" in found[0] else " "


def _spans(text: str, looks: list[tuple[int, int, Look]], bold: bool, italic: bool) -> Iterator[Span]:
    """Give the emphasised stretches and links, without spaces at their ends, in order of where they start."""
    found = [
        *(() if bold else _stretches(looks, "strong")),
        *(() if italic else _stretches(looks, "em")),
        *_stretches(looks, "a"),
    ]
    for start, end, tag, href in sorted(found, key=lambda stretch: (stretch[0], -stretch[1], stretch[2])):
        inside = text[start:end]
        if inside.strip():
            first = start + len(inside) - len(inside.lstrip())
            yield Span(first, first + len(inside.strip()), tag, href)


def _stretches(looks: list[tuple[int, int, Look]], tag: str) -> list[tuple[int, int, str, str]]:
    """Give where runs in a row have what `tag` stands for."""
    stretches: list[tuple[int, int, str, str]] = []
    for start, end, look in looks:
        href = look.href if tag == "a" else ""
        has = {"strong": look.bold, "em": look.italic, "a": href.lower().startswith(LINKS)}[tag]
        if has and stretches and stretches[-1][1] == start and stretches[-1][3] == href:
            stretches[-1] = (stretches[-1][0], end, tag, href)
        elif has:
            stretches.append((start, end, tag, href))
    return stretches
