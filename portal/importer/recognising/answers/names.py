"""The bodies that a line or a cell names as answering, each with its role. Pure functions."""

import re
from collections.abc import Iterable, Iterator

from portal.importer.recognising.answers.bodies import Bodies, kind_of, parted
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.phrases import responsible_label
from portal.importer.recognising.words import words

Named = tuple[Prose, str]  # a body’s name as the text has it, and its role

# What stands between those who lead and those who take part.
_TOGETHER = re.compile(
    r",?\s+(?:i (?:nära )?(?:samverkan|samarbete|dialog|samråd) med|tillsammans med|med stöd av|med hjälp av)\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_COORDINATES = re.compile(r"samordn|sammankall", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|(?<=[.;,|])\s*|(?<=\s))([A-ZÅÄÖ][^:.;|]{2,40}?)\s?:\s*")
_AT_END = re.compile(r"\(([^()]{3,120})\)[\s.;,]*$")
_SAID_LAST = re.compile(r"(?:^|\s)([A-ZÅÄÖ](?=\w*(?:ansvar|amverka))\w++(?:\s\w++){0,2})\s?:\s*([^:.]{3,120})[\s.]*$")
LONGEST_ALIAS = 6
_ALIAS = re.compile(r"([A-ZÅÄÖ][\w ,-]{4,60}?)\s\(([A-ZÅÄÖ]{2,6})\)")


def named_bodies(prose: Prose, role: str, bodies: Bodies) -> list[Named]:
    """Give the bodies that a text lists, with their roles; nothing where a part of it names none.

    The text may have labels of its own (“A. Medverkar: B”), and may say with whom, or who coordinates.
    """
    found: list[Named] = []
    for part, own in _by_label(prose, role):
        for at, piece in enumerate(_cut(part, _TOGETHER)):
            names = _names(piece, own if at == 0 else "contributing", bodies)
            if not names:
                return []
            found += names
    return found


def _by_label(prose: Prose, role: str) -> Iterator[tuple[Prose, str]]:
    start, own = 0, role
    for match in _LABEL.finditer(prose.text):
        label = responsible_label(match[1])
        if label:
            if prose.text[start : match.start()].strip(" .;,|"):
                yield prose.cut(start, match.start()), own
            start, own = match.end(), label
    yield prose.cut(start), own


def _cut(prose: Prose, between: re.Pattern[str]) -> Iterator[Prose]:
    start = 0
    for match in between.finditer(prose.text):
        yield prose.cut(start, match.start())
        start = match.end()
    yield prose.cut(start)


def _names(prose: Prose, role: str, bodies: Bodies) -> list[Named]:
    """Give the bodies of one part; what stands in parentheses after a name says what it does, and is no name."""
    asides = list(_ASIDE.finditer(prose.text))
    gone = [at for match in asides for at in range(*match.span())]
    bare = prose.without(gone)
    bare = bare.cut(0, len(bare.text.rstrip(" .;,")))
    names = parted(bare, bodies, trusting=True)
    coordinates = len(asides) == 1 and len(names) == 1 and bool(_COORDINATES.search(asides[0][1]))
    if coordinates and role == "lead" and "samordn" in asides[0][1].casefold():
        role = "coordination"
    return [(name, role) for name in names]


def named_at_end(prose: Prose, bodies: Bodies) -> list[Named]:
    """Give the bodies that a commitment's text ends with: “… (Socialnämnden).” or “… Ansvarig: Socialnämnden”."""
    match = _AT_END.search(prose.text)
    if match:
        pieces = [parted(piece, bodies) for piece in _cut(prose.cut(*match.span(1)), _TOGETHER)]
        roles = ("lead", *["contributing"] * (len(pieces) - 1))
        return (
            [(name, role) for role, names in zip(roles, pieces, strict=True) for name in names] if all(pieces) else []
        )
    match = _SAID_LAST.search(prose.text)
    role = responsible_label(match[1]) if match else ""
    return named_bodies(prose.cut(*match.span(2)), role, bodies) if match and role else []


def stands_alone(prose: Prose) -> bool:
    """Say whether a paragraph is nothing but bodies in parentheses."""
    return prose.text.startswith("(") and bool(re.fullmatch(r"\([^()]+\)[\s.]*", prose.text))


def aliases_in(proses: Iterable[Prose], tables: Iterable[tuple[Prose, Prose]]) -> dict[str, str]:
    """Give the abbreviations of bodies that a document explains: in parentheses after the name, or in a table."""
    found: dict[str, str] = {}
    for short, name in (*_in_parentheses(proses), *_in_tables(tables)):
        if name:
            found.setdefault(short, name)
    return found


def _in_parentheses(proses: Iterable[Prose]) -> Iterator[tuple[str, str]]:
    for prose in proses:
        for match in _ALIAS.finditer(prose.text):
            name = match[1].rpartition(". ")[2].rpartition("  ")[2].strip()
            yield match[2], next((tail for tail in _tails(name) if kind_of(tail)), "")


def _in_tables(tables: Iterable[tuple[Prose, Prose]]) -> Iterator[tuple[str, str]]:
    for short, full in tables:
        if 1 < len(short.text) <= LONGEST_ALIAS and short.text.isupper() and short.text.isalpha():
            text = full.text.strip(" .")
            yield short.text, next((name for name in (text, text.partition(",")[0]) if kind_of(name)), "")


def _tails(name: str) -> Iterator[str]:
    """Give the ends of a phrase that begin with a capital, the longest first."""
    parts = name.split()
    for at, part in enumerate(parts):
        if part[:1].isupper() and len(words(" ".join(parts[at:]))) > 0:
            yield " ".join(parts[at:])
