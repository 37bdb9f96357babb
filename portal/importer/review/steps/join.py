"""A part joined to the one before it. Pure functions."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.importer.review.outline import Outline, RefusedError, block_end, shifted
from portal.importer.review.parts import DEFINITION, Entry, Part, headed, signature
from portal.importer.review.steps.bodies import names_of_bodies, with_responsibilities
from portal.importer.review.wording import joined_all, listed, paragraph
from portal.strategyfile.fields import LONGEST_RICH_TEXT


def join(data: Entry, uid: str) -> Entry:
    """Join the part to the one before it: its heading becomes a paragraph there, then comes its text."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if not index:
        raise RefusedError(_("Nothing stands before “%(part)s” that it could be joined to.") % {"part": part.label})
    before = rows[index - 1]
    end = index + 1 if part.role == DEFINITION else block_end(rows, index)
    advice = _("Move what stands under “%(part)s” out first.") % {"part": part.label}
    if end > index + 1 and before.depth > part.depth:
        raise RefusedError(
            _("“%(under)s” stands under it and would lose its place.") % {"under": rows[index + 1].label} + f" {advice}"
        )
    bodies = [] if before.is_commitment else names_of_bodies(data, uid)
    outline.data = with_responsibilities(data, [uid], before.uid if before.is_commitment else None)
    rows[:] = shifted(rows, index, end, before.depth - part.depth)
    rows[index - 1 : index + 1] = [joined_parts(before, part, bodies)]
    return outline.put_together(advice=advice)


WORDINGS = ("text", "plain")


def joined_parts(first: Part, second: Part, bodies: Sequence[str] = ()) -> Part:
    """Give the first part with the words of the second after its own: the second's heading becomes a paragraph."""
    there, entry = second.entry, dict(first.entry)
    heading = headed(there.get("number", ""), there.get("term" if second.role == DEFINITION else "title", {}))
    takes_signature = first.is_section and not first.entry.get("signed_by")
    for wording in WORDINGS:
        new = there.get(wording, {})
        for language in ("sv", "en"):
            if wording == "text":
                html = joined_all(paragraph(heading.get(language, "")), new.get(language, ""))
                if language == "sv":
                    html = joined_all(html, "" if takes_signature else signature(there), listed(bodies))
            else:
                html = new.get(language, "")
            entry = with_wording(entry, wording, language, html)
    if takes_signature:
        entry |= {key: there[key] for key in ("signed_by", "signed_role") if key in there}
    if first.is_commitment and there.get("themes"):
        entry["themes"] = list(dict.fromkeys([*entry.get("themes", []), *there["themes"]]))
    return replace(first, entry=entry)


def with_more(entry: Entry, *texts: str) -> Entry:
    """Give the entry with more after its adopted wording."""
    return with_wording(entry, "text", "sv", joined_all(*texts))


def with_wording(entry: Entry, wording: str, language: str, html: str) -> Entry:
    """Give the entry with `html` after one of its wordings. Raises RefusedError for more than a text can hold."""
    if not html:
        return entry
    texts = entry.get(wording, {})
    whole = joined_all(texts.get(language, ""), html)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("Together they would be longer than one text can be. Keep them apart."))
    return entry | {wording: texts | {language: whole}}
