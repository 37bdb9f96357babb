"""The facts about a document: its labels with their values, into keys of the strategy file. Pure functions."""

import itertools
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.importer.recognising import vocabulary
from portal.importer.recognising.answers.bodies import Bodies, parted
from portal.importer.recognising.aside import Aside, asides
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.facts.decisions import decisions, is_decision, repeated_body
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.phrases import fact_label, responsible_label
from portal.importer.recognising.words import folded, words

DECISIONS = ("adopted", "confirmed", "revised", "repealed")
LONGEST_POST = 8  # words
MOST_DECISIONS = 200  # of a document; what tells of more of them stays text
LONGEST = {"related": 300, "replaces": 300, "reference": 200, "paragraph": 20}
FURTHER_NOTICE = re.compile(r"till?s?\s?vidare", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"[\s\-–—_.xXåÅmMdD0?/:§\[\]()]*|(?:datum|åååå-mm-dd|yyyy-mm-dd|välj (?:ett )?datum\.?|klicka .*|ange .*|"
    r"\[.*\]|<.*>|x+|tbd|n/?a|saknas|ej fastställd|kommer|fylls i.*|anges senare)",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s?:(?:\s+|$)")
_BEGINNING = re.compile(r"(?:^|(?<=\s)(?=[A-ZÅÄÖ])|(?<=[|;•·])\s*)[^\W\d_]")
LONGEST_LABEL = 8  # words with a capital first
MOST_LETTERS = 300  # of a label
_CASE_SPLIT = re.compile(r"\s+[–—-]\s+|\s*[,;]\s*|\s+och\s+")
_CASE = re.compile(r"(?:dnr|diarienr|diarienummer)\b[.:]?\s+(?=\S*\d)", re.IGNORECASE)
_SAID_LAST = re.compile(rf"\(?(?P<kind>{'|'.join(vocabulary.FACTS.decided)})[^()]*\)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|tom|till|längst)\b|[–—]|\s-\s", re.IGNORECASE)
_DECIDED = "|".join(vocabulary.FACTS.decided)
_OPENING = re.compile(rf"(?:senast )?(?P<kind>{_DECIDED})\w*\b", re.IGNORECASE)
_VALID_OPENING = re.compile(
    r"(?:[^\W\d_]+ )?(?:gäller|giltigt?)\s+(?:(?:från|fr|till|t\s?o\s?m|tom|under|för|åren|tills)\b|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<!^)(?<!senast )(?=\b(?:senast (?:{_DECIDED})|{_DECIDED})\w* (?:av|den|i|\d|-)|\bdnr\b|\bersätter\b"
    r"|\bgäller (?:från|till|fr|under)\b|\bgiltigt? (?:från|till|fr|(?:19|20)\d\d))",
    re.IGNORECASE,
)


@dataclass
class Facts:
    """What is known about the document so far: keys of the strategy file, and where each word of them went."""

    bodies: Bodies
    keys: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)  # of facts that may have several
    decisions: list[dict[str, Any]] = field(default_factory=list)
    responsibilities: list[tuple[str, str]] = field(default_factory=list)  # (slug, role)
    related: list[Prose] = field(default_factory=list)
    titles: list[Prose] = field(default_factory=list)
    values: list[Prose] = field(default_factory=list)  # words placed as a date, a number or a body
    aside: list[Aside] = field(default_factory=list)
    unread: list[Prose] = field(default_factory=list)

    def add(self, key: str, text: str) -> None:
        """Add a text to a fact that may have several, after what it has."""
        self.texts.setdefault(key, []).append(text)

    def told(self) -> dict[str, Any]:
        """Give what is known, by the keys of the strategy file, with the texts of a fact as one."""
        return self.keys | {key: {"sv": "; ".join(texts)} for key, texts in self.texts.items()}


def takes_label(label: str) -> str:
    """Say what a label among the facts is for: a key of the vocabulary, “role:” and a role, or nothing."""
    role = responsible_label(label)
    return fact_label(label) or (f"role:{role}" if role else "")


def labelled(prose: Prose) -> list[tuple[str, Prose, Prose]]:
    """Read “Label: value”, one or several after each other: give what each is for, the label, and the value."""
    case = _CASE.match(prose.text)
    if case:
        return [("case_numbers", prose.cut(0, case.end()), prose.cut(case.end()))]
    places = list(_labels(prose.text))
    if not places or prose.text[: places[0][0]].strip():
        return []
    ends = [*(start for start, _end in places[1:]), len(prose.text)]
    return [
        (takes_label(prose.text[start:value].strip(" :")), prose.cut(start, value), _value(prose, value, end))
        for (start, value), end in zip(places, ends, strict=True)
    ]


def _labels(text: str) -> Iterator[tuple[int, int]]:
    """Find the labels in a text: where each begins, and where its value does. Inside, a label has a capital first."""
    starts: deque[int] = deque(maxlen=LONGEST_LABEL)
    end = 0
    for colon in _COLON.finditer(text):
        starts.extend(match.start() for match in _BEGINNING.finditer(text, end, colon.start()))
        end = colon.end()
        may_begin = (at for at in starts if colon.start() - at <= MOST_LETTERS)
        known = next((at for at in may_begin if takes_label(text[at : colon.start()])), None)
        if known is not None:
            yield known, colon.end()
            starts.clear()


def _value(prose: Prose, start: int, end: int) -> Prose:
    """Give a value without the mark that parts it from the next label."""
    return prose.cut(start, start + len(prose.text[start:end].rstrip(" |;•·,")))


def put_labelled(facts: Facts, label: Prose, value: Prose, meaning: str) -> bool:
    """Put a labelled value where it belongs; say whether that was possible. The label is set aside."""
    value = value.cut(0)
    if meaning == "publication_labelled":
        meaning = _meaning_here(facts, label, value)
    if not value or _PLACEHOLDER.fullmatch(value.text):
        taken = True
        if value:
            facts.aside += asides(value, Reason.PLACEHOLDER)
    elif meaning == "publication_labelled":
        facts.add("publication", f"{label.text.strip().rstrip(':')}: {value.text}")
        return True
    elif meaning.startswith("role:"):
        taken = _put_role(facts, value, meaning.removeprefix("role:"))
    else:
        taken = _put_fact(facts, value, meaning)
    if taken:
        facts.aside += asides(label, Reason.LABEL)
    return taken


def _meaning_here(facts: Facts, label: Prose, value: Prose) -> str:
    """Say what a label is for that means more or less by itself: “Datum”, “När”, “Paragraf”, “Styrdokument”."""
    phrase = folded(label.text)
    last = facts.decisions[-1] if facts.decisions else {}
    if phrase in vocabulary.FACTS.date_labels and ("§" in value.text or ("body" in last and "date" not in last)):
        return str(last.get("kind", "adopted"))
    names_it = len(words(value.text)) > 1 and any(
        kind in folded(value.text) for kind in vocabulary.FACTS.document_kinds
    )
    return "title" if phrase in vocabulary.FACTS.title_labels and names_it else "publication_labelled"


def _put_role(facts: Facts, value: Prose, role: str) -> bool:
    short = len(words(value.text)) <= LONGEST_POST and not value.text.endswith(".")
    names = parted(value, facts.bodies) or ([value] if short else [])
    for name in names:
        facts.responsibilities.append((facts.bodies.slug(name.text, "official"), role))
    facts.values += [value] if names else []
    return bool(names)


def _put_fact(facts: Facts, value: Prose, meaning: str) -> bool:
    """Put a value where its meaning has it; say whether that was possible."""
    return _PUT.get(meaning, _put_text)(facts, value, meaning)


def _put_decided(facts: Facts, value: Prose, meaning: str) -> bool:
    return _put_decision(facts, value, meaning) or put_paragraph(facts, value)


def _put_case(facts: Facts, value: Prose, _meaning: str) -> bool:
    numbers = [part.strip(" .") for part in _CASE_SPLIT.split(value.text) if any(map(str.isdigit, part))]
    facts.keys.setdefault("case_numbers", []).extend(numbers or [value.text])
    facts.values.append(value)
    return True


def _put_title(facts: Facts, value: Prose, _meaning: str) -> bool:
    facts.titles.append(value)
    return True


def _put_related(facts: Facts, value: Prose, _meaning: str) -> bool:
    short = len(value.text) <= LONGEST["related"]
    facts.related += [value] if short else []
    return short


def _put_replaced(facts: Facts, value: Prose, _meaning: str) -> bool:
    if "replaces" in facts.keys or len(value.text) > LONGEST["replaces"]:
        return False
    facts.keys["replaces"] = value.text
    return True


def _put_text(facts: Facts, value: Prose, meaning: str) -> bool:
    facts.add(meaning, value.text)
    return True


def _put_decision(facts: Facts, value: Prose, kind: str) -> bool:
    """Read who decided, when and in which paragraph; labels of one kind in a row are about one decision."""
    if len(facts.decisions) >= MOST_DECISIONS:
        return False
    found = decisions(value, kind, facts.bodies)[:MOST_DECISIONS]
    if not found:
        return False
    new = [row for row in found if not any(_is_within(row, entry) for entry in facts.decisions)]
    told = _told_in_part(facts, new[0]) if len(new) == 1 else None
    if told is not None:
        told.update(new[0])
    else:
        facts.decisions.extend(new)
    facts.values.append(value)
    return True


def _told_in_part(facts: Facts, row: dict[str, Any]) -> dict[str, Any] | None:
    """Give the decision of the same kind that has nothing yet of what `row` tells."""
    return next(
        (entry for entry in facts.decisions if entry["kind"] == row["kind"] and entry.keys() & row.keys() == {"kind"}),
        None,
    )


def _is_within(row: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Say whether a decision tells nothing that one known already does not: a year where that has the day."""
    told = {key: value for key, value in row.items() if key not in ("date", "reference")}
    return len(told) > 1 and told.items() <= entry.items() and entry.get("date", "").startswith(row.get("date", ""))


def put_paragraph(facts: Facts, value: Prose) -> bool:
    """Take a figure alone, after a label such as “Paragraf” or as “§ 20”, for that of the last decision."""
    match = re.fullmatch(r"(?:§\s?)?(\d{1,4})", value.text.strip())
    if not match or not facts.decisions or "paragraph" in facts.decisions[-1]:
        return False
    facts.decisions[-1]["paragraph"] = f"§ {match[1]}"
    facts.values.append(value)
    return True


def _put_validity(facts: Facts, value: Prose, meaning: str) -> bool:
    begin, until = _period(value.text, meaning)
    further = bool(FURTHER_NOTICE.search(value.text))
    if further:
        facts.keys["until_further_notice"] = True
        facts.keys.pop("valid_until", None)
    if begin:
        facts.keys.setdefault("valid_from", begin)
    if until and not facts.keys.get("until_further_notice"):
        facts.keys.setdefault("valid_until", until)
    found = bool(begin or until or further)
    facts.values += [value] if found else []
    return found


def _period(text: str, meaning: str) -> tuple[str, str]:
    """Give from when and until when a text says that something is valid; nothing for what it does not say."""
    dates = dates_in(text, years_too=True)
    if meaning == "valid_until" or (len(dates) == 1 and _UNTIL.search(text[: dates[0].start])):
        return "", dates[-1].iso if dates else ""
    begin, until, *_rest = [*(date.iso for date in dates), "", ""]
    return begin, until


_PUT: dict[str, Callable[[Facts, Prose, str], bool]] = {
    **dict.fromkeys(DECISIONS, _put_decided),
    **dict.fromkeys(("valid", "valid_from", "valid_until"), _put_validity),
    "case_numbers": _put_case,
    "title": _put_title,
    "related_documents": _put_related,
    "replaces": _put_replaced,
}


def put_running(facts: Facts, prose: Prose) -> bool:
    """Read facts that stand in running words (“Antagen av kommunfullmäktige den 3 maj 2021 § 7”); say if all was."""
    readings = _readings(facts, prose)
    return bool(readings) and all(kind and _put_part(facts, part, kind) for part, kind in readings)


def is_running(facts: Facts, prose: Prose) -> bool:
    """Say whether `put_running` would find facts in all of a text."""
    readings = _readings(facts, prose)
    return bool(readings) and all(kind for _part, kind in readings)


def _readings(facts: Facts, prose: Prose) -> list[tuple[Prose, str]]:
    """Cut a text where another fact begins; give each part with what it is about, nothing where that is unknown."""
    text = prose.text
    cuts = [0, *(match.start() for match in _PART.finditer(text)), len(text)]
    parts = [prose.cut(start, end) for start, end in itertools.pairwise(cuts)]
    readings = [(part, _running_kind(part.text, facts)) for part in parts if part]
    return readings if all(kind for _part, kind in readings) else []


def _put_part(facts: Facts, part: Prose, kind: str) -> bool:
    if kind == "case_numbers":
        match = _CASE.match(part.text)
        start = match.end() if match else 0
        facts.aside += asides(part.cut(0, start), Reason.LABEL)
        part = part.cut(start)
    if kind in DECISIONS and repeated_body(part.text) and facts.decisions and "body" in facts.decisions[-1]:
        body = facts.decisions[-1]["body"]
        put = _put_decision(facts, part, kind)
        facts.decisions[-1].setdefault("body", body)
        return put
    return _put_fact(facts, part, kind)


def _running_kind(text: str, facts: Facts) -> str:
    opening = _OPENING.match(text)
    if opening:
        return decided(opening["kind"])
    if _VALID_OPENING.match(text):
        return "valid"
    if _CASE.match(text):
        return "case_numbers"
    # “Stfge 11.6.2018 § 62 (godkänt)” says last what was decided, or nothing of it.
    said = _SAID_LAST.search(text, _last_parenthesis(text))
    if said or not is_decision(text, facts.bodies):
        return decided(said["kind"]) if said and is_decision(text[: said.start()], facts.bodies) else ""
    return "adopted"


def _last_parenthesis(text: str) -> int:
    """Give the place of the last parenthesis in a text but one that ends it, or its beginning."""
    inner = text.removesuffix(")")
    return max(inner.rfind("("), inner.rfind(")"), 0)


def decided(word: str) -> str:
    """Give the kind of decision that the beginning of a word such as “antagen” tells of."""
    return next(kind for beginning, kind in vocabulary.FACTS.decided.items() if word.casefold().startswith(beginning))
