"""Plain text and Markdown into lines: documents saved as text are often a mixture of both, so one reader has both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.documents.sources.decoding import decoded
from portal.documents.sources.inline import SUPERSCRIPT, Marked, marked, split
from portal.documents.sources.line import Cell, Item, Line, Source

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_ITEM = re.compile(r"([ \t]*)([-*+•▪●◦·–—]|o(?=[ \t]+[A-ZÅÄÖ])|\d{1,3}[.)]|[a-zåäö]\))[ \t]+(?=\S)(.*)", re.DOTALL)
_NOTE = re.compile(r"[ ]{0,3}(?:\[\^([^\]\s]{1,20})\]:|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))[ \t]*(?=\S)")
_RULE = re.compile(r"[ ]{0,3}(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-{3,})[ \t]*")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
# A title, and then the number of the page that it is on.
_CONTENTS_ROW = re.compile(r"(?=[^\t]*?[^\t\d\W])[^\t]*\t\s*\d{1,4}\s*")
BLANK_LINES_OF_A_PAGE = 3


def read_text(content: bytes) -> Source:
    """Give the lines of a text file, which may have marks of Markdown; raise SourceError for what is no text."""
    return Source(tuple(_numbered(_lines(decoded(content)))))


@dataclass
class _State:
    """What the reader knows between two paragraphs."""

    page: int = 1
    paged: bool = False
    blank: int = 1
    table: int = -1
    row: int = 0
    levels: tuple[int, ...] = ()  # the indents of the list items that are open


@dataclass(frozen=True)
class _Raw:
    """A line of the file: its number in it, its letters, and whether a gap or the end of a page is above it."""

    number: int
    text: str
    gap: bool
    page: int


def _numbered(lines: Iterator[Line]) -> Iterator[Line]:
    """Leave out the page where the file has only one: nothing is known of its pages."""
    read = list(lines)
    paged = bool(read) and read[-1].page != 1
    for line in read:
        yield line if paged else replace(line, page=None)


def _raw_lines(text: str) -> Iterator[_Raw]:
    page, blank = 1, 1
    ended = re.sub(r"\r\n?|[\u2028\x85]", "\n", text)
    # A page may end in the middle of a line of the file.
    for number, line in enumerate(re.sub(r"(?<=[^\n])(?=[\f\v])", "\n", ended).split("\n"), start=1):
        fresh_page = "\f" in line or "\v" in line
        letters = re.sub(r"[\f\v]", "", line)
        if fresh_page:
            page += 1
        if not letters.strip():
            blank += 1
            continue
        page += blank >= BLANK_LINES_OF_A_PAGE and number > blank and not fresh_page
        yield _Raw(number, letters, blank > 0 or fresh_page, page)
        blank = 0


def _lines(text: str) -> Iterator[Line]:
    state = _State()
    paragraph: list[_Raw] = []
    for raw in _raw_lines(text):
        if paragraph and (raw.gap or _begins(raw.text) or _stands_alone(paragraph[-1].text)):
            yield from _paragraph(paragraph, state)
            paragraph = []
        underline = _UNDERLINE.fullmatch(raw.text)
        if underline and paragraph and not _begins(paragraph[0].text):
            yield from _headed(paragraph, 1 if "=" in raw.text else 2)
            paragraph = []
        elif not (_RULE.fullmatch(raw.text) or underline):
            paragraph.append(raw)
    if paragraph:
        yield from _paragraph(paragraph, state)


def _begins(text: str) -> bool:
    """Say whether a line cannot continue the one above it."""
    return any(pattern.match(text) for pattern in (_ITEM, _NOTE)) or _stands_alone(text)


def _stands_alone(text: str) -> bool:
    return bool(_HEADING.fullmatch(text)) or _is_row(text)


def _is_row(text: str) -> bool:
    piped = text.strip().startswith("|") and len(_PIPE.findall(text)) > 1
    return piped or ("\t" in text.strip() and not _CONTENTS_ROW.fullmatch(text) and not _ITEM.match(text))


def _paragraph(raws: list[_Raw], state: _State) -> Iterator[Line]:
    first = raws[0]
    heading = _HEADING.fullmatch(first.text)
    if _is_row(first.text):
        yield from _row(first, state)
        return
    state.row = 0
    if heading:
        state.levels = ()
        yield from _headed([replace(first, text=heading[2])], len(heading[1]))
        return
    item, note = _ITEM.match(first.text), _NOTE.match(first.text)
    if item:
        state.levels = _levels(state.levels, _width(item[1]))
        found = Item(len(state.levels) - 1, item[2])
        yield from _plain([replace(first, text=item[3]), *raws[1:]], item=found, indent=float(_width(item[1])))
    elif note:
        label = note[1] or note[2].translate(SUPERSCRIPT)
        yield from _plain([replace(first, text=first.text[note.end() :]), *raws[1:]], note=label)
    else:
        if first.gap and not first.text.startswith((" ", "\t")):
            state.levels = ()
        yield from _plain(raws)


def _levels(open_levels: tuple[int, ...], indent: int) -> tuple[int, ...]:
    """Give the indents of the open items when one with `indent` begins."""
    outer = tuple(level for level in open_levels if level < indent)
    same_place = 2  # letters by which items of one list may differ
    if outer and indent - outer[-1] < same_place:
        return outer
    return (*outer, indent)


def _width(space: str) -> int:
    return len(space.expandtabs(4))


def _headed(raws: list[_Raw], level: int) -> Iterator[Line]:
    for line in _plain(raws):
        yield replace(line, heading=level, whole=True)


def _plain(
    raws: list[_Raw], item: Item | None = None, note: str | None = None, indent: float | None = None
) -> Iterator[Line]:
    """Give the lines of a paragraph. Its marks are read as one, since emphasis and links go over the ends of lines."""
    texts = [raw.text.strip() for raw in raws]
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
            indent=indent if indent is not None and index == 0 else _indent(raw.text),
            bold=bold,
            italic=italic,
            item=item if index == 0 else None,
            note=note,
            spans=kept,
            marks=marks,
        )


def _indent(text: str) -> float:
    return float(_width(text[: len(text) - len(text.lstrip())]))


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


def _row(raw: _Raw, state: _State) -> Iterator[Line]:
    """Give the cells of a row: those between the bars, or between the tabs."""
    if _DIVIDER.fullmatch(raw.text):
        return
    if state.row == 0 or raw.gap:
        state.table += 1
        state.row = 0
    text = raw.text.strip()
    cells = _PIPE.split(text.removeprefix("|").removesuffix("|")) if text.startswith("|") else re.split(r"\t+", text)
    for column, cell in enumerate(cells):
        place = Cell(state.table, state.row, column)
        for line in _plain([replace(raw, text=cell)]):
            yield replace(line, cell=place, whole=True, gap=raw.gap and column == 0)
    state.row += 1
