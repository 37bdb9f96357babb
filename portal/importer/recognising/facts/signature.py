"""Who signed a foreword: a name, and the post that the person holds. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.importer.recognising import vocabulary
from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.words import folded

_NAME_WORD = r"[A-ZÅÄÖÉ][a-zåäöéüß]+(?:-[A-ZÅÄÖÉ][a-zåäöéüß]+)?"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:(?:von|af|de|van|al)\s)?(?:{_NAME_WORD}|[A-ZÅÄÖ]\.?)){{1,3}}")
LONGEST = 200  # letters of a name or a post
MOST_WORDS_OF_A_POST = 14


@dataclass(frozen=True)
class Signature:
    """Where in the blocks a signature begins, whose name it has, and the person's post (None where it has none)."""

    at: int
    name: Prose
    post: Prose | None


def signature(blocks: Sequence[Block]) -> Signature | None:
    """Give the signature that ends `blocks`: “Name, post”, a name and a post below it, or a name alone."""
    return _on_two_lines(blocks) or _on_one_line(blocks)


def _on_two_lines(blocks: Sequence[Block]) -> Signature | None:
    if len(blocks) < 2:  # noqa: PLR2004
        return None
    above, last = blocks[-2:]
    signed = above.is_paragraph and is_name(above.prose.text) and _is_post(last.text)
    return Signature(len(blocks) - 2, above.prose.cut(0), last.prose.cut(0)) if signed else None


def _on_one_line(blocks: Sequence[Block]) -> Signature | None:
    if not blocks or not blocks[-1].is_paragraph:
        return None
    prose = blocks[-1].prose
    name, comma, post = prose.text.partition(",")
    if comma and is_name(name) and _is_post(post):
        return Signature(len(blocks) - 1, prose.cut(0, len(name)), prose.cut(len(name) + 1))
    match = _NAME.match(prose.text)
    if match and _is_post(prose.text[match.end() :]):
        return Signature(len(blocks) - 1, prose.cut(0, match.end()), prose.cut(match.end()))
    return None


def is_name(text: str) -> bool:
    """Say whether a text reads as a person's name."""
    return len(text) <= LONGEST and bool(_NAME.fullmatch(text.strip()))


def _is_post(text: str) -> bool:
    held = folded(text)
    return (
        0 < len(held) <= LONGEST
        and len(held.split()) <= MOST_WORDS_OF_A_POST
        and not text.strip().endswith(".")
        and any(role in held for role in vocabulary.SECTIONS.signatory_roles)
    )
