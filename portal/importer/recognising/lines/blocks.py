"""Lines into blocks: lines of a paragraph are put together, and what a page's end has parted. Pure functions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose, joined, of_line, stacked
from portal.importer.recognising.structure.phrases import (
    begins_decision,
    commitment_label,
    fact_label,
    named_commitment,
    opening,
    responsible_label,
    section_sort,
)
from portal.importer.recognising.words import words
from portal.importer.sources.line import Line

Placed = tuple[int, Line]  # a line with its index in the source

_ENDED = re.compile(r"[.!?:;…][\"”’»)\]]*$")
_LABELLED = re.compile(r"[^\W\d_][^:.!?]{0,60}:(?:\s|$)")
_NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+[^\W\d_]")
# A line with a term and its explanation, one under the other in a list of them.
_DEFINES = re.compile(r"[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,3}(?:\s+[–—=]|\s?:)\s")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
NARROWEST = 40  # letters of a full line, below which nothing is known of where lines end
WIDEST = 130  # letters of a line that a margin has ended
FULL = 0.75  # of the usual width, from which a line may have been ended by the margin
FEWEST_WITHOUT_GAPS = 5  # paragraphs of a document that has no space above any
FEWEST_CONTINUED = 4  # words of a paragraph that may go on after a gap
SAME_SIZE = 0.6  # points
LONGEST_END = 500  # letters at the beginning and at the end of a paragraph that tell what it is


def blocks_of(placed: Sequence[Placed]) -> list[Block]:
    """Give the blocks that the lines make, in order; every word of every line is in one of them."""
    width = _usual_width(placed)
    placed = _parted(placed, width)
    found: list[Block] = []
    for table, group in groupby(
        _in_groups(placed, width), key=lambda lines: lines[0][1].cell and lines[0][1].cell.table
    ):
        if table is None:
            found.extend(_block(lines) for lines in group)
        else:
            found.append(_table([line for lines in group for line in lines]))
    return found


def _parted(placed: Sequence[Placed], width: float) -> Sequence[Placed]:
    """Put space above each whole paragraph where a document has none above any: it says nothing then.

    The same for a text file in which each line is a paragraph.
    """
    lines = [line for _index, line in placed]
    each = _each_is_a_paragraph(lines, width)
    if not each and not _says_nothing_by_gaps(lines):
        return placed
    return [
        (index, replace(line, gap=line.gap or (line.item is None and (each or line.whole)))) for index, line in placed
    ]


def _each_is_a_paragraph(lines: Sequence[Line], width: float) -> bool:
    return width > WIDEST and all(line.size is None and not line.whole for line in lines)


def _says_nothing_by_gaps(lines: Sequence[Line]) -> bool:
    paragraphs = [line for line in lines if line.whole and line.cell is None and line.item is None]
    return len(paragraphs) >= FEWEST_WITHOUT_GAPS and not any(line.gap for line in paragraphs)


def _usual_width(placed: Sequence[Placed]) -> float:
    """Give the letters of a line that the margin ends, as far as the lines tell."""
    lengths = sorted(
        len(line.text)
        for (_index, line), (_below, below) in pairwise(placed)
        if not below.gap and below.item is None and below.heading is None and line.cell is None
    )
    return lengths[int(len(lengths) * 0.9)] if lengths else 0.0


def _in_groups(placed: Sequence[Placed], width: float) -> list[list[Placed]]:
    groups: list[list[Placed]] = []
    for index, line in placed:
        if not line.text.strip() and not line.marks:
            continue
        if groups and _continues(groups[-1], line, width):
            groups[-1].append((index, line))
        else:
            groups.append([(index, line)])
    return groups


def _continues(group: Sequence[Placed], line: Line, width: float) -> bool:
    """Say whether `line` belongs to the paragraph, heading or cell that the lines of `group` have begun."""
    above, first = group[-1][1], group[0][1]
    if line.cell or above.cell:
        return line.cell == above.cell and line.item is None
    if not _may_be_one(above, line):
        return False
    if _is_divided(above.text, line.text):
        return True
    return _set_alike(above, line) and not _begins_another(first, above, line) and _runs_on(first, above, line, width)


def _is_divided(above: str, below: str) -> bool:
    """Say whether a word begins on the line above, and ends on the one below."""
    return below[:1].islower() and bool(_DIVIDED.search(above.rstrip()))


def _set_alike(above: Line | Block, below: Line | Block) -> bool:
    """Say whether two lines or blocks are set in the same letters."""
    return above.bold == below.bold and abs((above.size or 0) - (below.size or 0)) <= SAME_SIZE


def _begins_another(first: Line, above: Line, line: Line) -> bool:
    """Say whether a line begins something of the same sort as the paragraph before it, or a label."""
    if _NUMBERED.match(line.text) and _NUMBERED.match(first.text):
        return True
    sort = opening(line.text)
    again = _DEFINES.match(line.text) or (sort and sort == opening(first.text))
    return bool(again and _ENDED.search(above.text)) or _starts_anew(line)


def _runs_on(first: Line, above: Line, line: Line, width: float) -> bool:
    """Say whether nothing but the margin, or the looks of a heading or a note, has ended the line above."""
    if line.heading is not None or first.note is not None or above.bold:
        return True
    hanging = first.item is not None and line.indent > first.indent
    return hanging or line.text[:1].islower() or _is_full(above, line, width)


def _may_be_one(above: Line, line: Line) -> bool:
    """Say whether nothing marks two lines as parted: one page, and one heading, note or title, or none."""
    if above.whole or line.gap or line.item:
        return False
    same_note = line.note is None or line.note == above.note
    return same_note and (line.title, line.page, line.heading) == (above.title, above.page, above.heading)


def _starts_anew(line: Line) -> bool:
    text = line.text.strip()
    before_colon = text.partition(":")[0]
    labelled = text.endswith(":") and (commitment_label(text) or responsible_label(text))
    return bool(
        labelled
        or begins_decision(text)
        or (":" in text and (fact_label(before_colon) or responsible_label(before_colon)))
    )


def _is_full(above: Line, line: Line, width: float) -> bool:
    """Say whether the first word below had no room on the line above."""
    if width > WIDEST and line.size is None:
        return False  # a text file in which each line is a paragraph
    if width < NARROWEST:
        return len(above.text) >= NARROWEST and not _ENDED.search(above.text)
    first_word = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    return len(above.text) + above.indent + 1 + len(first_word) >= FULL * width


def _block(placed: Sequence[Placed]) -> Block:
    first = placed[0][1]
    lines = [line for _index, line in placed]
    sizes = [line.size for line in lines if line.size]
    return Block(
        prose=joined([of_line(line, index) for index, line in placed]),
        level=first.heading,
        title=first.title,
        item=first.item,
        note=first.note,
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        size=max(sizes) if sizes else None,
        indent=first.indent,
        page=first.page,
        gap=first.gap,
        whole=all(line.whole for line in lines),
    )


def _table(placed: Sequence[Placed]) -> Block:
    """Give the block of a table's lines; lines of one cell are its paragraphs, which a line's end parts."""
    rows: list[tuple[Prose, ...]] = []
    for _row, in_row in groupby(placed, key=lambda pair: pair[1].cell and pair[1].cell.row):
        cells: list[Prose] = []
        for column, in_cell in groupby(in_row, key=lambda pair: pair[1].cell and pair[1].cell.column):
            while len(cells) < (column or 0):
                cells.append(Prose(""))
            cells.append(_cell(list(in_cell)))
        rows.append(tuple(cells))
    first = placed[0][1]
    return Block(prose=Prose(""), rows=tuple(rows), page=first.page, gap=True, whole=True)


def _cell(placed: list[Placed]) -> Prose:
    """Give a cell's text; a line that begins an item, or follows a whole paragraph, begins a paragraph of it."""
    paragraphs: list[list[Placed]] = []
    for index, line in placed:
        if paragraphs and not line.item and not paragraphs[-1][-1][1].whole:
            paragraphs[-1].append((index, line))
        else:
            paragraphs.append([(index, line)])
    prose = stacked(
        [
            (joined([of_line(line, index) for index, line in lines]), lines[0][1].item is not None)
            for lines in paragraphs
        ]
    )
    return prose.marked("strong") if all(line.bold for _index, line in placed) else prose


def mended(blocks: Iterable[Block]) -> list[Block]:
    """Put together the paragraphs and list items that the end of a page, or a note at its foot, has parted."""
    parts: list[list[Block]] = []
    above: Block | None = None
    for block in blocks:
        if above and _goes_on(above, block):
            parts[-1].append(block)
            above = above.saying(_ends(joined([above.prose, block.prose])))
        else:
            parts.append([block])
            above = block
    return [_whole(*blocks_of_one) for blocks_of_one in parts]


def _whole(first: Block, *more: Block) -> Block:
    return first.saying(joined([first.prose, *(block.prose for block in more)])) if more else first


def _ends(prose: Prose) -> Prose:
    """Give the beginning and the end of a long text: they alone tell whether a paragraph goes on below."""
    text = prose.text
    return prose if len(text) <= 2 * LONGEST_END else Prose(text[:LONGEST_END] + text[-LONGEST_END:])


def _goes_on(above: Block, block: Block) -> bool:
    if not block.is_paragraph or _is_closed(above) or not _set_alike(above, block):
        return False
    if _is_divided(above.text, block.text):
        return True
    if above.item and above.page == block.page:
        return False
    return block.text[:1].islower() and not _LABELLED.match(block.text) and _is_unended(above)


def _is_closed(above: Block) -> bool:
    return above.level is not None or bool(above.rows) or above.note is not None or above.whole


def _is_unended(above: Block) -> bool:
    """Say whether a block breaks off in a sentence, and is no label or heading before a text."""
    text = above.text
    if _ENDED.search(text) or _ends_in_address(text) or len(words(text)) < FEWEST_CONTINUED:
        return False
    return not (named_commitment(text) or commitment_label(text) or (above.is_short and section_sort(text)))


def _ends_in_address(text: str) -> bool:
    text = text.rstrip(")>")
    return text[-1:].strip() != "" and bool(_ADDRESS.search(text.rsplit(maxsplit=1)[-1]))
