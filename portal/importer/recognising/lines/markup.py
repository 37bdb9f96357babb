"""Blocks into the rich text of a strategy file. Pure functions."""

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import groupby, pairwise
from operator import itemgetter

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.notes import TIED
from portal.importer.recognising.lines.prose import Prose
from portal.importer.sources.line import Item, Span

_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_QUOTED = (("”", "”"), ("“", "”"), ('"', '"'), ("»", "»"), ("«", "»"))
_NOTE = re.compile(r'<a href="#footnote-\d+">\d+</a>')
_BLOCK = re.compile(r"</?(?:p|li|tr|td|ul|ol|blockquote)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
DEEPEST_LIST = 4
_number = itemgetter(0)


def rich(blocks: Sequence[Block]) -> str:
    """Give the blocks as HTML: paragraphs, lists, quotations and tables, in their order."""
    parts: list[str] = []
    for in_list, group in groupby(blocks, key=lambda block: block.item is not None):
        together = list(group)
        parts.extend(_lists(together) if in_list else map(_single, together))
    return "".join(part for part in parts if part)


def plain(html: str) -> str:
    """Give the words of such HTML on one line, without footnote marks."""
    apart = _BLOCK.sub(" ", _NOTE.sub("", html))
    return " ".join(unescape(_TAG.sub("", apart)).split())


def paragraph(prose: Prose) -> str:
    """Give a text as one paragraph; nothing for a text without letters."""
    return f"<p>{inline(prose)}</p>" if prose else ""


def inline(prose: Prose) -> str:
    """Give a text as HTML within a paragraph: emphasis, links, footnote marks."""
    spans = [span for span in prose.spans if span.tag != "a" or span.href.startswith(_ADDRESSES)]
    spans.sort(key=lambda span: span.tag == "a")  # a link stands around the emphasis in it
    marks: dict[int, list[str]] = defaultdict(list)
    for mark in prose.marks:
        marks[mark.at].append(_mark(mark.label))
    cuts = {0, len(prose.text), *marks, *(span.start for span in spans), *(span.end for span in spans)}
    pieces = list(pairwise(sorted(cuts)))
    parts = marks[0]
    for (start, end), around in zip(pieces, _around(pieces, spans), strict=True):
        parts.append(_piece(prose.text[start:end], around))
        parts.extend(marks[end])
    return "".join(parts).strip()


def _around(pieces: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Give the spans that each piece of a text is all in, in their order; no span begins or ends within a piece."""
    waiting = sorted(enumerate(spans), key=lambda numbered: numbered[1].start, reverse=True)
    around: list[tuple[int, Span]] = []
    for start, _end in pieces:
        around = [numbered for numbered in around if numbered[1].end > start]
        while waiting and waiting[-1][1].start <= start:
            numbered = waiting.pop()
            if numbered[1].end > start:
                insort(around, numbered, key=_number)
        yield [span for _number, span in around]


def _piece(text: str, around: Iterable[Span]) -> str:
    """Give a part of a text in the elements of the spans around it, the first of them innermost."""
    html = escape(text, quote=False)
    for span in around:
        if span.tag == "a":
            html = f'<a href="{escape(span.href)}">{html}</a>'
        elif html.strip():
            html = f"<{span.tag}>{html}</{span.tag}>"
    return html


def _mark(label: str) -> str:
    if label.startswith(TIED):
        number = label.removeprefix(TIED)
        return f'<a href="#footnote-{number}">{number}</a>'
    return f"<sup>{escape(label, quote=False)}</sup>"


def _single(block: Block) -> str:
    if block.rows:
        return _table(block.rows)
    if not block.prose:
        return ""
    text = inline(_emphasised(block))
    return f"<blockquote><p>{text}</p></blockquote>" if _is_quotation(block.text) else f"<p>{text}</p>"


def _emphasised(block: Block) -> Prose:
    prose = block.prose
    if block.italic:
        prose = prose.marked("em")
    return prose.marked("strong") if block.bold or block.rank is not None or block.level is not None else prose


def _is_quotation(text: str) -> bool:
    return any(len(text) > len(first + last) and text[0] == first and text[-1] == last for first, last in _QUOTED)


def _table(rows: Iterable[Sequence[Prose]]) -> str:
    cells = ("".join(f"<td>{_in_cell(cell)}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


def _in_cell(cell: Prose) -> str:
    """Give what stands in a cell: its text, or paragraphs and lists where it has several."""
    parts = cell.paragraphs()
    if len(parts) == 1 and not parts[0][1]:
        return inline(cell)
    return rich([Block(prose, item=Item(0, "•") if item else None) for prose, item in parts])


def _lists(items: Sequence[Block]) -> Iterator[str]:
    """Give the lists that items in a row make: a new one where bullets follow numbers, or numbers begin again."""
    run: list[Block] = []
    outer: Block | None = None  # the last of the outermost in the run
    for block in items:
        is_outer = _level(block) == 0
        if outer and is_outer and _parts_from(outer, block):
            yield _list(run, 0)
            run = []
        run.append(block)
        outer = block if is_outer else outer
    if run:
        yield _list(run, 0)


def _parts_from(above: Block, block: Block) -> bool:
    if _ordered(above) != _ordered(block):
        return True
    number, before = number_of(block), number_of(above)
    return number is not None and before is not None and number <= before


def _level(block: Block) -> int:
    return min(block.item.level, DEEPEST_LIST) if block.item else 0


def _ordered(block: Block) -> bool:
    return bool(block.item and block.item.ordered)


def number_of(block: Block) -> int | None:
    """Give the number that a list item has; None for one without, or with a letter."""
    digits = block.item.mark.strip(".()[] ") if block.item else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len("9999") else None


def _list(items: Sequence[Block], depth: int) -> str:
    """Give one list; items that stand deeper than the first are lists within the item above them."""
    level = min(_level(block) for block in items)
    starts = [at for at, block in enumerate(items) if at == 0 or _level(block) == level]
    parts = [_entry(items[at:end], level, depth) for at, end in pairwise([*starts, len(items)])]
    first = next(block for block in items if _level(block) == level)
    if not _ordered(first):
        return f"<ul>{''.join(parts)}</ul>"
    start = number_of(first)
    begin = "" if start in (None, 1) else f' start="{start}"'
    return f"<ol{begin}>{''.join(parts)}</ol>"


def _entry(items: Sequence[Block], level: int, depth: int) -> str:
    """Give an item of a list with those that stand deeper after it; the first of them may be one of those itself."""
    own, below = ([items[0]], items[1:]) if _level(items[0]) == level else ([], items)
    inner = _lists_below(below, depth) if below else ()
    return f"<li>{''.join((*(inline(block.prose) for block in own), *inner))}</li>"


def _lists_below(items: Sequence[Block], depth: int) -> Iterator[str]:
    if depth < DEEPEST_LIST:
        yield _list(items, depth + 1)
    else:
        yield "".join(f"<p>{inline(block.prose)}</p>" for block in items)
