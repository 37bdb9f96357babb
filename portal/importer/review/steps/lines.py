"""Lines that were set aside or unplaced put into a part, or made a part of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.importer.recognising.words import printable
from portal.importer.review.outline import Outline, RefusedError, part_of
from portal.importer.review.parts import DEFINITION, LONGEST, ROLES, Entry, Part, heading_key, role_name
from portal.importer.review.steps.bring_back import first_sound, places_after
from portal.importer.review.steps.heading import refuse_long
from portal.importer.review.steps.set_aside import KINDS, with_placed
from portal.importer.review.steps.step import Step, Taken, WholeForm
from portal.importer.review.wording import joined_all, listed, paragraph
from strategies.fields import UID_PATTERN, new_uid
from strategies.richtext import LONGEST_RICH_TEXT

BULLET = re.compile(r"[•▪◦·–-]\s+")
LINE_NUMBER = re.compile("[0-9]{1,9}")
AS_NEW = "new:"  # before the role of a new part


class LinesForm(WholeForm):
    """Which lines are put into a part: at its end, at the beginning of the one after it, or as a part between them."""

    to = forms.ChoiceField(
        choices=[(to, to) for to in ("end", "start", *(f"{AS_NEW}{role}" for role in ROLES))], required=False
    )
    after = forms.RegexField(f"^{UID_PATTERN}$", required=False)
    heading = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Take the numbers of the lines that were marked, and what is needed for where they go."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        marked: Any = self.data
        lines = [int(line) for line in marked.getlist("lines") if LINE_NUMBER.fullmatch(line)]
        to = cleaned.get("to", "")
        if to.startswith(AS_NEW):
            made = {"role": to.removeprefix(AS_NEW), "made": new_uid(), "heading": cleaned["heading"]}
            return {"do": "make", "uid": cleaned.get("uid", ""), "lines": lines} | made
        first = to == "start"
        return {"do": "add", "uid": cleaned.get("after" if first else "uid", ""), "lines": lines, "first": first}


def make_part(data: Entry, uid: str, lines: Sequence[int], role: str, made: str, *, heading: bool) -> Entry:
    """Make a part `made` of lines that were set aside or unplaced, to come after the part `uid`, or first for "".

    With `heading`, the first of the lines becomes its heading. It stands beside the part before it, or under it, or as
    much further out as its role needs.
    """
    if role not in ROLES:
        raise RefusedError(_("There is no such role. Look at the page again."))
    texts, report = _taken(data, lines)
    part = Part(role, 0, _entry(role, made, texts, heading))
    outline = Outline(data)
    rows, index = outline.find(uid) if uid else (outline.tree, None)
    if role == DEFINITION:
        outline.terms.insert(index + 1 if index is not None and rows is outline.terms else len(outline.terms), part)
    else:
        before = index if rows is outline.tree else len(outline.tree) - 1 if outline.tree else None
        outline.tree = first_sound(places_after(outline.tree, before, part))
    return outline.put_together() | {"report": report}


def take_in(data: Entry, uid: str, lines: Sequence[int], first: bool = False) -> Entry:
    """Put the words of `lines` that were set aside or unplaced into a part: after its text, or before it if `first`."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    texts, report = _taken(data, lines)
    new = text_of(texts)
    whole = joined_all(new, part.html) if first else joined_all(part.html, new)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("The part would be too long for one text. Split it first."))
    rows[index] = replace(part, entry=part.entry | {"text": part.entry.get("text", {}) | {"sv": whole}})
    return outline.put_together() | {"report": report}


def text_of(lines: Iterable[str]) -> str:
    """Give lines as rich text: those with a bullet as a list, and those that one sentence runs through as one."""
    return joined_all(*(_block(line) for line in lines))


def _taken(data: Entry, lines: Sequence[int]) -> tuple[list[str], Entry]:
    """Give what was set aside or unplaced of each line, and the report without it. Raises RefusedError for nothing."""
    report, wanted = data.get("report", {}), set(lines)
    found = [row for kind in KINDS for row in report.get(kind, []) if row["line"] in wanted]
    if not found:
        raise RefusedError(_("Mark the lines that belong to the part."))
    texts: dict[int, list[str]] = defaultdict(list)
    for row in sorted(found, key=lambda row: row["line"]):
        texts[row["line"]].append(printable(row["text"]))
    # A part that has lost a line could not come back as it was.
    torn = {row["part"] for row in found if "part" in row}
    return [" ".join(there) for there in texts.values()], with_placed(report, found, torn)


def _block(text: str) -> str:
    """Give a line as rich text: an item of a list where it begins with a bullet, else a paragraph."""
    bullet = BULLET.match(text)
    return listed([text[bullet.end() :]]) if bullet and text[bullet.end() :].strip() else paragraph(text)


def _entry(role: str, made: str, texts: Sequence[str], heading: bool) -> Entry:
    key = heading_key(role)
    if role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term: mark the first of the lines as the heading."))
    title = " ".join(texts[0].split()) if heading else ""
    refuse_long(title, LONGEST[key])
    html = text_of(texts[1:] if heading else texts)
    return {"uid": made} | ({key: {"sv": title}} if title else {}) | ({"text": {"sv": html}} if html else {})


def _told_added(_before: Entry, after: Entry, taken: Taken) -> str:
    lines = len(set(taken["lines"]))
    text = ngettext(
        "%(count)d line has been added to “%(part)s”.", "%(count)d lines have been added to “%(part)s”.", lines
    )
    return text % {"count": lines, "part": part_of(after, taken["uid"]).label}


def _told_made(_before: Entry, after: Entry, taken: Taken) -> str:
    part = part_of(after, taken["made"])
    return _("A new part has been made: “%(part)s”, as %(role)s.") % {"part": part.label, "role": role_name(part.role)}


STEPS = (
    Step(
        "add",
        gettext_lazy("adding lines"),
        take_in,
        _told_added,
        LinesForm,
        lines=lambda _before, taken: (taken["uid"], taken["lines"]),
    ),
    Step(
        "make",
        gettext_lazy("a new part made of lines"),
        make_part,
        _told_made,
        None,
        lines=lambda _before, taken: (taken["made"], taken["lines"]),
        seen=lambda _before, taken: str(taken["made"]),
    ),
)
