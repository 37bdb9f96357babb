"""Where the quotations of a section of voices begin. Pure functions."""

from collections.abc import Sequence

from portal.importer.recognising import vocabulary
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.words import folded

FEWEST = 3  # quotations in a row
LONGEST = 240  # letters
_QUOTED = ("”", "“", '"', "»", "–", "—")


def voices_at(blocks: Sequence[Block], kind: str) -> int | None:
    """Give the place from which all blocks to the end are quotations; None where there are none.

    They are short, and either in quotation marks or without a full stop, and a paragraph before them speaks of voices.
    """
    at = len(blocks)
    while at and _may_be_quotation(blocks[at - 1]):
        at -= 1
    if len(blocks) - at < FEWEST:
        return None
    told = kind == "voices" or any(
        f" {word} " in f" {folded(block.text)} "
        for block in blocks[max(at - 2, 0) : at]
        for word in vocabulary.SECTIONS.voices
    )
    quoted = all(block.text.startswith(_QUOTED) for block in blocks[at:])
    return at if told or (quoted and kind == "other") else None


def _may_be_quotation(block: Block) -> bool:
    if block.rows or block.note is not None or not block.text or len(block.text) > LONGEST:
        return False
    return block.text.startswith(_QUOTED) or not block.text.endswith((".", ":", ";", ","))
