"""Ranked blocks go in; a tree of chapters, each knowing what it says and holds, comes out. Pure functions."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Code, Notice
from portal.importer.recognising.structure.columns import has_areas, of_commitments
from portal.importer.recognising.structure.phrases import (
    Named,
    Sort,
    commitment_label,
    has_theme,
    lead_in,
    named_commitment,
    opening,
    responsible_label,
    section_sort,
)

DEEPEST = 8  # headings in one another
UNKNOWN = sys.maxsize  # a rank further in than any


@dataclass(eq=False)
class Chapter:
    """A heading (None for what stands before the first), the blocks under it, and the chapters within.

    What its title says and what it holds is asked for when the tree is whole.
    """

    heading: Block | None
    body: list[Block] = field(default_factory=list)
    children: list["Chapter"] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Give the heading's text."""
        return self.heading.text if self.heading else ""

    @property
    def is_label(self) -> bool:
        """Say whether the heading only names what follows it."""
        return bool(self.heading and self.heading.label)

    @property
    def sort(self) -> Sort:
        """Give what a section with this title is about."""
        return section_sort(self.title)

    @property
    def label(self) -> str:
        """Give the kind of commitments that its title is a label for; or nothing."""
        return commitment_label(self.title)

    @property
    def announces(self) -> str:
        """Give the kind of commitments that follow a label, or a short sentence such as “Kommunens mål är att”."""
        return self.label or (lead_in(self.title) if self.is_label else "")

    @property
    def named(self) -> Named | None:
        """Give what the heading says of its kind; a sentence that stands as one says it by its first words."""
        named = named_commitment(self.title)
        if named or self.is_label or self.heading is None or self.heading.level is not None:
            return named
        kind = opening(self.title)
        return Named(kind, "", 0) if kind else None

    @cached_property
    def has_list(self) -> bool:
        """Say whether a list stands right under it."""
        return any(block.item for block in self.body)

    @cached_property
    def has_table(self) -> bool:
        """Say whether a table of commitments stands right under it."""
        return any(of_commitments(block.rows) for block in self.body if block.rows)

    @cached_property
    def has_areas_in_table(self) -> bool:
        """Say whether such a table has areas of its own."""
        return any(has_areas(block.rows) for block in self.body if block.rows)

    @cached_property
    def holds_commitments(self) -> bool:
        """Say whether a label, a heading or a table under it begins commitments or names who answers."""
        return self.has_table or any(child.begins_commitments for child in self.children)

    @property
    def begins_commitments(self) -> bool:
        """Say whether it is a commitment, a label of some or of those who answer, or holds commitments itself."""
        if self.named or (self.is_label and responsible_label(self.title)):
            return True
        if self.label:
            has_rows = any(block.rows for block in self.body)
            return self.is_label or self.has_list or has_rows or bool(self.children)
        return self.holds_commitments

    def flattened(self) -> list[Block]:
        """Give its heading and all blocks in it, in order, as blocks of one text."""
        own = [replace(self.heading, label=False)] if self.heading else []
        return [*own, *self.body, *(block for child in self.children for block in child.flattened())]


def chapters(blocks: Sequence[Block]) -> list[Chapter]:
    """Give the tree that the ranks of the headings make; the blocks keep their order."""
    top: list[Chapter] = []
    open_chapters: list[Chapter] = []
    for block in blocks:
        if block.rank is None:
            if not open_chapters:
                open_chapters.append(Chapter(None))
                top.append(open_chapters[0])
            open_chapters[-1].body.append(block)
            continue
        while open_chapters and not _holds(open_chapters[-1], block):
            open_chapters.pop()
        del open_chapters[DEEPEST:]
        chapter = Chapter(block)
        (open_chapters[-1].children if open_chapters else top).append(chapter)
        open_chapters.append(chapter)
    return top


def _holds(chapter: Chapter, block: Block) -> bool:
    return chapter.heading is not None and _rank(chapter.heading) < _rank(block)


def put_in_place(blocks: Sequence[Block]) -> tuple[list[Block], list[Notice]]:
    """Give the blocks with headings in place that a style sets too high, and what to tell about those moved."""
    result = list(blocks)
    _put_foreword_beside(result)
    return result, list(_put_areas_together(result))


def _headings(blocks: Sequence[Block]) -> list[int]:
    return [at for at, block in enumerate(blocks) if block.rank is not None and not block.label]


def _rank(block: Block) -> int:
    return block.rank if block.rank is not None else 0


def _put_foreword_beside(blocks: list[Block]) -> None:
    """Put a signed foreword, set in a larger type than the chapters, beside them and not above them."""
    first, *later = _headings(blocks) or [0]
    if later:
        others = min(_rank(blocks[at]) for at in later)
        if _rank(blocks[first]) < others and signature(blocks[first + 1 : later[0]]):
            blocks[first] = replace(blocks[first], rank=others)


def _put_areas_together(blocks: list[Block]) -> Iterator[Notice]:
    """Put a heading that follows the focus areas, and speaks of what areas do, among them, however high it is set."""
    container = UNKNOWN  # the rank of the heading of the areas
    area = UNKNOWN  # the outermost rank under it
    for at in _headings(blocks):
        block, rank = blocks[at], _rank(blocks[at])
        if rank > container:
            area = min(area, rank)
        elif area != UNKNOWN and rank < container and _reads_as_area(block.text):
            blocks[at] = replace(block, rank=area)
            yield Notice(block.prose.line, Code.MOVED_HEADING)
        else:
            is_container = commitment_label(block.text) == "focus_area" and not named_commitment(block.text)
            container, area = (rank if is_container else UNKNOWN), UNKNOWN


def _reads_as_area(title: str) -> bool:
    return has_theme(title) and not (section_sort(title) or commitment_label(title) or named_commitment(title))
