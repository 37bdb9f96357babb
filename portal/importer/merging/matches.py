"""Which part of a document is which part of an edition: matched by kind, number, title, text and place. Pure functions.

What is certain is matched first, wherever it stands (a title that both have once, the same text); then what is
likely (a title with a misprint, a title in another role); and last, under parents that match, by place, or by likeness
where the counts differ.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from itertools import product
from typing import Any

from goals.models import Commitment
from portal.importer.merging.alignment import aligned, pieces
from strategies.richtext import plain_text

Entry = dict[str, Any]

# How alike two titles are at least when one of them has a misprint; "Delaktighet" and "Delaktigheten" are at 0.92.
MISPRINT = 0.85
# How alike an adopted wording and its plain retelling are at least; two texts on different matters are below 0.1.
RETOLD = 0.15
# Which of the two a heading is depends on the municipality's words for it.
SAME_KIND = {Commitment.Kind.LONG_TERM_GOAL.value: Commitment.Kind.FOCUS_AREA.value}
SHORTEST_WORD, LONGEST_STEM = 4, 6
NEAR = 1000  # parts before and after the place where one stood, among which its misprinted title is sought
LETTERS, MOST_OFTEN = 64, 4  # that are told apart in a title at a glance, and how often each counts
_CHAPTER = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[a-z]\))\s+", re.IGNORECASE)


class By(Enum):
    """What two parts were matched by."""

    TITLE = "title"
    LIKE_TITLE = "like title"
    TEXT = "text"
    NUMBER = "number"
    LIKENESS = "likeness"
    PLACE = "place"


@dataclass(eq=False)
class Part:
    """A section, commitment or definition, prepared for comparison."""

    entry: Entry
    kind: str
    above: "Part | None"
    order: int
    title: str = ""
    number: str = ""
    text: str = ""  # the adopted wording's letters
    words: frozenset[str] = frozenset()  # the stems of the words of all its texts
    below: list["Part"] = field(default_factory=list)


@dataclass(frozen=True)
class Match:
    """A part of the edition, and what tells that it is the one."""

    part: Part
    by: By


Matches = dict[Part, Match]
# What is equal, of the edition and of the document.
Group = tuple[list[Part], list[Part]]


def parts(rows: Iterable[Entry], kind: Callable[[Entry], str]) -> list[Part]:
    """Give the objects of a tree of a strategy file in the document's order; `kind` says which may match which."""
    found: list[Part] = []

    def walk(entries: Iterable[Entry], above: Part | None) -> None:
        for entry in entries:
            part = _part(entry, kind(entry), above, len(found))
            found.append(part)
            if above:
                above.below.append(part)
            walk(entry.get("children", ()), part)

    walk(rows, None)
    return found


def kind_of(entry: Entry) -> str:
    """Give the kind by which commitments are matched."""
    kind: str = entry["kind"]
    return SAME_KIND.get(kind, kind)


def letters(text: str) -> str:
    """Give the letters and digits of `text` without case, accents of composition, spaces, hyphens and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def title_letters(title: str) -> str:
    """Give the letters of a title without the number of its chapter, if anything is left then."""
    return letters(_CHAPTER.sub("", title)) or letters(title)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Say how much two sets of words have in common, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def matches(existing: Sequence[Part], recognised: Sequence[Part]) -> Matches:
    """Say for each part of `recognised` which of `existing` it is, where it is one. No part is matched twice."""
    found: Matches = {}
    # A title that stands once is the surest, then the same text, then a title that stands twice.
    for here, there in _equal(existing, recognised, found, By.TITLE):
        if len(here) == len(there) == 1:
            _pair(here, there, found, By.TITLE)
    for by, agree in ((By.TEXT, _no_other_title), (By.TITLE, _always), (By.TEXT, _always)):
        for here, there in _equal(existing, recognised, found, by):
            _pair(here, there, found, by, agree)
    _by_misprinted_title(existing, recognised, found)
    for new, old in list(in_other_roles(*_left(existing, recognised, found))):
        if new.words:  # a title alone does not tell that a goal has become a measure
            found[new] = Match(old, By.TITLE)
    _by_place(existing, recognised, found)
    return found


def in_other_roles(existing: Iterable[Part], recognised: Iterable[Part]) -> Iterator[tuple[Part, Part]]:
    """Give pairs of a document's part and an edition's that are the same in different roles, as sub-goal and measure.

    Each title stands once on either side, and the texts have something in common, or there are none.
    """
    sides: dict[str, Group] = defaultdict(lambda: ([], []))
    for side, each in enumerate((existing, recognised)):
        for part in each:
            if part.title:
                sides[part.title][side].append(part)
    for here, there in sides.values():
        if len(here) == len(there) == 1:
            old, new = here[0], there[0]
            if not (old.words or new.words) or likeness(old.words, new.words) >= RETOLD:
                yield new, old


def _part(entry: Entry, kind: str, above: Part | None, order: int) -> Part:
    texts = {name: plain_text((entry.get(name) or {}).get("sv", "")) for name in ("text", "plain")}
    words = (word for text in texts.values() for word in re.findall(r"\w+", text.casefold()))
    title = (entry.get("title") or entry.get("term") or {}).get("sv", "")
    return Part(
        entry=entry,
        kind=kind,
        above=above,
        order=order,
        title=title_letters(title),
        number=letters(entry.get("number", "")),
        text=letters(texts["text"]),
        words=frozenset(word[:LONGEST_STEM] for word in words if len(word) >= SHORTEST_WORD),
    )


def _left(
    existing: Iterable[Part], recognised: Iterable[Part], found: Matches
) -> tuple[Sequence[Part], Sequence[Part]]:
    taken = {match.part for match in found.values()}
    return [part for part in existing if part not in taken], [part for part in recognised if part not in found]


def _equal(existing: Iterable[Part], recognised: Iterable[Part], found: Matches, by: By) -> list[Group]:
    """Give what is left of both, in groups that are equal in kind and in title or text."""
    groups: dict[tuple[str, str], Group] = defaultdict(lambda: ([], []))
    for side, each in enumerate(_left(existing, recognised, found)):
        for part in each:
            if words := part.title if by is By.TITLE else part.text:
                groups[part.kind, words][side].append(part)
    return list(groups.values())


def _always(_old: Part, _new: Part) -> bool:
    return True


def _no_other_title(old: Part, new: Part) -> bool:
    return not (old.title and new.title) or old.title == new.title


def _pair(
    here: Sequence[Part],
    there: Sequence[Part],
    found: Matches,
    by: By,
    agree: Callable[[Part, Part], bool] = _always,
) -> None:
    """Pair parts that are equal in what counts and that `agree`: first those that are also equal in the rest."""
    for some, others in pieces(here, there):
        _pair_all(some, others, found, by, agree)


def _pair_all(
    here: Sequence[Part], there: Sequence[Part], found: Matches, by: By, agree: Callable[[Part, Part], bool]
) -> None:

    def unlike(pair: tuple[int, int]) -> tuple[Any, ...]:
        old, new = here[pair[0]], there[pair[1]]
        return (
            old.title != new.title,
            not _under_matching(old, new, found),
            old.text != new.text,
            old.number != new.number,
            -likeness(old.words, new.words),
            abs(pair[0] - pair[1]),
            pair,
        )

    pairs = [pair for pair in product(range(len(here)), range(len(there))) if agree(here[pair[0]], there[pair[1]])]
    taken: set[int] = set()
    for one, other in sorted(pairs, key=unlike):
        if one not in taken and there[other] not in found:
            taken.add(one)
            found[there[other]] = Match(here[one], by)


def _under_matching(old: Part, new: Part, found: Matches) -> bool:
    if new.above is None or old.above is None:
        return new.above is old.above
    return new.above in found and found[new.above].part is old.above


def _by_misprinted_title(existing: Iterable[Part], recognised: Iterable[Part], found: Matches) -> None:
    close = [
        (ratio, old, new)
        for old, new in _of_like_letters(*_left(existing, recognised, found))
        if (ratio := title_likeness(old.title, new.title)) >= MISPRINT
    ]
    taken: set[Part] = set()
    for _ratio, old, new in sorted(
        close, key=lambda found: (-found[0], abs(found[1].order - found[2].order), found[2].order)
    ):
        if old not in taken and new not in found:
            taken.add(old)
            found[new] = Match(old, By.LIKE_TITLE)


def _of_like_letters(here: Sequence[Part], there: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Give the pairs of one kind, about as far on in either list, whose titles may be alike by their letters alone."""
    looks = [(old, _look(old.title)) for old in here]
    for at, new in enumerate(there):
        middle = at * len(here) // len(there)
        look = _look(new.title)
        for old, other in looks[max(0, middle - NEAR) : middle + NEAR]:
            most = (1 - MISPRINT) * (len(old.title) + len(new.title))
            if old.kind == new.kind and (look ^ other).bit_count() <= most:
                yield old, new


def _look(title: str) -> int:
    """Give a number with a bit for each letter of a title and how often it has come: titles differ as those do."""
    bits = 0
    for letter in title:
        bit = 1 << ord(letter) % LETTERS * MOST_OFTEN
        for _time in range(MOST_OFTEN):
            if not bits & bit:
                bits |= bit
                break
            bit <<= 1
    return bits


def title_likeness(one: str, other: str) -> float:
    """Say how alike the letters of two titles are, from 0 to 1; 0 where they are no misprints of each other."""
    if not one or not other or min(len(one), len(other)) < MISPRINT * max(len(one), len(other)) / (2 - MISPRINT):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= MISPRINT else 0.0


def _by_place(existing: Sequence[Part], recognised: Sequence[Part], found: Matches) -> None:
    """Match what stands under matching parents, from the top down, so that what matches makes parents in its turn."""
    _among_siblings(_tops(existing), _tops(recognised), found)
    for new in recognised:
        if new in found:
            _among_siblings(found[new].part.below, new.below, found)


def _tops(rows: Iterable[Part]) -> list[Part]:
    return [part for part in rows if part.above is None]


def _among_siblings(existing: Sequence[Part], recognised: Sequence[Part], found: Matches) -> None:
    for kind in dict.fromkeys(part.kind for part in recognised):
        here = [part for part in existing if part.kind == kind]
        there = [part for part in recognised if part.kind == kind]
        old, new = _left(here, there, found)
        for before, after, by in aligned(old, new, _score):
            found[after] = Match(before, by)


def _score(old: Part, new: Part) -> tuple[float, By] | None:
    """Say how well two siblings go together and by what, 0 where nothing tells; None where they are different parts."""
    alike = likeness(old.words, new.words)
    same_number = bool(old.number) and old.number == new.number
    if old.title and new.title and not (same_number and alike >= RETOLD):
        return None
    if same_number:
        return 1 + alike, By.NUMBER
    return (alike, By.LIKENESS) if alike >= RETOLD else (0.0, By.PLACE)
