"""Plain text and Markdown into lines: documents saved as text are often a mixture of both, so one reader has both."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from portal.importer.sources.decoding import decoded
from portal.importer.sources.line import Cell, Item, Line, Source
from portal.importer.sources.marks import ITEM, typed_mark
from portal.importer.sources.text.columns import Cells
from portal.importer.sources.text.emphasis import SUPERSCRIPT, Marked, marked, split
from portal.importer.sources.text.notes import with_notes
from portal.importer.sources.text.pages import Raw, raw_lines
from portal.importer.sources.text.tables import is_row, tables

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_NOTE = re.compile(r"[ ]{0,3}(?:\[\^([^\]\s]{1,20})\]:|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))[ \t]*(?=\S)")
_RULE = re.compile(r"[ \t]*(?:([-*_=])[ \t]*)(?:\1[ \t]*){2,}")
_UNDERLINE = re.compile(r"[ \t]*(=+|-{3,})[ \t]*")
_BULLETS = re.compile(r"(?<=\S)[ \t]+(?=[•▪●◦■][ \t])")
_WIDE = re.compile(r"(?<=\S)(?: {2}(?=\S)|(?<=:) {3,})")
LONGEST_HEADING = 120  # letters of one that is underlined
HANGING = 2  # letters by which what goes on in a note or an item stands in


def read_text(content: bytes) -> Source:
    """Give the lines of a text file, which may have marks of Markdown; raise SourceError for what is no text."""
    return Source(lines_of(decoded(content)))


def lines_of(text: str, tidied: Callable[[str], str] = str, *, blanks_end_pages: bool = True) -> tuple[Line, ...]:
    """Give the lines of a text; `tidied` gives the letters of each as they are to be read, once tables are found."""
    raws = with_notes(raw_lines(text, blanks_end_pages=blanks_end_pages))
    read = list(_Text(tidied).lines(raws))
    # Where a file has only one page, nothing is known of its pages.
    paged = bool(raws) and raws[-1].page != 1
    return tuple(line if paged else replace(line, page=None) for line in read)


class _Text:
    """A text while it is being read: the paragraph that is open, and what is known between two."""

    def __init__(self, tidied: Callable[[str], str]) -> None:
        self._tidied = tidied
        self._paragraph: list[Raw] = []
        self._tables = 0
        self._levels: tuple[int, ...] = ()  # the indents of the list items that are open
        self._note: str | None = None  # the label of the note that may go on

    def lines(self, raws: Sequence[Raw]) -> Iterator[Line]:
        """Give the lines of a whole file."""
        found = tables(raws)
        at = 0
        while at < len(raws):
            if table := found.get(at):
                yield from self._end()
                yield from self._table(table.rows, gap=raws[at].gap)
                at = table.end
            else:
                yield from self._line(self._tidy(raws[at]))
                at += 1
        yield from self._end()

    def _tidy(self, raw: Raw) -> Raw:
        return replace(raw, text=self._tidied(raw.text))

    def _line(self, raw: Raw) -> Iterator[Line]:
        """Take a line that is in no table, and give those that it ends, or is by itself."""
        if self._is_apart(raw):
            yield from self._end()
        underline = _UNDERLINE.fullmatch(raw.text)
        if raw.furniture:
            yield from (replace(line, furniture=raw.furniture) for line in _plain([raw]))
        elif underline and _is_headed(self._paragraph):
            yield from self._headed(self._paragraph, 1 if "=" in raw.text else 2)
            self._paragraph = []
        elif not (underline or _RULE.fullmatch(raw.text)):
            self._paragraph.append(raw)

    def _is_apart(self, raw: Raw) -> bool:
        """Say whether a line goes on with none of the paragraph above it, which may be a heading."""
        headed = bool(self._paragraph) and bool(_HEADING.fullmatch(self._paragraph[-1].text))
        return headed or raw.gap or bool(raw.furniture) or _begins(raw.text)

    def _end(self) -> Iterator[Line]:
        """End the paragraph that is open, if one is, and give its lines."""
        raws, self._paragraph = self._paragraph, []
        if raws:
            yield from self._read(raws)

    def _read(self, raws: list[Raw]) -> Iterator[Line]:
        first = raws[0]
        heading, note = _HEADING.fullmatch(first.text), _NOTE.match(first.text)
        mark, start = typed_mark(first.text.lstrip())
        label, self._note = self._note, None
        if heading:
            yield from self._headed([replace(first, text=heading[2])], len(heading[1]))
        elif note:
            self._note = note[1] or note[2].translate(SUPERSCRIPT)
            yield from _plain([replace(first, text=first.text[note.end() :]), *raws[1:]], note=self._note)
        elif label and first.gap and first.indent >= HANGING:
            self._note = label
            yield from _plain(raws, note=label)
        elif mark:
            self._levels = _levels(self._levels, first.indent)
            item = Item(len(self._levels) - 1, mark)
            text = first.text.lstrip()[start:]
            yield from _plain([replace(first, text=text), *raws[1:]], item=item, indent=float(first.indent))
        else:
            if first.gap and first.indent <= min(self._levels, default=0):
                self._levels = ()
            yield from _plain(raws)

    def _headed(self, raws: list[Raw], level: int) -> Iterator[Line]:
        self._levels = ()
        yield from (replace(line, heading=level, whole=True) for line in _plain(raws))

    def _table(self, rows: Sequence[Cells], *, gap: bool) -> Iterator[Line]:
        """Give the lines of a table's cells; a row of the contents in it is no cell."""
        self._note = None
        for row, cells in enumerate(rows):
            for column, raws in cells.items():
                cell = Cell(self._tables, row, column) if column >= 0 else None
                read = [line for part in _parts(map(self._tidy, raws)) for line in _in_cell(part)]
                for line in read:
                    yield replace(line, cell=cell, whole=line is read[-1], gap=gap)
                    gap = False
        self._tables += 1


def _begins(text: str) -> bool:
    """Say whether a line cannot continue the one above it."""
    return bool(ITEM.match(text.lstrip()) or _NOTE.match(text) or _HEADING.fullmatch(text) or is_row(text))


def _is_headed(paragraph: Sequence[Raw]) -> bool:
    """Say whether a line under a paragraph makes a heading of it: not of a bullet, nor of sentences."""
    if not paragraph:
        return False
    first, last = paragraph[0].text.strip(), paragraph[-1].text.rstrip()
    mark = typed_mark(first)[0]
    plain = not mark or (len(paragraph) == 1 and any(letter.isalnum() for letter in mark))
    short = sum(len(raw.text.strip()) for raw in paragraph) <= LONGEST_HEADING
    return plain and short and not last.endswith((".", ",", ";", ":"))


def _levels(open_levels: tuple[int, ...], indent: int) -> tuple[int, ...]:
    """Give the indents of the open items when one with `indent` begins."""
    outer = tuple(level for level in open_levels if level < indent)
    same_place = 2  # letters by which items of one list may differ
    if outer and indent - outer[-1] < same_place:
        return outer
    return (*outer, indent)


def _plain(raws: Sequence[Raw], note: str | None = None, **first: Any) -> Iterator[Line]:
    """Give the lines of a paragraph; `first` are facts of its first one alone.

    Its marks are read as one, since emphasis and links go over the ends of lines.
    """
    whole = marked("\n".join(_WIDE.sub(" ", raw.text.strip()) for raw in raws))
    for at, (raw, part) in enumerate(zip(raws, split(whole, _line_places), strict=False)):
        if part[0].strip() or part[2]:
            line = replace(_line(raw, part), note=note, whole=raw.text.endswith("  ") and at < len(raws) - 1)
            yield line if at else replace(line, **first)


def _line(raw: Raw, part: Marked) -> Line:
    text, spans, marks = part
    all_of_it = {tag for tag in ("strong", "em") if _all_of(part, tag)}
    return Line(
        number=raw.number,
        text=text,
        page=raw.page,
        gap=raw.gap,
        indent=float(raw.indent),
        bold="strong" in all_of_it,
        italic="em" in all_of_it,
        spans=tuple(span for span in spans if span.tag not in all_of_it),
        marks=marks,
    )


def _line_places(text: str) -> list[tuple[int, int]]:
    places, start = [], 0
    for line in text.split("\n"):
        places.append((start, start + len(line)))
        start += len(line) + 1
    return places


def _all_of(part: Marked, tag: str) -> bool:
    text, spans, _marks = part
    covered = sum(len(text[span.start : span.end].strip()) for span in spans if span.tag == tag)
    return bool(text.strip()) and covered == len(text.strip())


def _in_cell(raws: Sequence[Raw]) -> Iterator[Line]:
    text = raws[0].text.strip()
    mark, start = typed_mark(text)
    if mark and not mark[0].isalnum():
        yield from _plain([replace(raws[0], text=text[start:]), *raws[1:]], item=Item(0, mark))
    else:
        yield from _plain(raws)


def _parts(raws: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Part the lines of a cell where a bullet begins, on a line of its own or after another."""
    part: list[Raw] = []
    for raw in raws:
        for text in _BULLETS.split(raw.text) if typed_mark(raw.text.strip())[0] else [raw.text]:
            mark = typed_mark(text.strip())[0]
            if part and mark and not mark[0].isalnum():
                yield part
                part = []
            part.append(replace(raw, text=text))
    if part:
        yield part
