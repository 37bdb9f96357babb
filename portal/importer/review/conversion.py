"""What becomes of a part's words when it gets another role, or is joined to another. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from goals.models import Commitment
from portal.importer.review.parts import COMMITMENTS, DEFINITION, SECTIONS, Entry, Part, role_name
from portal.importer.review.places import RefusedError
from portal.importer.review.wording import joined, listed, paragraph
from strategies.models import Definition, Section
from strategies.richtext import LONGEST_RICH_TEXT

LONGEST = {
    key: getattr(model._meta.get_field(key), "max_length", 0)
    for model, key in ((Section, "title"), (Definition, "term"), (Commitment, "number"))
}
WORDINGS = ("text", "plain")


def as_role(part: Part, role: str, bodies: Sequence[str] = ()) -> Part:
    """Give the part in another role. What that role has no key for goes into its heading or its text.

    `bodies` are the names of those who answer for it, which only a commitment can keep. Raises RefusedError for a
    definition without a term, and for a heading that would be too long.
    """
    if (role in SECTIONS and part.is_section) or (role in COMMITMENTS and part.is_commitment) or role == part.role:
        return replace(part, role=role)
    entry = dict(part.entry)
    heading = headed(entry.pop("number", ""), entry.pop("term" if part.role == DEFINITION else "title", {}))
    entry.pop("themes", None)
    entry = _with_more(entry, signature(entry), listed(bodies))
    for key in ("signed_by", "signed_role"):
        entry.pop(key, None)
    key = "term" if role == DEFINITION else "title"
    if role == DEFINITION and not heading:
        raise RefusedError(_("A definition needs a term. Give “%(part)s” a heading first.") % {"part": part.label})
    if any(len(text) > LONGEST[key] for text in heading.values()):
        raise RefusedError(
            _("The heading of “%(part)s” is too long for a %(role)s: at most %(most)d characters.")
            % {"part": part.label, "role": role_name(role), "most": LONGEST[key]}
        )
    return Part(role, part.depth, {"uid": part.uid} | ({key: heading} if heading else {}) | entry)


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
            entry = _with_wording(entry, wording, language, html)
    if takes_signature:
        entry |= {key: there[key] for key in ("signed_by", "signed_role") if key in there}
    if first.is_commitment and there.get("themes"):
        entry["themes"] = list(dict.fromkeys([*entry.get("themes", []), *there["themes"]]))
    return replace(first, entry=entry)


def joined_all(*texts: str) -> str:
    """Give one text of several."""
    whole = ""
    for text in texts:
        whole = joined(whole, text) if text else whole
    return whole


def headed(number: str, title: dict[str, str]) -> dict[str, str]:
    """Give a heading by language with its number before it."""
    titles = title or ({"sv": ""} if number else {})
    return {language: f"{number} {text}".strip() for language, text in titles.items()}


def signature(entry: Entry) -> str:
    """Give who signed a section as paragraphs."""
    return paragraph(entry.get("signed_by", "")) + paragraph(entry.get("signed_role", {}).get("sv", ""))


def names_of_bodies(data: Entry, uid: str) -> list[str]:
    """Give the names of those who answer for a commitment, each once."""
    names = {row["slug"]: row["name"]["sv"] for row in data.get("committees", [])}
    held = [row["committee"] for row in data.get("responsibilities", []) if row["commitment"] == uid]
    return [names[slug] for slug in dict.fromkeys(held)]


def with_responsibilities(data: Entry, uids: Iterable[str], home: str | None) -> Entry:
    """Give the file with the responsibilities for the commitments `uids` moved to another, or, for None, without them.

    A body has each role for one commitment once.
    """
    gone = set(uids)
    if not any(row["commitment"] in gone for row in data.get("responsibilities", [])):
        return data
    kept: dict[tuple[Any, ...], Entry] = {}
    for row in data["responsibilities"]:
        if row["commitment"] in gone:
            if home is None:
                continue
            row = row | {"commitment": home}  # noqa: PLW2901 — the row as it will be
        kept.setdefault((row["committee"], row["role"], row["commitment"]), row)
    rest = {key: value for key, value in data.items() if key != "responsibilities"}
    return rest | ({"responsibilities": list(kept.values())} if kept else {})


def _with_more(entry: Entry, *texts: str) -> Entry:
    """Give the entry with more after its adopted wording."""
    return _with_wording(entry, "text", "sv", joined_all(*texts))


def _with_wording(entry: Entry, wording: str, language: str, html: str) -> Entry:
    if not html:
        return entry
    texts = entry.get(wording, {})
    whole = joined_all(texts.get(language, ""), html)
    if len(whole) > LONGEST_RICH_TEXT:
        raise RefusedError(_("Together they would be longer than one text can be. Keep them apart."))
    return entry | {wording: texts | {language: whole}}
