"""What two people made of one text: whose wording stands, and in which words two wordings differ. Pure functions."""

import hashlib
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, TypeVar

Key = TypeVar("Key")

# Longer texts are compared a paragraph at a time: the time that a comparison takes grows faster than its texts.
MOST_WORDS = 1_000
_WORD = re.compile(r"\S+\s*")
_LINE = re.compile(r"[^\n]*\n?")


class Stands(Enum):
    """Whose value stands when two people had the same one before them."""

    MINE = "mine"
    THEIRS = "theirs"
    UNDECIDED = "undecided"


def fingerprint(value: Any) -> str:
    """Give a short text that tells a form's value from every other; an empty one is one, whatever it is empty of."""
    if isinstance(value, list | tuple):
        value = "\n".join(map(str, value))
    text = "" if value is None or value is False else str(value)
    return hashlib.blake2s(text.strip().encode(), digest_size=8).hexdigest()


def decide(before: str | None, theirs: str, mine: str) -> Stands:
    """Say whose value stands, from the fingerprints of what both had before them, of theirs and of mine.

    Where nobody knows what was `before`, only what is alike is decided.
    """
    if mine in (theirs, before):
        return Stands.THEIRS
    return Stands.MINE if theirs == before else Stands.UNDECIDED


def united(before: Set[Key] | None, theirs: Set[Key], mine: Set[Key]) -> set[Key]:
    """Give a set with what either of two people added and without what either took out."""
    known = theirs & mine if before is None else before
    return set((theirs - (known - mine)) | (mine - known))


class Kind(Enum):
    """Which of two wordings a passage stands in."""

    BOTH = "both"
    ONE = "one"
    OTHER = "other"


@dataclass(frozen=True)
class Passage:
    """Some words in a row that stand in both wordings, or in only one of them."""

    kind: Kind
    text: str


def passages(one: str, other: str) -> list[Passage]:
    """Give two wordings as one row of passages: what both have, what only `one` has, what only `other` has."""
    few = max(len(_WORD.findall(text)) for text in (one, other)) <= MOST_WORDS
    left, right = (_pieces(text, _WORD if few else _LINE) for text in (one, other))
    return list(_compared(left, right))


def _compared(left: list[str], right: list[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, [piece.strip() for piece in left], [piece.strip() for piece in right], False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield Passage(Kind.BOTH, "".join(right[begin:end]))
            continue
        if first < last:
            yield Passage(Kind.ONE, "".join(left[first:last]))
        if begin < end:
            yield Passage(Kind.OTHER, "".join(right[begin:end]))


def _pieces(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a text into its words or lines, each with the space after it."""
    return [piece for piece in pattern.findall(text) if piece]
