"""A part joined to the one before it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.importer.review.bodies import handed_over, names_of_bodies, told_of_lost_bodies
from portal.importer.review.outline import Outline, RefusedError, block_end, part_beside, part_of, shifted
from portal.importer.review.parts import DEFINITION, SIGNATURE, Entry, Part
from portal.importer.review.steps.step import Step, Taken
from portal.importer.review.wording import joined_all, listed, paragraph
from strategies.richtext import LONGEST_RICH_TEXT


def join(data: Entry, uid: str) -> Entry:
    """Join the part to the one before it: its heading becomes a paragraph there, then comes its text."""
    outline = Outline(data)
    rows, index = outline.find(uid)
    part = rows[index]
    if not index:
        raise RefusedError(_("Nothing comes before “%(part)s” that it could be joined to.") % {"part": part.label})
    before = rows[index - 1]
    end = index + 1 if part.role == DEFINITION else block_end(rows, index)
    advice = _("First move out what is under “%(part)s”.") % {"part": part.label}
    if end > index + 1 and before.depth > part.depth:
        raise RefusedError(
            _("“%(under)s” is under it and would lose its place.") % {"under": rows[index + 1].label} + f" {advice}"
        )
    bodies = [] if before.is_commitment else names_of_bodies(data, uid)
    outline.data = handed_over(data, [uid], before.uid if before.is_commitment else None)
    rows[:] = shifted(rows, index, end, before.depth - part.depth)
    rows[index - 1 : index + 1] = [_joined(before, part, bodies)]
    return outline.put_together(advice=advice)


def with_more(entry: Entry, wording: str, language: str, html: str) -> Entry:
    """Give the entry with `html` after one of its wordings. Raises RefusedError for more than a text can hold."""
    if not html:
        return entry
    texts = entry.get(wording, {})
    whole = joined_all(texts.get(language, ""), html)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("Together they would be too long for one text. Keep them apart."))
    return entry | {wording: texts | {language: whole}}


def _joined(first: Part, second: Part, bodies: Sequence[str]) -> Part:
    """Give the first part with the words of the second after its own: the second's heading becomes a paragraph."""
    there, entry = second.entry, dict(first.entry)
    takes_signature = first.is_section and not first.entry.get("signed_by")
    ends = {"sv": ("" if takes_signature else second.signature, listed(bodies))}
    for language in ("sv", "en"):
        heading, text = (texts.get(language, "") for texts in (second.heading, there.get("text", {})))
        html = joined_all(paragraph(heading), text, *ends.get(language, ()))
        entry = with_more(entry, "text", language, html)
        entry = with_more(entry, "plain", language, there.get("plain", {}).get(language, ""))
    if takes_signature:
        entry |= {key: there[key] for key in SIGNATURE if key in there}
    if first.is_commitment and there.get("themes"):
        entry["themes"] = list(dict.fromkeys([*entry.get("themes", []), *there["themes"]]))
    return replace(first, entry=entry)


def _told(before: Entry, after: Entry, taken: Taken) -> str:
    home = part_of(after, part_beside(before, taken["uid"]))
    said = {"part": part_of(before, taken["uid"]).label, "home": home.label}
    text = _("“%(part)s” has been joined to “%(home)s” and is now at the end of its text.") % said
    lost = [] if home.is_commitment else [taken["uid"]]
    return text + told_of_lost_bodies(before, after, lost, _("Their names are now in its text: %(bodies)s."))


STEPS = (
    Step("join", gettext_lazy("a join"), join, _told, seen=lambda before, taken: part_beside(before, taken["uid"])),
)
