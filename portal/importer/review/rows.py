"""What the page of a review shows: each part beside the lines that it came from, and the lines that became no part."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.importer.recognising.words import printable, words
from portal.importer.review.bodies import Answer, answers_of
from portal.importer.review.bringing_back import parts_aside
from portal.importer.review.parts import DEFINITION, Part, parts_of, role_name
from portal.importer.review.places import may_hold
from portal.importer.review.provenance import SourceLine
from portal.importer.review.setting_aside import KINDS
from portal.importer.review.steps import Reviewed
from portal.importer.review.wording import Cut, cuts
from strategies.richtext import clean

FOOTNOTE_LINK = re.compile(r'<a href="#footnote-\d+">(\d+)</a>')


@dataclass(frozen=True)
class LineAside:
    """A line that became no part, or not all of it, and why."""

    line: SourceLine
    text: str  # what there is to add to a part; nothing where its words are among the facts
    reason: str
    back: Part | None = None  # the part that can be brought back, at the first of its lines

    @property
    def is_whole(self) -> bool:
        """Say whether all of the line is what there is to add."""
        return words(self.text) == words(self.line.text)


@dataclass
class Row:
    """One part on the page, with its lines, and after it the lines that became no part."""

    part: Part
    role: str
    lines: list[SourceLine]
    beside: int  # other parts of the same role under the same part
    under: str  # what the part that it stands under is called, empty at the top
    answers: list[Answer]
    asides: list[LineAside] = field(default_factory=list)
    may_hold_moving: bool = False
    next: Part | None = None  # the part after it

    @property
    def level(self) -> int:
        """Give how deep it stands, the top being 1."""
        return self.part.depth + 1

    @property
    def path(self) -> range:
        """Give something for each part that it stands under, however far up."""
        return range(self.part.depth)

    @property
    def cuts(self) -> list[Cut]:
        """Give the places where it can be split."""
        return cuts(self.part.html)

    @property
    def html(self) -> str:
        """Give the adopted wording, sanitised, to be shown as it is; the footnotes that it refers to are no links."""
        return FOOTNOTE_LINK.sub(r"<sup>\1</sup>", clean(self.part.html)) if self.part.html else ""

    @property
    def is_definition(self) -> bool:
        """Say whether it stands among the definitions."""
        return self.part.role == DEFINITION


def rows_of(reviewed: Reviewed, lines: Mapping[int, SourceLine], moving: str = "") -> tuple[list[LineAside], list[Row]]:
    """Give the lines before the first part, and a row for each part.

    `moving` is the uid of a part for which a new place is sought: rows say whether they could hold it.
    """
    parts, answers = parts_of(reviewed.file), answers_of(reviewed.file)
    beside = _beside(parts)
    rows = [
        Row(
            part=part,
            role=str(capfirst(role_name(part.role))),
            lines=[lines[number] for number in reviewed.origins.get(part.uid, []) if number in lines],
            beside=count - 1,
            under=holder,
            answers=answers.get(part.uid, []),
        )
        for part, count, holder in zip(parts, beside, _holders(parts), strict=True)
    ]
    for row, following in pairwise(rows):
        row.next = following.part
    _seek(rows, moving)
    homes = {line.number: row for row in rows for line in row.lines}
    apart = _apart(reviewed.file.get("report", {}))
    kept = {part.uid: part for part, _lines in parts_aside(reviewed.file)}
    first: list[LineAside] = []
    last = first
    for number in sorted(lines):
        there = apart.get(number, [])
        if number in homes:
            last = homes[number].asides
            # A label belongs to what it stands before. Words of the text that are not beside it are told.
            if all("reason" in row and "part" not in row for row in there):
                continue
        elif not lines[number].text.strip():
            continue
        reasons = dict.fromkeys(row.get("reason") or _("It was not placed anywhere.") for row in there)
        back = next((kept.pop(row["part"]) for row in there if row.get("part") in kept), None)
        text = " ".join(printable(row["text"]) for row in there)
        reason = " ".join(reasons) or _("It is among the facts, footnotes or related documents.")
        last.append(LineAside(lines[number], text, reason, back))
    return first, rows


def _beside(parts: Sequence[Part]) -> list[int]:
    """Give for each part how many have the same role under the same part, itself included."""
    path: list[str] = []
    keys = []
    for part in parts:
        del path[part.depth :]
        keys.append((tuple(path[-1:]), part.role))
        path.append(part.uid)
    counted = Counter(keys)
    return [counted[key] for key in keys]


def _holders(parts: Sequence[Part]) -> list[str]:
    """Give for each part what the one that it stands under is called, empty at the top."""
    path: list[str] = []
    holders = []
    for part in parts:
        del path[part.depth :]
        holders.append(path[-1] if path else "")
        path.append(part.label)
    return holders


def _seek(rows: Sequence[Row], uid: str) -> None:
    moving = next((row.part for row in rows if row.part.uid == uid), None)
    if moving is None or moving.role == DEFINITION:
        return
    inside = None
    for row in rows:
        if inside is not None and row.part.depth <= inside:
            inside = None
        if row.part.uid == uid:
            inside = row.part.depth
        row.may_hold_moving = inside is None and not row.is_definition and may_hold(row.part, moving)


def _apart(report: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    """Give what was set aside and what was not placed, by line."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for kind in KINDS:
        for row in report.get(kind, []):
            rows[row["line"]].append(row)
    return rows
