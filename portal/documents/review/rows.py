"""What the page of a review shows: each part beside the lines that it came from, and the lines that became no part."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.documents.review.parts import DEFINITION, Part, parts_of, role_name
from portal.documents.review.places import may_hold
from portal.documents.review.provenance import SourceLine
from portal.documents.review.steps import Reviewed
from portal.documents.review.wording import Cut, cuts
from strategies.richtext import clean

FOOTNOTE_LINK = re.compile(r'<a href="#footnote-\d+">(\d+)</a>')


@dataclass(frozen=True)
class LineAside:
    """A line that became no part, and why."""

    line: SourceLine
    reason: str
    may_be_added: bool  # to a part: its words are not among the facts


@dataclass
class Row:
    """One part on the page, with its lines, and after it the lines that became no part."""

    part: Part
    role: str
    lines: list[SourceLine]
    beside: int  # other parts of the same role under the same part
    under: str  # what the part that it stands under is called, empty at the top
    asides: list[LineAside] = field(default_factory=list)
    may_hold_moving: bool = False

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
    parts = parts_of(reviewed.file)
    beside = _beside(parts)
    rows = [
        Row(
            part=part,
            role=str(capfirst(role_name(part.role))),
            lines=[lines[number] for number in reviewed.origins.get(part.uid, []) if number in lines],
            beside=count - 1,
            under=holder,
        )
        for part, count, holder in zip(parts, beside, _holders(parts), strict=True)
    ]
    _seek(rows, moving)
    homes = {line.number: row for row in rows for line in row.lines}
    reasons = _reasons(reviewed.file.get("report", {}))
    first: list[LineAside] = []
    last = first
    for number in sorted(lines):
        if number in homes:
            last = homes[number].asides
        elif lines[number].text.strip():
            reason = reasons.get(number) or _("It is among the facts, footnotes or related documents.")
            last.append(LineAside(lines[number], reason, number in reasons))
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


def _reasons(report: Mapping[str, Any]) -> dict[int, str]:
    reasons: dict[int, list[str]] = defaultdict(list)
    for row in report.get("set_aside", []):
        reasons[row["line"]].append(row["reason"])
    for row in report.get("unplaced", []):
        reasons[row["line"]].append(_("It was not placed anywhere."))
    return {number: " ".join(dict.fromkeys(texts)) for number, texts in reasons.items()}
