"""Who answers for the strategy, or for a commitment, as running text tells it. Pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.importer.recognising.answers.bodies import Bodies, kind_of, parted
from portal.importer.recognising.answers.names import named_at_end, stands_alone
from portal.importer.recognising.facts.labels import Facts
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Code, Notice
from portal.importer.recognising.structure.draft import CommitmentDraft, Draft
from portal.importer.recognising.vocabulary import ANSWERING, either
from portal.importer.recognising.words import folded

LONGEST_SUBJECT = 90  # letters of the bodies' names in one sentence
MOST_WORDS = 7  # of one name
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s+[A-ZÅÄÖ]|\s*$)[^.!?]*)*")
_ACTIVE = re.compile(rf"(?:Det är )?(?P<body>.{{2,{LONGEST_SUBJECT}}}?) (?:som )?(?P<verb>{either(ANSWERING.verbs)})\b")
_TURNED = re.compile(
    rf"(?P<what>{either(ANSWERING.turned_beginning)}.{{0,160}}?) {either(ANSWERING.turned)} "
    rf"(?P<body>.{{2,{LONGEST_SUBJECT}}}?)(?=[,.]|$| (?:som|och ska|i samband|varje|årligen|minst|vid|under)\b)",
    re.IGNORECASE,
)
_OF_DOCUMENT = either((*ANSWERING.document, *ANSWERING.document_work))
_DOCUMENT = re.compile(rf"\b{_OF_DOCUMENT}\b", re.IGNORECASE)
_COMMITMENT = re.compile(rf"\b(?:för|att)(?: att)? {either(ANSWERING.commitment)}\b", re.IGNORECASE)
_WORK = re.compile(
    rf"\b(?:{_OF_DOCUMENT}|{either(ANSWERING.work)})\b|^(?:leder och )?samordnar\s*$",
    re.IGNORECASE,
)
_DOES = [(role, re.compile(either(patterns))) for role, patterns in ANSWERING.does.items()]
_BY_NUMBER = re.compile(
    r"(?:(?:insats|fokus|mål|utvecklings|tema)?område|mål|delmål|§|punkt|kapitel|avsnitt)\s*(\d+(?:\.\d+)*)\b",
    re.IGNORECASE,
)
_ABOUT_FIRST = re.compile(
    rf"För (?P<what>.{{3,90}}?) (?:ansvarar|svarar|har) (?P<body>.{{4,{LONGEST_SUBJECT}}}?)"
    r"(?: (?:ansvaret|huvudansvaret))?\s*[.,]?$"
)
SHORTEST_TITLE = 5  # letters of one that a sentence may name
# Sections in which others speak, or words are explained.
OF_WORK = frozenset({"organisation", "follow_up"})
SILENT = frozenset({"foreword", "voices", "definitions", "appendix"})


@dataclass(frozen=True)
class Answering:
    """A body's name as the text has it, and the role that it is said to have."""

    name: Prose
    role: str


def take_answering(draft: Draft, facts: Facts) -> None:
    """Add to a draft, and to the facts about the document, who answers for what by its running text.

    The text stays as it is. Each is told, so that somebody sees that it was read out of a sentence.
    """
    for section in draft.all_sections():
        for block in section.body if section.kind not in SILENT else ():
            _take_of_section(block.prose, section.kind in OF_WORK, draft, facts)
    for commitment in draft.all_commitments():
        title = [commitment.title] if commitment.title else []
        for prose in [*title, *(block.prose for block in commitment.body)]:
            _take_of_commitment(prose, commitment, draft, facts.bodies)
    for root in draft.commitments:
        _lift(root, draft)


def _lift(above: CommitmentDraft, draft: Draft) -> None:
    """Give what a line after a list says to all that it ends, where no other line in there says who answers.

    “Ansvarig: …” after the last of an area’s measures is about the area.
    """
    below = set(map(id, _below(above)))
    told = [row for row in draft.told_by_lines if id(row[0]) in below]
    if len(below) > 1 and told and all(row[0] is above.last for row in told):
        moved = set(map(id, told))
        draft.responsibilities = [(above, *row[1:]) if id(row) in moved else row for row in draft.responsibilities]
    else:
        for child in above.children:
            _lift(child, draft)


def _below(above: CommitmentDraft) -> Iterator[CommitmentDraft]:
    for child in above.children:
        yield child
        yield from _below(child)


def _take_of_section(prose: Prose, of_work: bool, draft: Draft, facts: Facts) -> None:
    for found in answering(prose, facts.bodies, of_document=True, of_work=of_work):
        entry = (facts.bodies.slug(found.name.text), found.role)
        if entry not in facts.responsibilities:
            facts.responsibilities.append(entry)
            draft.warnings.append(_noticed(found))
    for commitment, found in _of_named(prose, draft, facts.bodies):
        _add(draft, facts.bodies, commitment, found)


def _take_of_commitment(prose: Prose, commitment: CommitmentDraft, draft: Draft, bodies: Bodies) -> None:
    before = len(draft.responsibilities)
    for name, role in named_at_end(prose, bodies):
        _add(draft, bodies, commitment, Answering(name, role))
    if stands_alone(prose):
        draft.told_by_lines += draft.responsibilities[before:]
    for found in answering(prose, bodies, of_document=False):
        if kind_of(found.name.text) != "external":
            _add(draft, bodies, commitment, found)


def _add(draft: Draft, bodies: Bodies, commitment: CommitmentDraft, found: Answering) -> None:
    entry = (commitment, bodies.slug(found.name.text), found.role)
    if entry not in draft.responsibilities:
        draft.responsibilities.append(entry)
        draft.warnings.append(_noticed(found))


def _of_named(prose: Prose, draft: Draft, bodies: Bodies) -> Iterator[tuple[CommitmentDraft, Answering]]:
    """Give who answers for commitments that sentences elsewhere name by their title or number."""
    if not draft.commitments:
        return
    for match in _SENTENCE.finditer(prose.text):
        sentence = prose.cut(match.start(), match.end())
        for body, told in _told(sentence):
            for commitment in _named_in(told, draft):
                for name in _names(body, bodies):
                    yield commitment, Answering(name, "lead")


def _named_in(told: str, draft: Draft) -> list[CommitmentDraft]:
    phrase = f" {folded(told)} "
    numbers = {match[1] for match in _BY_NUMBER.finditer(told)}
    found = []
    for commitment in draft.commitments:
        title = folded(commitment.title.text) if commitment.title else ""
        if (len(title) >= SHORTEST_TITLE and f" {title} " in phrase) or (
            commitment.number and commitment.number in numbers
        ):
            found.append(commitment)
    return found


def _noticed(found: Answering) -> Notice:
    return Notice(found.name.line, Code.READ_IN_SENTENCE, {"name": found.name.text, "role": found.role})


def answering(prose: Prose, bodies: Bodies, of_document: bool, of_work: bool = False) -> list[Answering]:
    """Give the bodies that sentences in `prose` say to answer for the document as a whole.

    Where `of_document` is false, the text is of a commitment, and they answer for that. `of_work` says that the text is
    about who does what, so that “the work” is that of the document.
    """
    about = (_WORK if of_work else _DOCUMENT) if of_document else _COMMITMENT
    found: dict[tuple[str, str], Answering] = {}
    for match in _SENTENCE.finditer(prose.text):
        sentence = prose.cut(match.start(), match.end())
        for body, told in _told(sentence):
            for name in _names(body, bodies) if about.search(told) else ():
                for role in _roles(told):
                    found.setdefault((folded(name.text), role), Answering(name, role))
    return list(found.values())


def _told(sentence: Prose) -> Iterator[tuple[Prose, str]]:
    """Give the part that names who, and what the sentence says that they do."""
    text = sentence.text
    active = _ACTIVE.match(text)
    if active:
        yield sentence.cut(*active.span("body")), text[active.start("verb") :]
    first = _ABOUT_FIRST.match(text)
    if first:
        yield sentence.cut(*first.span("body")), f"ansvarar för {first['what']}"
    turned = _TURNED.match(text)
    if turned:
        yield sentence.cut(*turned.span("body")), text[: turned.start("body")]


def _names(body: Prose, bodies: Bodies) -> list[Prose]:
    """Give the bodies named; nothing where one of them is no single body’s name."""
    names = parted(body, bodies)
    if any(_is_nobody(name.text) for name in names):
        return []
    return names


def _is_nobody(name: str) -> bool:
    parts = folded(name).split()
    return not parts or len(parts) > MOST_WORDS or parts[0] in ANSWERING.nobody or " på " in name


def _roles(told: str) -> list[str]:
    phrase = f"{told.casefold()} "
    roles = [role for role, pattern in _DOES if pattern.search(phrase)]
    leads = any(word in phrase for word in ANSWERING.leads)
    return ["lead", *roles] if leads or not roles else roles
