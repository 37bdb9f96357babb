"""Footnotes: found wherever the end of a page has put them, and tied to their marks. Pure functions."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

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


@dataclass
class _Found:
    """A note as it was found: its label, its place among the blocks, and its paragraphs."""

    label: str
    at: int
    paragraphs: list[Prose]


@dataclass
class _Ties:
    """Ties marks to notes, and remembers which notes have a mark, and which marks (line, label) have no note."""

    notes: list[Note]
    used: set[int] = field(default_factory=set)
    dangling: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def by_label(self) -> dict[str, list[Note]]:
        """Give the notes of each label in the order in which they stand."""
        found: dict[str, list[Note]] = defaultdict(list)
        for note in sorted(self.notes, key=_place):
            found[note.label].append(note)
        return found

    def tied(self, prose: Prose, at: int) -> Prose:
        """Give a text at a place with its marks tied."""
        return replace(prose, marks=tuple(self._tied(mark, prose.line, at) for mark in prose.marks))

    def tied_in(self, block: Block, at: int) -> Block:
        """Give a block at a place with the marks in it tied."""
        prose = self.tied(block.prose, at)
        return replace(block, prose=prose, rows=tuple(tuple(self.tied(cell, at) for cell in row) for row in block.rows))

    def _tied(self, mark: Mark, line: int, at: int) -> Mark:
        note = _first_after(self.by_label.get(mark.label, ()), at)
        if note is None:
            self.dangling.append((line, mark.label))
            return mark
        self.used.add(note.number)
        return replace(mark, label=f"{TIED}{note.number}")


def noted(blocks: Sequence[Block]) -> Noted:
    """Take the footnotes out of `blocks` and tie the marks to them."""
    marked, figures = _with_trailing_marks(blocks)
    found, kept, labels = _found(marked)
    ties = _Ties(_numbered([note for note in found if any(part.text.strip() for part in note.paragraphs)]))
    rows = [ties.tied_in(block, at) for at, block in kept]
    notes = [
        replace(note, paragraphs=tuple(ties.tied(part, note.at) for part in note.paragraphs)) for note in ties.notes
    ]
    return Noted(
        rows, notes, [*labels, *figures], [note for note in notes if note.number not in ties.used], ties.dangling
    )


def _found(blocks: Sequence[Block]) -> tuple[list[_Found], list[tuple[int, Block]], list[Prose]]:
    """Part the notes from the other blocks (with their places); give the labels that notes begin with too."""
    notes: list[_Found] = []
    kept: list[tuple[int, Block]] = []
    labels: list[Prose] = []
    waiting: set[str] = set()
    end = 0
    for at, block in enumerate(blocks):
        if at < end:
            continue
        label, start = _label_of(block, waiting)
        if label is None:
            waiting |= {mark.label for prose in block.proses() for mark in prose.marks}
            kept.append((at, block))
            continue
        waiting.discard(label)
        labels += [block.prose.cut(0, start)] if start else []
        paragraphs = [block.prose.cut(start), *_tail(blocks, at)]
        end = at + len(paragraphs)
        if block.note is not None and _ends_before(notes, label, at):
            notes[-1].paragraphs += paragraphs
        else:
            notes.append(_Found(label, at, paragraphs))
    return notes, kept, labels


def _ends_before(notes: Sequence[_Found], label: str, at: int) -> bool:
    """Say whether the last note has a label and ends right before a place: what stands there is of the same note."""
    return bool(notes) and notes[-1].label == label and notes[-1].at + len(notes[-1].paragraphs) == at


def _label_of(block: Block, waiting: Iterable[str]) -> tuple[str | None, int]:
    """Give the label of a note, as the format has it or as a mark waits for it, and where the note's text begins."""
    if block.note is not None:
        return block.note, 0
    match = _LABELLED.match(block.prose.text) if block.is_paragraph else None
    return (match[1], match.end()) if match and match[1] in waiting else (None, 0)


def _tail(blocks: Sequence[Block], at: int) -> list[Prose]:
    """Give the further paragraphs of a note at the foot of a page: those up to the page's end, if it comes soon."""
    page = blocks[at].page
    if page is None:
        return []
    for end in range(at + 1, min(at + 2 + LONGEST_TAIL, len(blocks))):
        block = blocks[end]
        if block.page != page:
            return [below.prose for below in blocks[at + 1 : end]]
        if not block.is_paragraph or block.bold or _LABELLED.match(block.text):
            break
    return []


def _numbered(found: Sequence[_Found]) -> list[Note]:
    """Give each note a number of its own: its label, where that is a number that no other has."""
    notes: list[Note] = []
    taken = {int(note.label) for note in found if _is_number(note.label)}
    used: set[int] = set()
    free = (number for number in count(1) if number not in taken and number not in used)
    for note in found:
        number = int(note.label) if _is_number(note.label) else 0
        if not number or number in used:
            number = next(free)
        used.add(number)
        notes.append(Note(note.label, number, tuple(note.paragraphs), note.at))
    return sorted(notes, key=lambda note: note.number)


def _is_number(label: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,5}", label))


def _first_after(notes: Sequence[Note], at: int) -> Note | None:
    """Give the first note after a mark of those with its label; where there is none, the last before it."""
    after = bisect_left(notes, at, key=_place)
    return notes[min(after, len(notes) - 1)] if notes else None


def _place(note: Note) -> int:
    return note.at


def _with_trailing_marks(blocks: Sequence[Block]) -> tuple[list[Block], list[Prose]]:
    """Make marks of figures right after words, as long as a note with the same figure follows; give the figures too."""
    result = list(blocks)
    figures: list[Prose] = []
    notes = {} if _has_marks(blocks) else _places_of_notes(blocks)
    for at, block in enumerate(blocks if notes else ()):
        for match in _TRAILING.finditer(block.prose.text):
            if match[1] == str(len(figures) + 1) and notes.get(match[1], -1) > at:
                result[at] = _marked(result[at], match.start(), match[1])
                figures.append(block.prose.cut(match.start(), match.end()))
    return result, figures


def _has_marks(blocks: Iterable[Block]) -> bool:
    return any(block.prose.marks or block.note is not None for block in blocks)


def _places_of_notes(blocks: Iterable[Block]) -> dict[str, int]:
    """Give where paragraphs stand that begin with a figure and are long enough for a note, by that figure."""
    found = ((at, block, _LABELLED.match(block.text)) for at, block in enumerate(blocks) if block.is_paragraph)
    return {match[1]: at for at, block, match in found if match and len(words(block.text)) > FEWEST_WORDS}


def _marked(block: Block, at: int, label: str) -> Block:
    """Take the figures of `label` out of the block's text, and put a mark there."""
    at -= sum(len(mark.label) for mark in block.prose.marks)  # each taken out before this one
    prose = block.prose.without(range(at, at + len(label)))
    return block.saying(replace(prose, marks=(*prose.marks, Mark(at, label))))
