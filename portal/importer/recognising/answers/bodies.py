"""The bodies of a municipality in a text: matched to its committees by name, or proposed. Pure functions."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from portal.importer.recognising import vocabulary
from portal.importer.recognising.facts.signature import is_name
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import folded, slugified, squeezed, words

LONGEST_NAME = 200
LONGEST_SLUG = 100
LONGEST_BODY = 12  # words of a name in a list
LONGEST_UNKNOWN = 5  # words of a name that only its label makes a body's
MOST_PARTS = 4  # parts of one name between its commas and “och”
_BETWEEN = re.compile(r"\s*(?:[,;/\n]|\boch\b|\bsamt\b|\s[&+]\s)\s*")
# A body in running text: a word with one of the endings, and the words that belong to its name.
_IN_TEXT = re.compile(
    rf"\b(?:{'|'.join(vocabulary.BODIES.abbreviated)})\b(?!\s?/|\s?\d{{2,4}}\s?[:/]\s?\d{{2,}}|\s\d{{4}}[.-]\d{{3,}})|"
    r"\b(?:(?:[A-ZÅÄÖa-zåäö]+-(?:,\s|\soch\s))?[A-ZÅÄÖa-zåäö]*(?:nämnden|nämnd|styrelsen|styrelse|fullmäktige|utskottet|kommittén)|"
    r"(?:humanistiska|tekniska|sociala|individ- och familje|gemensamma|allmänna)\s(?:nämnden|utskottet))\b",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(nämnd|styrels|förvaltning|utskott|kontor|sektor|direktör|samordnare|chef)(?:ens|ets|en|et|ns|es|n|e|s)$"
)


@dataclass
class Bodies:
    """The bodies that a document refers to: the municipality's own committees first, then what it proposes."""

    known: Sequence[dict[str, Any]] = ()
    used: dict[str, dict[str, Any]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)  # abbreviations that the document explains: “BUN”
    # What is asked of all of them for every name: which one is called so, which slugs are taken.
    _alike: dict[str, dict[str, Any]] = field(default_factory=dict, init=False, repr=False)
    _taken: set[str] = field(default_factory=set, init=False, repr=False)
    _numbers: dict[str, int] = field(default_factory=dict, init=False, repr=False)  # the last one after a slug

    def __post_init__(self) -> None:
        for entry in (*self.used.values(), *self.known):
            self._note(entry)

    def _note(self, entry: dict[str, Any]) -> None:
        self._alike.setdefault(likeness(entry["name"]["sv"]), entry)
        self._taken.add(entry["slug"])

    def slug(self, name: str, otherwise: str = "external") -> str:
        """Give the slug of the body called `name`; one that nobody knows yet is proposed.

        It is of the kind that its name sounds like, or else of the kind `otherwise`.
        """
        name = self.in_full(" ".join(name.split())[:LONGEST_NAME].strip(" ,.;:"))
        entry = self._same(name)
        if entry is None:
            entry = {"slug": self._free(name), "kind": kind_of(name) or otherwise, "name": {"sv": capitalised(name)}}
            self._note(entry)
        self.used.setdefault(entry["slug"], entry)
        return str(entry["slug"])

    def in_full(self, name: str) -> str:
        """Give the name that an abbreviation stands for, in this document or in all; any other name as it is."""
        return self.aliases.get(name) or vocabulary.BODIES.abbreviated.get(name.casefold(), name)

    def names(self, text: str) -> bool:
        """Say whether `text` is the name of a body: one of the municipality's, or one that sounds like a body."""
        text = self.in_full(text.strip())
        return bool(text.strip()) and (self._same(text) is not None or bool(kind_of(text)))

    def _same(self, name: str) -> dict[str, Any] | None:
        return self._alike.get(likeness(name))

    def _free(self, name: str) -> str:
        base = slugified(name)[:LONGEST_SLUG].strip("-") or "organ"
        if base not in self._taken:
            return base
        stem = base[: LONGEST_SLUG - 5]
        number = self._numbers.get(stem, 2)
        while f"{stem}-{number}" in self._taken:
            number += 1
        self._numbers[stem] = number
        return f"{stem}-{number}"

    def entries(self) -> list[dict[str, Any]]:
        """Give those that were used, sorted by slug, as a strategy file has them."""
        return [
            {"slug": entry["slug"], "kind": entry["kind"], "name": entry["name"]}
            for _slug, entry in sorted(self.used.items())
        ]


@lru_cache(maxsize=4096)
def likeness(name: str) -> str:
    """Give what spellings of one body share: without hyphens, spaces, “och”, and the ending that says “the”."""
    text = unicodedata.normalize("NFC", name).casefold()
    text = vocabulary.BODIES.abbreviated.get(text.strip(), text)
    text = re.sub(r"\b(?:och|samt|&)\b|&", " ", text)
    return _ENDING.sub(r"\1", squeezed(text))


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """Give the kind of body that `name` sounds like; nothing where it sounds like none."""
    text = " ".join(unicodedata.normalize("NFC", name).casefold().split()).strip(" .,:;")
    head = re.split(r"(?<!-),|\(", text, maxsplit=1)[0].strip()
    if squeezed(head) in vocabulary.BODIES.generic or not head or len(head) > LONGEST_NAME:
        return ""
    kind = _kind_by_words(head)
    # A post is named with its place, “Enhetschef, stödenheten”; of other bodies a comma parts two.
    return kind if kind == "official" or "," not in text[len(head) :] else ""


def _kind_by_words(name: str) -> str:
    for kind, named in vocabulary.BODIES.kinds.items():
        if name in named.names or name.endswith(named.endings):
            return kind
    return next((kind for kind, begun in vocabulary.BODIES.beginnings.items() if name.startswith(begun)), "")


def capitalised(name: str) -> str:
    """Give a name with a capital first."""
    return name[:1].upper() + name[1:]


def parted(prose: Prose, bodies: Bodies, trusting: bool = False) -> list[Prose]:
    """Give the names of bodies that a text lists; nothing where any part of it is no body's name.

    With `trusting`, as after “Ansvarig:”, what only may be a name is one.
    """
    cuts = prose.cuts(list(_pieces(prose.text, bodies)))
    pieces = [piece for piece in cuts if piece.text.strip(" .,;:()")]
    if pieces and all(_is_name(piece.text, bodies, trusting) for piece in pieces):
        return pieces
    whole = prose.cut(0)
    return [whole] if bodies.names(whole.text) and len(whole.text.split()) <= LONGEST_BODY else []


def _is_name(text: str, bodies: Bodies, trusting: bool) -> bool:
    if bodies.names(text):
        return len(text.split()) <= LONGEST_BODY
    return trusting and may_be_body(text)


def may_be_body(text: str) -> bool:
    """Say whether a text may name a body though it does not sound like one, such as “Rodret”, and no person."""
    text = text.strip()
    return (
        0 < len(words(text)) <= LONGEST_UNKNOWN
        and text[:1].isupper()
        and not text.endswith((".", ":", ";", "?", "!"))
        and not any(letter.isdigit() for letter in text)
        and not is_name(text)
        and not vocabulary.SECTIONS.finite_verbs & set(folded(text).split())
    )


def _pieces(text: str, bodies: Bodies) -> Iterable[tuple[int, int]]:
    """Cut a text where bodies may be parted; a part that is no name by itself is tried with those after it."""
    cuts = [(0, 0), *((match.start(), match.end()) for match in _BETWEEN.finditer(text)), (len(text), len(text))]
    spans = [(first[1], second[0]) for first, second in itertools.pairwise(cuts)]
    at = 0
    while at < len(spans):
        start = spans[at][0]
        together = range(at, min(at + MOST_PARTS, len(spans)))
        last = next((last for last in together if bodies.names(text[start : spans[last][1]])), at)
        yield start, spans[last][1]
        at = last + 1


def all_bodies(text: str, bodies: Bodies) -> Iterator[re.Match[str]]:
    """Find the bodies that running text names, in their order."""
    return (match for match in _IN_TEXT.finditer(text) if bodies.names(match[0]))
