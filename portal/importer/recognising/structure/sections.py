"""The blocks of a section go in; what they show it to be, and those that stay its text, come out."""

from collections.abc import Sequence
from dataclasses import replace

from portal.importer.recognising import vocabulary
from portal.importer.recognising.aside import asides
from portal.importer.recognising.facts.front import put_fact_block
from portal.importer.recognising.facts.labels import DECISIONS, Facts
from portal.importer.recognising.facts.signature import signature
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.definitions import definitions, without_titles
from portal.importer.recognising.structure.draft import Draft, SectionDraft
from portal.importer.recognising.structure.phrases import fact_label
from portal.importer.recognising.words import folded
from portal.importer.sources.line import Item

FEWEST_VOICES = 3  # quotations in a row
LONGEST_VOICE = 240  # letters
NEAR = 2  # paragraphs before the quotations, that may speak of them
CLEAR_FACTS = (*DECISIONS, "case_numbers", "valid_from", "valid_until", "replaces", "publication")
_QUOTED = ("”", "“", '"', "»", "–", "—")


def without_facts(blocks: Sequence[Block], facts: Facts) -> list[Block]:
    """Take the facts about the document out of a section, such as a table of them on its last page."""
    return [block for block in blocks if not (_may_be_fact(block) and put_fact_block(facts, block))]


def _may_be_fact(block: Block) -> bool:
    """Say whether a block in the text is so clearly about the document that it is no part of the text."""
    label, colon, _value = block.text.partition(":")
    is_told = bool(colon) and block.is_paragraph and block.is_short and fact_label(label) in CLEAR_FACTS
    return bool(block.rows) or is_told


def take_signature(section: SectionDraft, blocks: list[Block]) -> list[Block]:
    """Make a section whose blocks end with a signature a foreword; give the blocks before that."""
    signed = signature(blocks)
    # A name signs a text: one that stands alone, as on a front page, is the text.
    if signed is None or not (signed.at or section.title):
        return blocks
    section.kind, section.signed_by, section.signed_role = "foreword", signed.name, signed.post
    return blocks[: signed.at]


def take_voices(section: SectionDraft, blocks: list[Block]) -> list[Block]:
    """Make a list of the quotations that end the blocks of a section, which is one of voices then."""
    if section.kind not in ("other", "background", "voices", "vision"):
        return blocks
    at = _voices_at(blocks, section.kind)
    if at == len(blocks):
        return blocks
    section.kind = "voices"
    return [*blocks[:at], *(replace(block, item=Item(0, "•"), gap=False) for block in blocks[at:])]


def _voices_at(blocks: Sequence[Block], kind: str) -> int:
    """Give the place from which all blocks are quotations, or the end.

    They are short, and either in quotation marks or without a full stop, and a paragraph before them speaks of voices.
    """
    at = len(blocks)
    while at and _may_be_quotation(blocks[at - 1]):
        at -= 1
    if len(blocks) - at < FEWEST_VOICES:
        return len(blocks)
    is_told = kind == "voices" or any(map(_speaks_of_voices, blocks[max(at - NEAR, 0) : at]))
    is_quoted = kind == "other" and all(block.text.startswith(_QUOTED) for block in blocks[at:])
    return at if is_told or is_quoted else len(blocks)


def _speaks_of_voices(block: Block) -> bool:
    phrase = f" {folded(block.text)} "
    return any(f" {word} " in phrase for word in vocabulary.SECTIONS.voices)


def _may_be_quotation(block: Block) -> bool:
    if block.rows or block.note is not None or not 0 < len(block.text) <= LONGEST_VOICE:
        return False
    return block.text.startswith(_QUOTED) or not block.text.endswith((".", ":", ";", ","))


def take_definitions(section: SectionDraft, title: str, blocks: list[Block], draft: Draft) -> list[Block]:
    """Put the definitions of a section into a draft; give the blocks that are none.

    A section that isn't one of definitions has them only where it defines the one term that is its title.
    """
    untitled, titles = without_titles(blocks)
    rest, found = definitions(title, untitled)
    terms = [folded(definition.term.text) for definition in found]
    if not found or (section.kind != "definitions" and terms != [folded(title)]):
        return blocks
    section.kind = "definitions"
    for column_title in titles:
        draft.aside += asides(column_title, Reason.COLUMN_TITLES)
    draft.definitions += found
    draft.values += [definition.term for definition in found]
    return rest
