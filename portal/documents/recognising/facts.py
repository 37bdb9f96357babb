"""The facts about a document: its labels with their values, into keys of the strategy file. Pure functions."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from portal.documents.recognising import aside
from portal.documents.recognising.aside import Aside, asides
from portal.documents.recognising.bodies import Bodies, first_body, parted
from portal.documents.recognising.dates import dates_in
from portal.documents.recognising.phrases import fact_label, responsible_label
from portal.documents.recognising.prose import Prose
from portal.documents.recognising.words import words

DECISIONS = ("adopted", "confirmed", "revised", "repealed")
LONGEST_POST = 8  # words
LONGEST = {"related": 300, "replaces": 300, "reference": 200, "paragraph": 20}
_PARAGRAPH = re.compile(r"§+\s?\d+[a-z]?(?:\s?/\s?\d{2,4})?|\d{4}\s?:\s?\d+\s?§|(?:(?:KF|KS|Kf|Ks)\s?)?§\s?\d+")
_YEAR_AFTER = re.compile(r"§+\s?\d+[a-z]?\s?/\s?((?:19|20)\d\d)")
_FURTHER_NOTICE = re.compile(r"till?s?\s?vidare", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[\s\-–—_.xXåÅmMdD0?/:§\[\]()]*|(?:datum|åååå-mm-dd|yyyy-mm-dd|välj (?:ett )?datum\.?|klicka .*|ange .*|"
    r"\[.*\]|<.*>|x+|tbd|n/?a|saknas|ej fastställd|kommer|fylls i.*|anges senare)",
    re.IGNORECASE,
)
_CASE_SPLIT = re.compile(r"\s+[–—-]\s+|\s*[,;]\s*|\s+och\s+")
_CASE = re.compile(r"(?:dnr|diarienr|diarienummer)\b[.:]?\s+(?=\S*\d)", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|tom|till|längst)\b|[–—]|\s-\s", re.IGNORECASE)
_OPENING = re.compile(
    r"(?P<kind>antagen|antaget|antagna|fastställd|fastställt|beslutad|beslutat|godkänd|godkänt|reviderad|reviderat|"
    r"senast reviderad|uppdaterad|upphävd)\b",
    re.IGNORECASE,
)
_VALID_OPENING = re.compile(
    r"(?:gäller|giltigt?)\s+(?:(?:från|fr|till|t\s?o\s?m|tom|under|för|åren|tills)\b|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<!^)(?=\b(?:antagen|antaget|fastställd|fastställt|reviderad|reviderat|senast reviderad|beslutad|"
    r"gäller (?:från|till|fr|under)|giltigt? (?:från|till|fr|(?:19|20)\d\d)|godkän[dt]|ersätter)\b)",
    re.IGNORECASE,
)
_KINDS = {
    "antag": "adopted",
    "beslu": "adopted",
    "godkä": "adopted",
    "fasts": "confirmed",
    "revid": "revised",
    "senas": "revised",
    "uppda": "revised",
    "upphä": "repealed",
}


@dataclass
class Facts:
    """What is known about the document so far: keys of the strategy file, and where each word of them went."""

    bodies: Bodies
    keys: dict[str, Any] = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    responsibilities: list[tuple[str, str]] = field(default_factory=list)  # (slug, role)
    related: list[Prose] = field(default_factory=list)
    titles: list[Prose] = field(default_factory=list)
    values: list[Prose] = field(default_factory=list)  # words placed as a date, a number or a body
    aside: list[Aside] = field(default_factory=list)
    unread: list[Prose] = field(default_factory=list)


def takes_label(label: str) -> str:
    """Say what a label among the facts is for: a key of the vocabulary, “role:” and a role, or nothing."""
    role = responsible_label(label)
    return fact_label(label) or (f"role:{role}" if role else "")


def labelled(prose: Prose) -> tuple[str, int] | None:
    """Read “Label: value”: give what the label is for, and where the value begins."""
    case = _CASE.match(prose.text)
    if case:
        return "case_numbers", case.end()
    before, colon, _after = prose.text.partition(":")
    meaning = takes_label(before) if colon else ""
    return (meaning, len(before) + 1) if meaning else None


def put_labelled(facts: Facts, label: Prose, value: Prose, meaning: str) -> bool:
    """Put a labelled value where it belongs; say whether that was possible. The label is set aside."""
    value = value.cut(0)
    if not value or _PLACEHOLDER.fullmatch(value.text):
        taken = True
        if value:
            facts.aside += asides(value, aside.PLACEHOLDER)
    elif meaning == "publication_labelled":
        _append(facts, "publication", f"{label.text.strip().rstrip(':')}: {value.text}")
        return True
    elif meaning.startswith("role:"):
        taken = _put_role(facts, value, meaning.removeprefix("role:"))
    elif meaning == "owner":
        taken = _put_role(facts, value, meaning)
    else:
        taken = _put_fact(facts, value, meaning)
    if taken:
        facts.aside += asides(label, aside.LABEL)
    return taken


def _put_role(facts: Facts, value: Prose, role: str) -> bool:
    short = len(words(value.text)) <= LONGEST_POST and not value.text.endswith(".")
    names = parted(value, facts.bodies) or ([value] if short else [])
    for name in names:
        facts.responsibilities.append((facts.bodies.slug(name.text, "official"), role))
    facts.values += [value] if names else []
    return bool(names)


def _put_fact(facts: Facts, value: Prose, meaning: str) -> bool:
    if meaning in DECISIONS:
        return _put_decision(facts, value, meaning)
    if meaning in ("valid", "valid_from", "valid_until"):
        return _put_validity(facts, value, meaning)
    if meaning == "case_numbers":
        numbers = [part.strip() for part in _CASE_SPLIT.split(value.text) if any(map(str.isdigit, part))]
        facts.keys.setdefault("case_numbers", []).extend(numbers or [value.text])
        facts.values.append(value)
    elif meaning == "title":
        facts.titles.append(value)
    elif meaning == "related_documents":
        if len(value.text) > LONGEST["related"]:
            return False
        facts.related.append(value)
    elif meaning == "replaces":
        if "replaces" in facts.keys or len(value.text) > LONGEST["replaces"]:
            return False
        facts.keys["replaces"] = value.text
    else:
        _append(facts, meaning, value.text)
    return True


def _append(facts: Facts, key: str, text: str) -> None:
    before = facts.keys.get(key)
    facts.keys[key] = {"sv": f"{before['sv']}; {text}" if before else text}


def _put_decision(facts: Facts, value: Prose, kind: str) -> bool:
    """Read who decided, when and in which paragraph; labels of one kind in a row are about one decision."""
    found = decision(value, kind, facts.bodies)
    if found is None:
        return False
    same = next(
        (entry for entry in facts.decisions if entry["kind"] == kind and not set(entry) & set(found) - {"kind"}), None
    )
    if same is not None:
        same.update(found)
    else:
        facts.decisions.append(found)
    facts.values.append(value)
    return True


def decision(value: Prose, kind: str, bodies: Bodies) -> dict[str, Any] | None:
    """Give the decision that a text tells of, or None where it has neither a body, a date nor a paragraph."""
    text = value.text
    found: dict[str, Any] = {"kind": kind}
    dates = dates_in(text, years_too=True)
    paragraph = _PARAGRAPH.search(text)
    year = _YEAR_AFTER.search(text)
    body = first_body(text, bodies)
    if body:
        found["body"] = bodies.slug(body[0])
    elif kind_only := parted(value, bodies):
        found["body"] = bodies.slug(kind_only[0].text)
    if year:
        found["date"] = year[1]
    if dates:
        found["date"] = max((date.iso for date in dates), key=len)
    if paragraph:
        found["paragraph"] = paragraph[0].partition("/")[0].strip()[: LONGEST["paragraph"]]
        if "/" in paragraph[0]:
            found["reference"] = paragraph[0]
    if len(found) == 1:
        return None
    return found


def _put_validity(facts: Facts, value: Prose, meaning: str) -> bool:
    text = value.text
    dates = dates_in(text, years_too=True)
    further = bool(_FURTHER_NOTICE.search(text))
    if not dates and not further:
        return False
    if further:
        facts.keys["until_further_notice"] = True
        facts.keys.pop("valid_until", None)
    if meaning == "valid_until" or (len(dates) == 1 and _UNTIL.search(text[: dates[0].start])):
        until, begin = (dates[-1] if dates else None), None
    else:
        begin = dates[0] if dates else None
        until = dates[1] if len(dates) > 1 else None
    if begin:
        facts.keys.setdefault("valid_from", begin.iso)
    if until and not facts.keys.get("until_further_notice"):
        facts.keys.setdefault("valid_until", until.iso)
    facts.values.append(value)
    return True


def put_running(facts: Facts, prose: Prose) -> bool:
    """Read facts that stand in running words (“Antagen av kommunfullmäktige den 3 maj 2021 § 7”); say if all was."""
    text = prose.text
    cuts = [0, *(match.start() for match in _PART.finditer(text)), len(text)]
    parts = [prose.cut(start, end) for start, end in itertools.pairwise(cuts)]
    readings = [(part, _running_kind(part.text)) for part in parts if part]
    if not readings or not all(kind for _part, kind in readings):
        return False
    return all(_put_fact(facts, part, kind) for part, kind in readings)


def _running_kind(text: str) -> str:
    opening = _OPENING.match(text)
    if opening:
        return _KINDS[opening["kind"].lower()[:5]]
    return "valid" if _VALID_OPENING.match(text) else ""
