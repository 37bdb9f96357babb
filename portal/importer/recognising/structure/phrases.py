"""Which words of the vocabulary a heading or a label is made of. Pure functions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from portal.importer.recognising import vocabulary
from portal.importer.recognising.strategy_file import CommitmentKind
from portal.importer.recognising.words import folded

LONGEST_LABEL = 12  # words
LONGEST_LEAD_IN = 16  # words
OPENING = 60  # letters of a paragraph's first words
_CHAPTER = (
    r"§\s?\d{1,3}\s+|\d{1,2}\s+kap\.\s+|"
    r"(?:(?:kapitel|kap|del|avsnitt)\.?\s+)?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?[:.]?\s+|[IVX]{1,5}\.\s+|[A-H][.)]\s+"
)
_NUMBERED = re.compile(rf"(?:{_CHAPTER})(?=\S)", re.IGNORECASE)
KINDS = tuple(kind.value for kind in CommitmentKind)
OUTER_FIRST = {kind: place for place, kind in enumerate(KINDS)}
# What holds both goals and measures holds them by area, as “mål och åtgärder” does.
MIXED = CommitmentKind.FOCUS_AREA.value
_LEAD_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}")


@dataclass(frozen=True)
class Named:
    """A heading such as “Delmål 2: Fler i arbete”: the kind of commitment, its number, and where its title begins."""

    kind: str
    number: str
    start: int


@lru_cache(maxsize=4096)
def unnumbered(text: str) -> tuple[str, int]:
    """Give the chapter's number at the beginning of a heading (or nothing), and where the rest begins."""
    match = _NUMBERED.match(text)
    if not match:
        return "", 0
    number = _LEAD_NUMBER.search(match[0])
    return number[0] if number else match[0].strip(" .):"), match.end()


@lru_cache(maxsize=4096)
def commitment_label(text: str) -> str:
    """Give the kind of commitment that `text` is a label for, such as “Delmål:” or “Våra fokusområden”; or nothing.

    It names one as a whole, or by a noun and what may stand around it.
    """
    phrase = folded(text[unnumbered(text)[1] :])
    if not phrase or phrase.count(" ") >= LONGEST_LABEL:
        return ""
    for kind, patterns in _PHRASES.items():
        if patterns.fullmatch(phrase):
            return kind
    match = _LABEL.fullmatch(phrase)
    return _kind_of_label(**match.groupdict("")) if match else ""


def _kind_of_label(before: str, noun: str, more: str, after: str) -> str:
    """Give the kind of a label by its nouns: those of several kinds, or goals of areas, are for areas."""
    if set(before.split()) & set(vocabulary.COMMITMENTS.others):
        return ""
    kinds = {_kind_of_noun(each) for each in (noun, *_AND.split(more)) if each} - {""}
    is_mixed = len(kinds) > 1 or _AREA_WITHIN.search(after)
    return MIXED if is_mixed else _kind_of_noun(noun)


@lru_cache(maxsize=4096)
def _kind_of_noun(phrase: str) -> str:
    """Give the kind of commitment that a noun alone stands for, with what may stand before it; or nothing."""
    match = _NOUN_ALONE.fullmatch(phrase)
    if not match:
        return ""
    return next((kind for kind in vocabulary.COMMITMENTS.nouns if match[f"alone_{kind}"]), "")


def is_generic_goal(text: str) -> bool:
    """Say whether a heading or label says only “goal”, which is a long-term one where sub-goals stand under it."""
    named = named_commitment(text)
    phrase = folded(text[unnumbered(text)[1] : named.start if named else None])
    return any(phrase == goal or phrase.startswith(f"{goal} ") for goal in vocabulary.COMMITMENTS.generic_goals)


def tells_of_sub_goals(text: str) -> bool:
    """Say whether a heading or label is for goals that stand under others: “Delmål”, “Effektmål 2: …”."""
    named = named_commitment(text)
    kind = named.kind if named else commitment_label(text)
    return kind == "sub_goal" and any(word in text.casefold() for word in vocabulary.COMMITMENTS.sub_goals)


def _any_of(phrases: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_BEFORE = rf"(?:(?:{'|'.join(vocabulary.COMMITMENTS.before)}) )*?"
_NOUN = "|".join(pattern for patterns in vocabulary.COMMITMENTS.nouns.values() for pattern in patterns)
_NOUN_ALONE = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(f"(?P<alone_{kind}>{'|'.join(patterns)})" for kind, patterns in vocabulary.COMMITMENTS.nouns.items())
    + ")"
)
_TAIL = rf"(?: (?:{_any_of(vocabulary.COMMITMENTS.after)}|\d{{4}})\b.*)?"
_PHRASES = {
    kind: re.compile(rf"(?:{'|'.join(patterns)}){_TAIL}")
    for kind, patterns in vocabulary.COMMITMENTS.phrases.items()
    if patterns
}
_AND = re.compile(r" (?:och|samt) ")
_LABEL = re.compile(
    rf"(?P<before>{_BEFORE})(?P<noun>{_NOUN})(?P<more>(?: (?:och|samt) {_BEFORE}(?:{_NOUN}))*)"
    rf"(?P<after>{_TAIL})"
)
_AREA_WITHIN = re.compile(rf"\b(?:{'|'.join(vocabulary.COMMITMENTS.nouns[MIXED])})\b")
# “mål” alone means little after other words: “kommunens mål för ekonomi” may be anybody's.
_NAMED = re.compile(
    rf"(?P<noun>{_NOUN})"
    r"(?:\s+(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}\.?|[A-H]\d{0,2}\.?|[IVX]{1,5}\.?))?"
    r"(?P<mark>\s*[:.–—-]\s+|\s*:\s*|\s+|$)(?=\S|$)",
    re.IGNORECASE,
)


# “Målområde Etablering”: what follows is the area’s name, and no sentence.
_NAMES_AREA = re.compile(
    r"(?i:fokus|insats|mål|tema|utvecklings|tyngdpunkts)(?i:område)\s+[A-ZÅÄÖ][\w-]*(?:\s(?:och|&|i|för|[\w-]+)){0,6}$"
)


@lru_cache(maxsize=4096)
def named_commitment(text: str) -> Named | None:
    """Read a heading that says its kind and has a number or a colon, such as “Långsiktigt mål 1: Bostäder”."""
    start = unnumbered(text)[1]
    match = _NAMED.match(text, start)
    if not match:
        return None
    number, mark = match["number"] or "", match["mark"].strip()
    if not (number or mark) and _NAMES_AREA.match(text, start):
        return Named(MIXED, "", match.end())
    kind = _kind_of_noun(folded(match["noun"]))
    is_named = kind and _is_told_apart(number, mark, text[match.end() :])
    return Named(kind, number.rstrip("."), match.end()) if is_named else None


def _is_told_apart(number: str, mark: str, title: str) -> bool:
    """Say whether a number or a mark tells “Mål 1 Bostäder” from a sentence that begins with “Mål”."""
    if not title:
        return number[:1].isdigit() or number[:1].isupper()
    if number.isalpha() and not mark:
        return title[:1].isupper()  # “Mål I Granbro”, but “mål i kommunen”
    return bool(number) or mark in (":", "–", "—")


def opening(text: str) -> str:
    """Give the kind of commitment that a paragraph is by its first words, “Målet är att …”, where several are so."""
    phrase = folded(text[:OPENING])
    return next((kind for kind, pattern in _OPENINGS if pattern.match(phrase)), "")


_OPENINGS = [
    (kind, re.compile(vocabulary.either(patterns))) for kind, patterns in vocabulary.COMMITMENTS.openings.items()
]


def lead_in(text: str) -> str:
    """Give the kind of the items of a list that a short sentence such as “Kommunens mål är att” stands before."""
    phrase = folded(text)
    if not phrase or phrase.count(" ") >= LONGEST_LEAD_IN:
        return ""
    return next((kind for kind, pattern in _LEAD_INS if pattern.search(phrase)), "")


_LEAD_INS = [(rule.kind, re.compile(rule.pattern)) for rule in vocabulary.COMMITMENTS.lead_ins]


@lru_cache(maxsize=4096)
def responsible_label(text: str) -> str:
    """Give the role that `text` is a label for, such as “Ansvarig:”; or nothing."""
    phrase = folded(text)
    for role, phrases in vocabulary.BODIES.responsible.items():
        if phrase in phrases:
            return role
    for role, pattern in _RESPONSIBLE_PATTERNS:
        if pattern.fullmatch(phrase):
            return role
    match = _RESPONSIBLE.fullmatch(phrase)
    if not match or phrase.count(" ") >= LONGEST_LABEL:
        return ""
    return next(role for role, phrases in vocabulary.BODIES.responsible.items() if match[1] in phrases)


_RESPONSIBLE_PATTERNS = [
    (role, re.compile(vocabulary.either(patterns))) for role, patterns in vocabulary.BODIES.responsible_patterns.items()
]
_RESPONSIBLE = re.compile(
    rf"({_any_of([phrase for phrases in vocabulary.BODIES.responsible.values() for phrase in phrases])})"
    rf" (?:{_any_of(vocabulary.BODIES.responsible_tail)})\b.*"
)


_DECISION_WORDS = "|".join(vocabulary.FACTS.decision_words)
_FACT_PATTERNS = [
    *(
        (key, re.compile(rf"{vocabulary.either(patterns)}(?: (?:{_DECISION_WORDS}))*"))
        for key, patterns in vocabulary.FACTS.decision_patterns.items()
    ),
    *((key, re.compile(vocabulary.either(patterns))) for key, patterns in vocabulary.FACTS.patterns.items()),
]


@lru_cache(maxsize=4096)
def fact_label(text: str) -> str:
    """Give what a label among the facts about a document means (a `vocabulary.Fact`); or nothing."""
    phrase = folded(text)
    for key, phrases in vocabulary.FACTS.labels.items():
        if phrase in phrases:
            return key
    return next((key for key, pattern in _FACT_PATTERNS if pattern.fullmatch(phrase)), "")


_DECISION = re.compile(
    rf"(?:senast )?(?:{_any_of(tuple(vocabulary.FACTS.decided))})\w*\s+(?:av|den|i|\d|-)", re.IGNORECASE
)


def begins_decision(text: str) -> bool:
    """Say whether a line begins as one that tells of a decision: “Antagen av …”, “Ändrat -”- …”."""
    return text[:1].isupper() and bool(_DECISION.match(text))


@dataclass(frozen=True)
class Sort:
    """What a heading says of its section: its kind (“” where unknown), and whether such ones are chapters.

    It is true where something is known.
    """

    kind: str = ""
    chapter: bool = False

    def __bool__(self) -> bool:
        return bool(self.kind)


@lru_cache(maxsize=4096)
def section_sort(title: str) -> Sort:
    """Say what a section with this title is about: the first known phrase in it counts, the longest of several."""
    phrase = f" {folded(title[unnumbered(title)[1] :])} "
    found = [
        (phrase.find(f" {known} "), -len(known), Sort(kind, chapter))
        for chapter, kinds in ((True, vocabulary.SECTIONS.chapters), (False, vocabulary.SECTIONS.parts))
        for kind, titles in kinds.items()
        for known in titles
        if f" {known} " in phrase
    ]
    return min(found, key=lambda row: row[:2])[2] if found else Sort()


def has_theme(title: str) -> bool:
    """Say whether a title speaks of what focus areas are about."""
    phrase = folded(title)
    return any(theme in phrase for theme in vocabulary.SECTIONS.themes)
