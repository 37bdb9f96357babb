"""Another heading for a part. Pure functions."""

from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.review.outline import Outline, RefusedError
from portal.importer.review.parts import DEFINITION, LONGEST, Entry, heading_key


def rename(data: Entry, uid: str, number: str, title: str) -> Entry:
    """Write another heading, and for a commitment another number."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part, key = rows[index], heading_key(rows[index])
    number, title = (" ".join(text.split()) for text in (number, title))
    if not title and (part.role == DEFINITION or not (part.html or part.entry.get("plain"))):
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


def _refuse_letters(text: str, longest: int) -> None:
    if len(text) > longest:
        raise RefusedError(
            _("“%(text)s…” is too long: at most %(most)d characters.") % {"text": text[:20], "most": longest}
        )
    if not text.isprintable():
        raise RefusedError(_("The heading has control characters in it. Type it anew."))
