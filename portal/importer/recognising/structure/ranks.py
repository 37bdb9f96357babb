"""Headings whose style puts them at the wrong place: set too high or alone on their level. Pure functions."""

from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Code, Notice
from portal.importer.recognising.structure.phrases import commitment_label, has_theme, named_commitment, section_sort


def settled(blocks: Sequence[Block]) -> tuple[list[Block], list[Notice]]:
    """Give the blocks with their headings in place, and what to tell about those that were moved."""
    return _areas_together(_foreword_beside(blocks))


def _headings(blocks: Sequence[Block]) -> list[int]:
    return [at for at, block in enumerate(blocks) if block.rank is not None and not block.label]


def _rank(block: Block) -> int:
    return block.rank if block.rank is not None else 0


def _foreword_beside(blocks: Sequence[Block]) -> list[Block]:
    """Put a signed foreword, set in a larger type than the chapters, beside them and not above them."""
    result = list(blocks)
    headings = _headings(blocks)
    if len(headings) > 1:
        first, second = headings[:2]
        others = min(_rank(blocks[at]) for at in headings[1:])
        if _rank(blocks[first]) < others and signature(blocks[first + 1 : second]):
            result[first] = replace(blocks[first], rank=others)
    return result


def _areas_together(blocks: Sequence[Block]) -> tuple[list[Block], list[Notice]]:
    """Put a heading that follows the focus areas, and speaks of what areas do, among them, however high it is set."""
    result = list(blocks)
    warnings: list[Notice] = []
    container: int | None = None
    area: int | None = None
    for at in _headings(blocks):
        block = result[at]
        if container is None or _rank(block) <= container:
            known = section_sort(block.text) or commitment_label(block.text) or named_commitment(block.text)
            if (
                container is not None
                and area is not None
                and _rank(block) < container
                and not known
                and has_theme(block.text)
            ):
                result[at] = replace(block, rank=area)
                warnings.append(Notice(block.prose.line, Code.MOVED_HEADING))
                continue
            is_container = commitment_label(block.text) == "focus_area" and not named_commitment(block.text)
            container, area = (_rank(block) if is_container else None), None
        else:
            area = _rank(block) if area is None else min(area, _rank(block))
    return result, warnings
