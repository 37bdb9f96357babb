"""Another heading for a part, and for a commitment another number."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.review.outline import Outline, RefusedError, part_of
from portal.importer.review.parts import DEFINITION, LONGEST, Entry, Part, heading_key
from portal.importer.review.steps.step import PartForm, Step, Taken


class HeadingForm(PartForm):
    """Another heading for a part."""

    number = forms.CharField(required=False, max_length=100)
    title = forms.CharField(required=False, max_length=1000)


def rename(data: Entry, uid: str, number: str, title: str) -> Entry:
    """Write another heading, and for a commitment another number."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part, key = rows[index], heading_key(rows[index].role)
    number, title = (" ".join(text.split()) for text in (number, title))
    if not title and _needs_heading(part):
        raise RefusedError(_("“%(part)s” has no text, so it needs a heading.") % {"part": part.label})
    _refuse_letters(title, LONGEST[key])
    _refuse_letters(number, LONGEST["number"])
    entry = {name: value for name, value in part.entry.items() if name not in (key, "number")}
    if title:
        entry[key] = part.entry.get(key, {}) | {"sv": title}
    if number and part.is_commitment:
        entry["number"] = number
    rows[index] = replace(part, entry=entry)
    return outline.put_together()


def refuse_long(text: str, longest: int) -> None:
    """Raise RefusedError for a heading or number longer than its column."""
    if len(text) > longest:
        raise RefusedError(
            _("“%(text)s…” is too long: at most %(most)d characters.") % {"text": text[:20], "most": longest}
        )


def _needs_heading(part: Part) -> bool:
    return part.role == DEFINITION or not (part.html or part.entry.get("plain"))


def _refuse_letters(text: str, longest: int) -> None:
    refuse_long(text, longest)
    if not text.isprintable():
        raise RefusedError(_("The heading contains control characters. Type it again."))


def _told(_before: Entry, after: Entry, taken: Taken) -> str:
    return _("The heading is now “%(part)s”.") % {"part": part_of(after, taken["uid"]).label}


STEPS = (Step("rename", gettext_lazy("a new heading"), rename, _told, HeadingForm),)
