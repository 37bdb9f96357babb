"""Who decided on a document, when and in which paragraph, as a text tells it. Pure functions."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.importer.recognising.answers.bodies import Bodies, all_bodies, parted
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import words

LONGEST_REFERENCE = 200
LONGEST_PARAGRAPH = 20
LONGEST_REST = 6  # words beside those of a decision, in a line that is one
# “§ 7”, “§ 7/2021”, “2021:7 §”.
_PARAGRAPH = re.compile(r"§{1,20}\s?\d+[a-z]?(?:\s?/\s?\d{2,4})?|\d{4}\s?:\s?\d+\s?§")
_YEAR_AFTER = re.compile(r"§+\s?\d+[a-z]?\s?/\s?((?:19|20)\d\d)")
_DITTO = re.compile(r"-\s?[\"”]\s?-")
# What a line of a decision says of it after its figures: “(förslag)”, “(godkänt)”.
_NOT_YET = re.compile(r"förslag|utlåtande|remiss|yttrande|bered|hör[ts]|behandl", re.IGNORECASE)


@dataclass
class _Found:
    """A body, a date, a paragraph or its year in a text, and where it begins."""

    start: int
    slot: str
    value: str
    reference: str = ""


def decisions(value: Prose, kind: str, bodies: Bodies) -> list[dict[str, Any]]:
    """Give the decisions that a text tells of, as a strategy file has them; none where it has no part of one.

    Each begins where a part that the one before has already comes again. A body holds for those after it too.
    """
    rows: list[dict[str, str]] = []
    for found in _in_order(value.text, bodies):
        if not rows or found.slot in rows[-1]:
            rows.append({"kind": kind})
        rows[-1][found.slot] = found.value
        if found.reference:
            rows[-1]["reference"] = found.reference
    if not rows:
        names = parted(value, bodies)
        return [{"kind": kind, "body": bodies.slug(name.text)} for name in names[:1]]
    for above, row in itertools.pairwise(rows):
        if "body" in above:
            row.setdefault("body", above["body"])
    return [_in_keys(row, bodies) for row in rows]


def _in_order(text: str, bodies: Bodies) -> list[_Found]:
    return sorted((*_bodies(text, bodies), *_dates(text), *_paragraphs(text)), key=lambda found: found.start)


def _bodies(text: str, bodies: Bodies) -> Iterator[_Found]:
    for match in all_bodies(text, bodies):
        yield _Found(match.start(), "body", match[0])


def _dates(text: str) -> Iterator[_Found]:
    taken = {at for match in _PARAGRAPH.finditer(text) for at in range(*match.span())}
    for date in dates_in(text, years_too=True):
        if date.start not in taken:
            yield _Found(date.start, "date", date.iso)


def _paragraphs(text: str) -> Iterator[_Found]:
    for match in _PARAGRAPH.finditer(text):
        number, slash, _year = match[0].partition("/")
        year = _YEAR_AFTER.match(match[0])
        reference = match[0][:LONGEST_REFERENCE] if slash else ""
        yield _Found(match.start(), "paragraph", number.strip()[:LONGEST_PARAGRAPH], reference)
        if year:
            yield _Found(match.start(), "year", year[1])


def _in_keys(row: dict[str, str], bodies: Bodies) -> dict[str, Any]:
    """Give a decision in the order of a strategy file; the year of its paragraph is its date where it has none."""
    values = row | {"body": bodies.slug(row["body"])} if "body" in row else row
    dated = {"date": row["year"]} | values if "year" in row else values
    return {key: dated[key] for key in ("kind", "body", "date", "paragraph", "reference") if key in dated}


def is_decision(text: str, bodies: Bodies) -> bool:
    """Say whether a line is a decision and nothing else, such as “Stfge 11.6.2018 § 62 (godkänt)” or “Kf § 7”."""
    found = _in_order(text, bodies)
    slots = {part.slot for part in found}
    rest = len(words(text)) - sum(len(words(part.value)) for part in found)
    complete = "body" in slots and ("paragraph" in slots or "date" in slots)
    return complete and rest <= LONGEST_REST and not _NOT_YET.search(text) and found[0].slot == "body"


def repeated_body(text: str) -> bool:
    """Say whether a line has a ditto mark, -”-, for the body of the line above."""
    return bool(_DITTO.search(text))
