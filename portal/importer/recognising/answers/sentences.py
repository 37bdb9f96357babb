"""Who answers for the strategy, or for a commitment, as running text tells it. Pure functions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
END = ""  # stands where a title has no more words
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


Row = tuple[CommitmentDraft, str, str]  # a commitment, the slug of a body, and its role


@dataclass(frozen=True)
class Answering:
    """A body's name as the text has it, and the role that it is said to have."""

    name: Prose
    role: str


def take_answering(draft: Draft, facts: Facts) -> None:
    """Add to a draft, and to the facts about the document, who answers for what by its running text.

    The text stays as it is. Each is told, so that somebody sees that it was read out of a sentence.
    """
    _take_of_sections(draft, facts)
    for commitment in draft.all_commitments():
        title = [commitment.title] if commitment.title else []
        for prose in [*title, *(block.prose for block in commitment.body)]:
            _take_of_commitment(prose, commitment, draft, facts.bodies)
    _lift(draft)


def _take_of_sections(draft: Draft, facts: Facts) -> None:
    known = set(facts.responsibilities)
    called = _Called(draft.commitments)
    for section in draft.all_sections():
        for block in section.body if section.kind not in SILENT else ():
            for entry, found in _of_section(block.prose, section.kind in OF_WORK, facts.bodies):
                if entry not in known:
                    known.add(entry)
                    facts.responsibilities.append(entry)
                    draft.warnings.append(_noticed(found))
            for commitment, found in _of_named(block.prose, called, facts.bodies):
                _add(draft, facts.bodies, commitment, found)


def _lift(draft: Draft) -> None:
    """Give what a line after a list says to all that it ends."""
    told: dict[CommitmentDraft, list[Row]] = defaultdict(list)
    for row in draft.told_by_lines:
        told[row[0]].append(row)
    lifted = {id(row): above for root in draft.commitments for row, above in _lifted(root, told)}
    draft.responsibilities = [(lifted.get(id(row), row[0]), *row[1:]) for row in draft.responsibilities]


def _lifted(above: CommitmentDraft, told: Mapping[CommitmentDraft, list[Row]]) -> Iterator[tuple[Row, CommitmentDraft]]:
    """Give what a line after a list says to all that it ends, where no other line in there says who answers.

    “Ansvarig: …” after the last of an area’s measures is about the area. `told` has what lines say of each commitment.
    """
    below = list(_below(above))
    speaking = [commitment for commitment in below if commitment in told]
    if len(below) > 1 and speaking == [above.last]:
        for row in told[above.last]:
            yield row, above
    else:
        for child in above.children:
            yield from _lifted(child, told)


def _below(above: CommitmentDraft) -> Iterator[CommitmentDraft]:
    for child in above.children:
        yield child
        yield from _below(child)


def _of_section(prose: Prose, of_work: bool, bodies: Bodies) -> Iterator[tuple[tuple[str, str], Answering]]:
    """Give who answers for the strategy, as (slug, role) and as the text has it."""
    for found in answering(prose, bodies, of_document=True, of_work=of_work):
        yield (bodies.slug(found.name.text), found.role), found


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
    if draft.answers(commitment, bodies.slug(found.name.text), found.role):
        draft.warnings.append(_noticed(found))


class _Called:
    """Knows what commitments are called, and finds those that a text names by their title or number."""

    def __init__(self, commitments: Sequence[CommitmentDraft]) -> None:
        self._commitments = commitments
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_words: dict[str, Any] = {}  # the first words of titles, and below each those that follow it
        for place, commitment in enumerate(commitments):
            title = folded(commitment.title.text) if commitment.title else ""
            if len(title) >= SHORTEST_TITLE:
                self._put(title.split(" "), place)
            if commitment.number:
                self._by_number[commitment.number].append(place)

    def __bool__(self) -> bool:
        return bool(self._commitments)

    def _put(self, title: Iterable[str], place: int) -> None:
        below = self._by_words
        for word in title:
            below = below.setdefault(word, {})
        below.setdefault(END, []).append(place)

    def in_text(self, text: str) -> list[CommitmentDraft]:
        """Give the commitments that a text names, in the document's order."""
        numbers = {match[1] for match in _BY_NUMBER.finditer(text)}
        places = {place for number in numbers for place in self._by_number.get(number, ())}
        parts = folded(text).split(" ")
        for start in range(len(parts)):
            places.update(self._titled(parts, start))
        return [self._commitments[place] for place in sorted(places)]

    def _titled(self, parts: Sequence[str], start: int) -> Iterator[int]:
        """Give the places of those whose title begins with the word at a place of a text, and stands there whole."""
        below = self._by_words
        for at in range(start, len(parts)):
            below = below.get(parts[at], {})
            if not below:
                return
            yield from below.get(END, ())


def _of_named(prose: Prose, called: _Called, bodies: Bodies) -> Iterator[tuple[CommitmentDraft, Answering]]:
    """Give who answers for commitments that sentences elsewhere name."""
    for sentence in _sentences(prose) if called else ():
        for body, told in _told(sentence):
            for commitment in called.in_text(told):
                for name in _names(body, bodies):
                    yield commitment, Answering(name, "lead")


def _sentences(prose: Prose) -> Iterator[Prose]:
    return prose.cuts([match.span() for match in _SENTENCE.finditer(prose.text)])


def _noticed(found: Answering) -> Notice:
    return Notice(found.name.line, Code.READ_IN_SENTENCE, {"name": found.name.text, "role": found.role})


def answering(prose: Prose, bodies: Bodies, of_document: bool, of_work: bool = False) -> list[Answering]:
    """Give the bodies that sentences in `prose` say to answer for the document as a whole.

    Where `of_document` is false, the text is of a commitment, and they answer for that. `of_work` says that the text is
    about who does what, so that “the work” is that of the document.
    """
    about = (_WORK if of_work else _DOCUMENT) if of_document else _COMMITMENT
    found: dict[tuple[str, str], Answering] = {}
    for sentence in _sentences(prose):
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
