"""An extract of minutes that stands before the document it adopts. Pure functions."""

import re
from collections.abc import Sequence
from typing import Any

from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.front import names_document
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.vocabulary import FACTS
from portal.importer.recognising.words import folded
from portal.importer.sources.line import Line

MOST_BLOCKS = 80  # of an extract
FEWEST_MARKS = 2  # headings and lines that only minutes have
AT_FOOT = ("justerandes", "utdragsbestyrkande")  # which pages after the extract may have too
BEGINNING = 12  # blocks in which the paragraph and the case number stand
_ATTACHED = re.compile(r"bilaga\b.{0,40}(?:§|\bkf\b|\bks\b|fullmäktige|styrelsen)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"§\s?\d{1,4}\b")
_CASE = re.compile(r"\bdnr\.?:?\s*([^\s,;()][^,;()]{3,30}?)(?=[,;()]|\s{2}|$)", re.IGNORECASE)
_ADOPTS = re.compile(r"\b(?:antar?|antas|antagen|fastställ\w*|godkän\w*)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?:^|att |\d\.\s*)([A-ZÅÄÖ][^.;]{4,150}?),?\s+(?:därmed )?upphör att gälla", re.MULTILINE)


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part an extract of minutes, if the document begins with one, from the document itself."""
    marked = [_mark(block) for block in blocks[:MOST_BLOCKS]]
    for at, block in enumerate(blocks[:MOST_BLOCKS]):
        begins = bool(_ATTACHED.match(block.text)) or (block.is_paragraph and names_document(block))
        if begins and _is_extract(marked[:at], marked[at:]):
            return list(blocks[:at]), list(blocks[at:])
    return [], list(blocks)


def _is_extract(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether what stands before a place is of minutes by its marks, and what stands after it is not."""
    return len({*before} - {""}) >= FEWEST_MARKS and {*after} <= {"", *AT_FOOT}


def _mark(block: Block) -> str:
    """Give the words by which a block is known to be of minutes, if it has some."""
    phrase = folded(" ".join(prose.text for prose in block.proses()))
    return next((mark for mark in FACTS.minutes if phrase.startswith(mark)), "")


def put_minutes(facts: Facts, minutes: Sequence[Block], lines: Sequence[Line]) -> None:
    """Put what an extract of minutes tells of the document into `facts`: the decision, its case, what it replaces."""
    proses = [prose for block in minutes for prose in block.proses()]
    text = "\n".join(prose.text for prose in proses)
    beginning = "\n".join(prose.text for prose in proses[:BEGINNING])
    if _ADOPTS.search(text) and not facts.decisions:
        facts.decisions.append(_decision(beginning, lines, facts.bodies))
    case = _CASE.search(beginning)
    if case:
        facts.keys.setdefault("case_numbers", [case[1].strip()])
    ends = _ENDS.search(text)
    if ends:
        facts.keys.setdefault("replaces", ends[1].strip())


def _decision(beginning: str, lines: Sequence[Line], bodies: Bodies) -> dict[str, Any]:
    """Give the decision of a meeting, whose body and date stand in the head of its pages."""
    head = " ".join(line.text for line in lines[: BEGINNING * 2])
    council = re.search(r"\b(?:kommun|stads)fullmäktige\b", head, re.IGNORECASE)
    board = re.search(r"\b(?:kommun|stads|kommunal)styrelsen\b", head, re.IGNORECASE)
    body = council or board
    paragraph = _PARAGRAPH.search(beginning)
    held = head.casefold().find("sammanträdesdatum")
    dates = [date.iso for date in dates_in(head[held:] if held >= 0 else head)]
    found: dict[str, Any] = {"kind": "adopted"}
    if body:
        found["body"] = bodies.slug(body[0])
    if dates:
        found["date"] = dates[0]
    if paragraph:
        found["paragraph"] = paragraph[0]
    return found
