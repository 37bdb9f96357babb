"""Plain text and Markdown into lines: documents saved as text are often a mixture of both, so one reader has both."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from portal.importer.sources.decoding import decoded
from portal.importer.sources.line import Cell, Furniture, Item, Line, Source
from portal.importer.sources.marks import ITEM, typed_mark
from portal.importer.sources.text.emphasis import SUPERSCRIPT, Marked, marked, split
from portal.importer.sources.text.notes import with_notes
from portal.importer.sources.text.pages import Raw, raw_lines
from portal.importer.sources.text.tables import Cells, is_row, tables

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
    read = list(_lines(raws, tidied))
    # Where a file has only one page, nothing is known of its pages.
    paged = bool(raws) and raws[-1].page != 1
    return tuple(line if paged else replace(line, page=None) for line in read)


@dataclass
class _State:
    """What the reader knows between two paragraphs."""

    table: int = -1
    levels: tuple[int, ...] = ()  # the indents of the list items that are open
    note: str | None = None  # the label of the note that may go on


def _lines(raws: Sequence[Raw], tidied: Callable[[str], str]) -> Iterator[Line]:
    state = _State()
    paragraph: list[Raw] = []
    found = tables(raws)
    at = 0
    while at < len(raws):
        raw, table = replace(raws[at], text=tidied(raws[at].text)), found.get(at)
        ends = table or raw.furniture or raw.gap or _begins(raw.text)
        if paragraph and (ends or _HEADING.fullmatch(paragraph[-1].text)):
            yield from _paragraph(paragraph, state)
            paragraph = []
        at = table.end if table else at + 1
        if table:
            state.note = None
            rows = [
                {column: [replace(part, text=tidied(part.text)) for part in cell] for column, cell in cells.items()}
                for cells in table.rows
            ]
            yield from _table(rows, state, raw.gap)
            continue
        if raw.furniture:
            yield from _furniture(raw, raw.furniture)
            continue
        underline = _UNDERLINE.fullmatch(raw.text)
        if underline and paragraph and _is_headed(paragraph):
            state.levels = ()
            yield from _headed(paragraph, 1 if "=" in raw.text else 2)
            paragraph = []
        elif not (_RULE.fullmatch(raw.text) or underline):
            paragraph.append(raw)
    if paragraph:
        yield from _paragraph(paragraph, state)


def _begins(text: str) -> bool:
    """Say whether a line cannot continue the one above it."""
    return bool(ITEM.match(text.lstrip()) or _NOTE.match(text) or _HEADING.fullmatch(text) or is_row(text))


def _is_headed(paragraph: Sequence[Raw]) -> bool:
    """Say whether a line under a paragraph makes a heading of it: not of a bullet, nor of sentences."""
    first, last = paragraph[0].text.strip(), paragraph[-1].text.rstrip()
    mark = typed_mark(first)[0]
    plain = not mark or (len(paragraph) == 1 and any(letter.isalnum() for letter in mark))
    short = sum(len(raw.text.strip()) for raw in paragraph) <= LONGEST_HEADING
    return plain and short and not last.endswith((".", ",", ";", ":"))


def _paragraph(raws: list[Raw], state: _State) -> Iterator[Line]:
    first = raws[0]
    heading, note = _HEADING.fullmatch(first.text), _NOTE.match(first.text)
    mark, start = typed_mark(first.text.lstrip())
    label, state.note = state.note, None
    if heading:
        state.levels = ()
        yield from _headed([replace(first, text=heading[2])], len(heading[1]))
    elif note:
        state.note = note[1] or note[2].translate(SUPERSCRIPT)
        yield from _plain([replace(first, text=first.text[note.end() :]), *raws[1:]], note=state.note)
    elif label and first.gap and first.indent >= HANGING:
        state.note = label
        yield from _plain(raws, note=label)
    elif mark:
        state.levels = _levels(state.levels, first.indent)
        item = Item(len(state.levels) - 1, mark)
        text = first.text.lstrip()[start:]
        yield from _plain([replace(first, text=text), *raws[1:]], item=item, indent=float(first.indent))
    else:
        if first.gap and first.indent <= min(state.levels, default=0):
            state.levels = ()
        yield from _plain(raws)


def _levels(open_levels: tuple[int, ...], indent: int) -> tuple[int, ...]:
    """Give the indents of the open items when one with `indent` begins."""
    outer = tuple(level for level in open_levels if level < indent)
    same_place = 2  # letters by which items of one list may differ
    if outer and indent - outer[-1] < same_place:
        return outer
    return (*outer, indent)


def _headed(raws: list[Raw], level: int) -> Iterator[Line]:
    for line in _plain(raws):
        yield replace(line, heading=level, whole=True)


def _furniture(raw: Raw, kind: Furniture) -> Iterator[Line]:
    for line in _plain([raw]):
        yield replace(line, furniture=kind)


def _plain(
    raws: Sequence[Raw], item: Item | None = None, note: str | None = None, indent: float | None = None
) -> Iterator[Line]:
    """Give the lines of a paragraph. Its marks are read as one, since emphasis and links go over the ends of lines."""
    texts = [_WIDE.sub(" ", raw.text.strip()) for raw in raws]
    whole = marked("\n".join(texts))
    for index, (raw, part) in enumerate(zip(raws, split(whole, _line_places), strict=False)):
        text, spans, marks = part
        bold, italic = (_all_of(part, tag) for tag in ("strong", "em"))
        kept = tuple(
            span for span in spans if not (bold and span.tag == "strong") and not (italic and span.tag == "em")
        )
        if not text.strip() and not marks:
            continue
        yield Line(
            number=raw.number,
            text=text,
            page=raw.page,
            whole=raw.text.endswith("  ") and index < len(raws) - 1,
            gap=raw.gap,
            indent=indent if indent is not None and index == 0 else float(raw.indent),
            bold=bold,
            italic=italic,
            item=item if index == 0 else None,
            note=note,
            spans=kept,
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


def _table(rows: Sequence[Cells], state: _State, gap: bool) -> Iterator[Line]:
    """Give the lines of a table's cells; a row of the contents in it is no cell."""
    state.table += 1
    for row, cells in enumerate(rows):
        for column, raws in cells.items():
            cell = Cell(state.table, row, column) if column >= 0 else None
            read = [line for part in _parts(raws) for line in _in_cell(part)]
            for at, line in enumerate(read):
                first = gap and row == 0 and line is read[0] and column == next(iter(cells))
                yield replace(line, cell=cell, whole=at + 1 == len(read), gap=first)


def _in_cell(raws: Sequence[Raw]) -> Iterator[Line]:
    text = raws[0].text.strip()
    mark, start = typed_mark(text)
    if mark and not mark[0].isalnum():
        yield from _plain([replace(raws[0], text=text[start:]), *raws[1:]], item=Item(0, mark))
    else:
        yield from _plain(raws)


def _parts(raws: Sequence[Raw]) -> Iterator[list[Raw]]:
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
