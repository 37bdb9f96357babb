"""Blocks into the rich text of a strategy file. Pure functions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import groupby, pairwise

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.notes import TIED
from portal.importer.recognising.lines.prose import Prose
from portal.importer.sources.line import Item

_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_QUOTED = (("”", "”"), ("“", "”"), ('"', '"'), ("»", "»"), ("«", "»"))
_NOTE = re.compile(r'<a href="#footnote-\d+">\d+</a>')
_BLOCK = re.compile(r"</?(?:p|li|tr|td|ul|ol|blockquote)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
DEEPEST_LIST = 4


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
    text = prose.text
    spans = [span for span in prose.spans if span.tag != "a" or span.href.startswith(_ADDRESSES)]
    cuts = (
        {0, len(text)} | {end for span in spans for end in (span.start, span.end)} | {mark.at for mark in prose.marks}
    )
    places = sorted(cuts)
    marks: dict[int, list[str]] = {}
    for mark in prose.marks:
        marks.setdefault(mark.at, []).append(_mark(mark.label))
    parts = ["".join(marks.get(0, ()))]
    for start, end in pairwise(places):
        piece = escape(text[start:end], quote=False)
        for span in sorted(spans, key=lambda span: span.tag == "a"):
            if span.start <= start and end <= span.end:
                address = f' href="{escape(span.href)}"' if span.tag == "a" else ""
                piece = f"<{span.tag}{address}>{piece}</{span.tag}>" if piece.strip() or span.tag == "a" else piece
        parts.append(piece)
        parts.extend(marks.get(end, ()) if end else ())
    return "".join(parts).strip()


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
    for block in items:
        if run and _parts_from(run, block):
            yield _list(run, 0)
            run = []
        run.append(block)
    if run:
        yield _list(run, 0)


def _parts_from(run: Sequence[Block], block: Block) -> bool:
    outer = [other for other in run if _level(other) == 0]
    if not outer or _level(block) > 0:
        return False
    above = outer[-1]
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
    parts: list[str] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and _level(items[end]) > level:
            end += 1
        own, below = (items[at], items[at + 1 : end]) if _level(items[at]) == level else (None, items[at:end])
        inner = "".join(_lists_below(below, depth)) if below else ""
        parts.append(f"<li>{inline(own.prose) if own else ''}{inner}</li>")
        at = end
    first = next((block for block in items if _level(block) == level), items[0])
    start = number_of(first)
    begin = f' start="{start}"' if start is not None and start != 1 else ""
    return f"<ol{begin}>{''.join(parts)}</ol>" if _ordered(first) else f"<ul>{''.join(parts)}</ul>"


def _lists_below(items: Sequence[Block], depth: int) -> Iterator[str]:
    if depth < DEEPEST_LIST:
        yield _list(items, depth + 1)
    else:
        yield "".join(f"<p>{inline(block.prose)}</p>" for block in items)
