"""A part split in two. Pure functions."""

from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.review.outline import Outline, RefusedError
from portal.importer.review.parts import DEFINITION, LONGEST, Entry, Part, heading_key
from portal.importer.review.wording import cut, cuts, heading_of


def split(data: Entry, uid: str, at: int, made: str, heading: bool = False) -> Entry:
    """Split the part at the cut number `at` of its text (0: after its heading) into itself and a part `made`.

    `made` is the uid of the new part, which follows with the same role and gets what stood under the first. With
    `heading`, the first paragraph after the cut becomes its heading.
    """
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if not part.html or not (0 if part.title else 1) <= at <= len(cuts(part.html)):
        raise RefusedError(_("“%(part)s” cannot be split there. Look at the page again.") % {"part": part.label})
    if part.role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term: split it where the next term is, and make that its heading."))
    before, after = cut(part.html, at)
    kept: Entry = dict(part.entry)
    new: Entry = {"uid": made}
    texts = kept.pop("text")
    if heading:
        new[heading_key(part)], after = _first_as_heading(part, after)
    if before:
        kept["text"] = texts | {"sv": before}
    if after:
        new["text"] = {"sv": after} if before else texts | {"sv": after}
    for signed in ("signed_by", "signed_role"):
        if signed in kept:
            new[signed] = kept.pop(signed)
    rows[index : index + 1] = [replace(part, entry=kept), Part(part.role, part.depth, new)]
    return outline.put_together()


def _first_as_heading(part: Part, html: str) -> tuple[dict[str, str], str]:
    found = heading_of(html)
    if found is None or len(found[0]) > LONGEST[heading_key(part)]:
        raise RefusedError(_("What comes there is no short paragraph. Split it without making that a heading."))
    return {"sv": found[0]}, found[1]
