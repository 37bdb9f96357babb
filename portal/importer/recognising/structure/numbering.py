"""Blocks go in; the numbers of their headings, and the ranks that those give, come out. Pure functions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.structure.phrases import section_sort, unnumbered
from portal.importer.recognising.structure.titles import reads_as_title

# Ranks leave room between them: smaller is outer.
STEP = 10
FEWEST_CHAPTERS = 2  # that a reader took for items, so that they number the chapters
_OF_STATUTE = re.compile(r"(?P<chapter>\d{1,2}\s+kap\.\s)|§\s?\d")


def with_numbered_chapters(blocks: Sequence[Block]) -> list[Block]:
    """Make paragraphs again of numbered lines that a reader took for items of a list, but that number the chapters.

    Those stand alone, read as titles, and count from 1 through the document.
    """
    result = list(blocks)
    count = 0
    for at, block in enumerate(blocks):
        if block.item and _item_number(block) == count + 1 and _stands_alone(blocks, at):
            prose = block.prose.after(f"{block.item.mark} ")
            result[at] = replace(block, item=None, prose=prose, indent=0.0)
            count += 1
    return result if count >= FEWEST_CHAPTERS else list(blocks)


def _stands_alone(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a numbered line is a title with text under it and no other number beside it."""
    above, below = blocks[max(at - 1, 0) : at], blocks[at + 1 : at + 2]
    beside = any(_item_number(block) is not None for block in (*above, *below))
    return bool(below) and not beside and blocks[at].gap and reads_as_title(blocks[at].text)


def _item_number(block: Block) -> int | None:
    if not block.item or block.item.level:
        return None
    digits = block.item.mark.rstrip(".")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def ranks_by_number(blocks: Sequence[Block], ranks: Mapping[int, int]) -> dict[int, int]:
    """Rank headings of one rank by their numbers, where most have one: “2 kap.” and “§ 5”, or “2” and “2.1”."""
    if len(set(ranks.values())) > 1:
        return {}
    return _of_statute(blocks, ranks) or _by_figures(blocks, sorted(ranks))


def _of_statute(blocks: Sequence[Block], places: Iterable[int]) -> dict[int, int]:
    """Rank chapters above paragraphs, as in a statute."""
    places = list(places)
    found = {at: match for at in places if (match := _OF_STATUTE.match(blocks[at].text))}
    if len(found) * 2 <= len(places):
        return {}
    paragraph = 2 * STEP if any(match["chapter"] for match in found.values()) else STEP
    return {at: STEP if match["chapter"] else paragraph for at, match in found.items()}


def _by_figures(blocks: Sequence[Block], places: Sequence[int]) -> dict[int, int]:
    """Rank headings by how many figures their numbers have; one without a number is in the chapter before it."""
    numbers = {at: number for at in places if (number := unnumbered(blocks[at].text)[0])[:1].isdigit()}
    if len(numbers) * 2 < len(places) or not any("." in number for number in numbers.values()):
        return {}
    ranks: dict[int, int] = {}
    chapter = STEP
    for at in places:
        if at in numbers:
            ranks[at] = chapter = (numbers[at].count(".") + 1) * STEP
        else:
            stands_outside = section_sort(blocks[at].text).kind in ("appendix", "foreword")
            ranks[at] = STEP if stands_outside else chapter + STEP
    return ranks


def ranks_below_numbers(blocks: Sequence[Block], ranks: Mapping[int, int]) -> dict[int, int]:
    """Rank lines such as “4.1 Skola” under the heading of `ranks` with the first of their figures."""
    chapters = {unnumbered(blocks[at].text)[0].rstrip("."): rank for at, rank in ranks.items()}
    found = {}
    for at, block in enumerate(blocks):
        if at not in ranks and block.is_paragraph and block.gap:
            above, dot, _last = unnumbered(block.text)[0].rpartition(".")
            if dot and above in chapters and reads_as_title(block.text):
                found[at] = chapters[above] + STEP // 2
    return found
