"""The page of a review: each part beside the lines that it came from, after it those that became no part; its frame."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goals.models import Responsibility
from portal.importer.document import known
from portal.importer.recognising.words import printable, words
from portal.importer.review.bodies import Answer, answers_of, bodies_of
from portal.importer.review.facts import facts_of
from portal.importer.review.forms import SaveForm
from portal.importer.review.origins import Reviewed, SourceLine
from portal.importer.review.outline import block_end, may_hold
from portal.importer.review.parts import DEFINITION, ROLES, Entry, Part, parts_of, role_name
from portal.importer.review.steps.bring_back import parts_aside
from portal.importer.review.steps.set_aside import KINDS
from portal.importer.review.wording import Cut, cuts
from portal.importer.sentences.recognition import in_words
from portal.models import DocumentReview
from strategies.models import Committee
from strategies.richtext import clean

ON_A_PAGE = 40
MOVES = ("up", "down", "in", "out")
WHOLE = "whole"  # the place on the page for what is about the document as a whole
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


@dataclass(frozen=True)
class Warned:
    """A warning, the line that it is about (0 for none), and the part that has the line, if any has."""

    line: int
    message: str
    part: Part | None


def rows_of(reviewed: Reviewed, lines: Mapping[int, SourceLine], moving: str = "") -> tuple[list[LineAside], list[Row]]:
    """Give the lines before the first part, and a row for each part.

    `moving` is the uid of a part for which a new place is sought: rows say whether they could hold it.
    """
    parts, answers = parts_of(reviewed.file), answers_of(reviewed.file)
    holders = _holders(parts)
    places = [(holder.uid if holder else "", part.role) for part, holder in zip(parts, holders, strict=True)]
    alike = Counter(places)
    rows = [
        Row(
            part=part,
            role=str(capfirst(role_name(part.role))),
            lines=[lines[number] for number in reviewed.origins.get(part.uid, []) if number in lines],
            beside=alike[place] - 1,
            under=holder.label if holder else "",
            answers=answers.get(part.uid, []),
        )
        for part, holder, place in zip(parts, holders, places, strict=True)
    ]
    for row, following in pairwise(rows):
        row.next = following.part
    _seek(rows, moving)
    return _put_asides(rows, reviewed.file, lines), rows


def warnings_of(report: Mapping[str, Any], rows: Iterable[Row]) -> list[Warned]:
    """Give the warnings of a report, each with its part: the one that has its line, or the one before that line."""
    homes: dict[int, Part] = {}
    for row in rows:
        homes |= {aside.line.number: row.part for aside in row.asides}
        homes |= {line.number: row.part for line in row.lines}
    return [Warned(row["line"], row["message"], homes.get(row["line"])) for row in report.get("warnings", [])]


def page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """Give a page of the admin."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def address_of(key: int, uid: str, did: str = "") -> str:
    """Give the address of a part on its page, "" being the whole, with what was done to it.

    After a move, the same button has the focus; else the part.
    """
    address = f"{reverse('admin:review', args=[key])}?{urlencode({'at': uid or WHOLE, 'did': did})}"
    if did in MOVES:
        return address
    return f"{address}#part-{uid}" if uid else f"{address}#{WHOLE}"


def review_page(request: HttpRequest, review: DocumentReview, goal: SaveForm | None = None) -> TemplateResponse:
    """Give the parts of a document beside their source; `goal` is the form at its end, where it was filled in."""
    seen, moving = request.GET.get("at", ""), request.GET.get("moving", "")
    reviewed = review.as_corrected
    file = reviewed.file | {"report": in_words(reviewed.file.get("report", {}))}
    first, rows = rows_of(replace(reviewed, file=file), review.source_lines, moving)
    by_uid = {row.part.uid: row for row in rows}
    places = list(by_uid)
    here = places.index(seen) // ON_A_PAGE + 1 if seen in places else 1
    pages = Paginator(rows, ON_A_PAGE)
    said = list(messages.get_messages(request))
    did = request.GET.get("did", "")
    report = file["report"]
    return page(
        request,
        "importer/review.html",
        _("Review of %s") % review.name,
        review=review,
        rows=rows,
        page=pages.get_page(request.GET.get("page") or here),
        pages=pages,
        asides_first=first,
        moving=by_uid.get(moving),
        said=said,
        said_at=seen if seen in (*places, WHOLE) else "",
        did=did,
        did_move=did in MOVES,
        did_body=did.startswith("body"),
        homes=[row for row in rows if row.may_hold_moving],
        bodies=bodies_of(file, known(review.municipality)["committees"]),
        answers=answers_of(file).get("", []),
        report=report,
        warnings=warnings_of(report, rows),
        parts_aside=[part for part, _lines in parts_aside(file)],
        facts=facts_of(file),
        goal=goal or SaveForm(review=review, user=request.user),
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    """Give what the forms of the steps choose from."""
    groups = ((_("Commitments"), ROLES[-5:-1]), (_("Definitions"), ROLES[-1:]), (_("Sections"), ROLES[:-5]))
    return {
        "roles": [(group, [(role, role_name(role)) for role in roles]) for group, roles in groups],
        "body_roles": Responsibility.Role.choices,
        "body_kinds": Committee.Kind.choices,
    }


def _holders(parts: Sequence[Part]) -> list[Part | None]:
    """Give for each part the one that it stands under, None at the top."""
    path: list[Part] = []
    holders = []
    for part in parts:
        del path[part.depth :]
        holders.append(path[-1] if path else None)
        path.append(part)
    return holders


def _seek(rows: Sequence[Row], uid: str) -> None:
    index = next((at for at, row in enumerate(rows) if row.part.uid == uid), None)
    if index is None or rows[index].is_definition:
        return
    end = block_end([row.part for row in rows], index)
    for at, row in enumerate(rows):
        row.may_hold_moving = not index <= at < end and not row.is_definition and may_hold(row.part, rows[index].part)


def _put_asides(rows: Sequence[Row], file: Entry, lines: Mapping[int, SourceLine]) -> list[LineAside]:
    """Put each line that became no part after the part before it, and give those before the first part."""
    homes = {line.number: row for row in rows for line in row.lines}
    apart = _apart(file.get("report", {}))
    kept = {part.uid: part for part, _lines in parts_aside(file)}
    first: list[LineAside] = []
    last = first
    for number, line in sorted(lines.items()):
        there = apart.get(number, [])
        if number in homes:
            last = homes[number].asides
            # A label belongs to what it stands before. Words of the text that are not beside it are told.
            is_aside = any("reason" not in row or "part" in row for row in there)
        else:
            is_aside = bool(line.text.strip())
        if is_aside:
            last.append(_aside(line, there, kept))
    return first


def _aside(line: SourceLine, there: Sequence[Entry], kept: dict[str, Part]) -> LineAside:
    """Give a line with what the report has of it; the first line of a part that was `kept` takes that part along."""
    reasons = dict.fromkeys(row.get("reason") or _("It was not placed anywhere.") for row in there)
    back = next((kept.pop(row["part"]) for row in there if row.get("part") in kept), None)
    text = " ".join(printable(row["text"]) for row in there)
    return LineAside(line, text, " ".join(reasons) or _("It is among the facts, footnotes or related documents."), back)


def _apart(report: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    """Give what was set aside and what was not placed, by line."""
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for kind in KINDS:
        for row in report.get(kind, []):
            rows[row["line"]].append(row)
    return rows
