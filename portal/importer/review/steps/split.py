"""A part split in two."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.review.outline import Outline, RefusedError, part_of
from portal.importer.review.parts import DEFINITION, LONGEST, SIGNATURE, Entry, Part, heading_key
from portal.importer.review.steps.step import PartForm, Step, Taken
from portal.importer.review.wording import cut, cuts, heading_of
from strategies.fields import new_uid


class SplitForm(PartForm):
    """Where a part is split."""

    at = forms.IntegerField(min_value=0)
    heading = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Give the new part a uid, so that the step can be taken anew."""
        return (super().clean() or self.cleaned_data) | {"made": new_uid()}


def split(data: Entry, uid: str, at: int, made: str, heading: bool = False) -> Entry:
    """Split the part at the cut number `at` of its text (0: after its heading) into itself and a part `made`.

    `made` is the uid of the new part, which follows with the same role and gets what stood under the first. With
    `heading`, the first paragraph after the cut becomes its heading.
    """
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    _refuse(part, at, heading)
    before, after = cut(part.html, at)
    kept: Entry = dict(part.entry)
    new: Entry = {"uid": made}
    texts = kept.pop("text")
    if heading:
        new[heading_key(part.role)], after = _first_as_heading(part, after)
    if before:
        kept["text"] = texts | {"sv": before}
    if after:
        new["text"] = {"sv": after} if before else texts | {"sv": after}
    new |= {key: kept.pop(key) for key in SIGNATURE if key in kept}
    rows[index : index + 1] = [replace(part, entry=kept), Part(part.role, part.depth, new)]
    return outline.put_together()


def _refuse(part: Part, at: int, heading: bool) -> None:
    if not part.html or not (0 if part.title else 1) <= at <= len(cuts(part.html)):
        raise RefusedError(_("“%(part)s” cannot be split there. Look at the page again.") % {"part": part.label})
    if part.role == DEFINITION and not heading:
        raise RefusedError(
            _("A definition needs a term: split it where the next term begins, and make that its heading.")
        )


def _first_as_heading(part: Part, html: str) -> tuple[dict[str, str], str]:
    found = heading_of(html)
    if found is None or len(found[0]) > LONGEST[heading_key(part.role)]:
        raise RefusedError(_("What comes there is not a short paragraph. Split without making it a heading."))
    return {"sv": found[0]}, found[1]


def _told(_before: Entry, after: Entry, taken: Taken) -> str:
    said = {"part": part_of(after, taken["uid"]).label, "new": part_of(after, taken["made"]).label}
    return _("“%(part)s” has been split. “%(new)s” is now a part of its own.") % said


STEPS = (
    Step("split", gettext_lazy("a split"), split, _told, SplitForm, seen=lambda _before, taken: str(taken["made"])),
)
