"""Footnotes: found wherever the end of a page has put them, and tied to their marks. Pure functions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import words
from portal.importer.sources.line import Mark

TIED = "#"  # stands before the number of the footnote in a mark that has one
_LABELLED = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")
# Figures right after a word, as superscript ones become when a file loses its styles.
_TRAILING = re.compile(r"(?<=[a-zåäö)”\"][.,]|.[a-zåäö)”\"])(\d{1,2})(?=[\s.,;:)]|$)")
LONGEST_TAIL = 4  # paragraphs of a note after its first
FEWEST_WORDS = 4  # of a note that only its number tells from a numbered heading


@dataclass(frozen=True)
class Note:
    """A footnote: its label in the source, its number in the portal, its paragraphs, and the place it was at."""

    label: str
    number: int
    paragraphs: tuple[Prose, ...]
    at: int


@dataclass(frozen=True)
class Noted:
    """Blocks without their footnotes, in which each mark knows its note; the notes; and labels that became numbers."""

    blocks: list[Block]
    notes: list[Note]
    labels: list[Prose]
    unmarked: list[Note]
    dangling: list[tuple[int, str]]  # (index of the line, label)


def noted(blocks: Sequence[Block]) -> Noted:
    """Take the footnotes out of `blocks` and tie the marks to them."""
    marked, figures = _with_trailing_marks(blocks)
    found, kept, labels = _found(marked)
    labels += figures
    notes = _numbered([row for row in found if any(part.text.strip() for part in row[2])])
    dangling: list[tuple[int, str]] = []
    used: set[int] = set()

    def tied(prose: Prose, at: int) -> Prose:
        marks = []
        for mark in prose.marks:
            note = _note_of(mark, at, notes)
            if note:
                used.add(note.number)
            else:
                dangling.append((prose.line, mark.label))
            marks.append(replace(mark, label=f"{TIED}{note.number}") if note else mark)
        return replace(prose, marks=tuple(marks)) if marks else prose

    rows = [
        replace(
            block,
            prose=tied(block.prose, at),
            rows=tuple(tuple(tied(cell, at) for cell in row) for row in block.rows),
        )
        for at, block in kept
    ]
    notes = [replace(note, paragraphs=tuple(tied(part, note.at) for part in note.paragraphs)) for note in notes]
    return Noted(rows, notes, labels, [note for note in notes if note.number not in used], dangling)


def _found(blocks: Sequence[Block]) -> tuple[list[tuple[str, int, list[Prose]]], list[tuple[int, Block]], list[Prose]]:
    """Part the notes (label, place, paragraphs) from the other blocks (with their places)."""
    notes: list[tuple[str, int, list[Prose]]] = []
    kept: list[tuple[int, Block]] = []
    labels: list[Prose] = []
    waiting: set[str] = set()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        label, start = (block.note, 0) if block.note is not None else _label_of(block, waiting)
        if label is None:
            waiting |= {mark.label for prose in block.proses() for mark in prose.marks}
            kept.append((at, block))
            at += 1
            continue
        waiting.discard(label)
        if start:
            labels.append(block.prose.cut(0, start))
        tail = _tail(blocks, at)
        same = (
            bool(notes) and block.note is not None and notes[-1][0] == label and notes[-1][1] == at - len(notes[-1][2])
        )
        paragraphs = [block.prose.cut(start), *(below.prose for below in tail)]
        if same:
            notes[-1][2].extend(paragraphs)
        else:
            notes.append((label, at, paragraphs))
        at += 1 + len(tail)
    return notes, kept, labels


def _label_of(block: Block, waiting: Iterable[str]) -> tuple[str | None, int]:
    """Give the label that a paragraph begins with, if a mark waits for it, and where the note's text begins."""
    match = _LABELLED.match(block.prose.text) if block.is_paragraph else None
    return (match[1], match.end()) if match and match[1] in waiting else (None, 0)


def _tail(blocks: Sequence[Block], at: int) -> list[Block]:
    """Give the further paragraphs of a note at the foot of a page: those up to the page's end, if it comes soon."""
    page = blocks[at].page
    if page is None:
        return []
    for end in range(at + 1, min(at + 2 + LONGEST_TAIL, len(blocks))):
        block = blocks[end]
        if block.page != page:
            return list(blocks[at + 1 : end])
        if not block.is_paragraph or block.bold or _LABELLED.match(block.text):
            break
    return []


def _numbered(found: Sequence[tuple[str, int, list[Prose]]]) -> list[Note]:
    """Give each note a number of its own: its label, where that is a number that no other has."""
    notes: list[Note] = []
    taken = {int(label) for label, _at, _paragraphs in found if _is_number(label)}
    used: set[int] = set()
    for label, at, paragraphs in found:
        number = int(label) if _is_number(label) else 0
        if not number or number in used:
            number = next(free for free in range(1, len(found) + len(taken) + 2) if free not in taken | used)
        used.add(number)
        notes.append(Note(label, number, tuple(paragraphs), at))
    return sorted(notes, key=lambda note: note.number)


def _is_number(label: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,5}", label))


def _note_of(mark: Mark, at: int, notes: Sequence[Note]) -> Note | None:
    """Give the first note with the mark's label after the mark; where there is none, the last before it."""
    same = sorted((note for note in notes if note.label == mark.label), key=lambda note: note.at)
    after = [note for note in same if note.at >= at]
    return after[0] if after else (same[-1] if same else None)


def _with_trailing_marks(blocks: Sequence[Block]) -> tuple[list[Block], list[Prose]]:
    """Make marks of figures right after words, as long as a note with the same figure follows; give the figures too."""
    result = list(blocks)
    figures: list[Prose] = []
    if any(block.prose.marks or block.note is not None for block in blocks):
        return result, figures
    notes = {
        match[1]: at
        for at, block in enumerate(blocks)
        if block.is_paragraph and (match := _LABELLED.match(block.text)) and len(words(block.text)) > FEWEST_WORDS
    }
    expected = 1
    for at, block in enumerate(blocks):
        for match in _TRAILING.finditer(block.prose.text):
            if match[1] == str(expected) and notes.get(match[1], -1) > at:
                result[at] = _marked(result[at], match.start(), match[1])
                figures.append(block.prose.cut(match.start(), match.end()))
                expected += 1
    return result, figures


def _marked(block: Block, at: int, label: str) -> Block:
    """Take the figures of `label` out of the block's text, and put a mark there."""
    at -= sum(len(mark.label) for mark in block.prose.marks)  # each taken out before this one
    prose = block.prose.without(range(at, at + len(label)))
    return block.saying(replace(prose, marks=(*prose.marks, Mark(at, label))))
