"""Ranked headings into a tree of chapters. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.importer.recognising.lines.block import Block

DEEPEST = 8  # headings in one another


@dataclass
class Chapter:
    """A heading (None for what stands before the first), the blocks under it, and the chapters within."""

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
    rank = chapter.heading.rank if chapter.heading else None
    return rank is not None and block.rank is not None and rank < block.rank
