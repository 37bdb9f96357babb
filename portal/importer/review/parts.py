"""A strategy file as a flat list of parts in the document's order, and back. Pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from goals.models import Commitment
from portal.importer.review.wording import paragraph
from strategies.fields import new_uid
from strategies.models import Definition, Section
from strategies.richtext import plain_text

Entry: TypeAlias = dict[str, Any]

DEFINITION = "definition"
SECTIONS = frozenset(Section.Kind.values)
COMMITMENTS = frozenset(Commitment.Kind.values)
ROLES = (*Section.Kind.values, *Commitment.Kind.values, DEFINITION)
# Sections that are called by what they hold, which is a role too.
NAMES = {
    Section.Kind.DEFINITIONS.value: _("section of definitions"),
    Section.Kind.COMMITMENTS.value: _("section of commitments"),
}
LONGEST_LABEL = 60
LONGEST = {
    key: getattr(model._meta.get_field(key), "max_length", 0)
    for model, key in ((Section, "title"), (Definition, "term"), (Commitment, "number"))
}
SIGNATURE = ("signed_by", "signed_role")  # of a section
# Said by the part's place, and its number by a property.
STRUCTURE = ("kind", "section", "children")


@dataclass(frozen=True)
class Part:
    """A section, commitment or definition: its role, how deep it stands, and its entry without its place."""

    role: str
    depth: int
    entry: Entry = field(hash=False)

    @property
    def uid(self) -> str:
        """Give its uid, which every part has."""
        return str(self.entry["uid"])

    @property
    def number(self) -> str:
        """Give the document's own number, empty where there is none."""
        return str(self.entry.get("number", ""))

    @property
    def title(self) -> str:
        """Give its heading, or the term of a definition."""
        return _swedish(self.entry, heading_key(self.role))

    @property
    def heading(self) -> dict[str, str]:
        """Give its heading by language, with its number before it; nothing where it has neither."""
        titles = self.entry.get(heading_key(self.role)) or ({"sv": ""} if self.number else {})
        return {language: f"{self.number} {text}".strip() for language, text in titles.items()}

    @property
    def html(self) -> str:
        """Give the adopted wording."""
        return _swedish(self.entry, "text")

    @property
    def signature(self) -> str:
        """Give who signed it, as paragraphs."""
        return paragraph(self.entry.get("signed_by", "")) + paragraph(_swedish(self.entry, "signed_role"))

    @property
    def label(self) -> str:
        """Give what it is called in messages and on buttons: its heading, or the beginning of its text."""
        heading = f"{self.number} {self.title}".strip()
        text = heading if self.title else f"{heading} {plain_text(self.html or _swedish(self.entry, 'plain'))}".strip()
        return Truncator(text).chars(LONGEST_LABEL) or str(capfirst(role_name(self.role)))

    @property
    def is_section(self) -> bool:
        """Say whether it is prose."""
        return self.role in SECTIONS

    @property
    def is_commitment(self) -> bool:
        """Say whether it is something that the municipality commits to."""
        return self.role in COMMITMENTS


Parts: TypeAlias = tuple[Part, ...]


def role_name(role: str) -> str:
    """Give what a role is called, in the language of the moment."""
    if role == DEFINITION:
        return str(Definition._meta.verbose_name)
    if role in NAMES:
        return str(NAMES[role])
    kinds: Any = Section.Kind if role in SECTIONS else Commitment.Kind
    return str(kinds(role).label)


def heading_key(role: str) -> str:
    """Give the key of the heading of a part in that role."""
    return "term" if role == DEFINITION else "title"


def with_uids(data: Entry, make_uid: Any = new_uid) -> Entry:
    """Give the strategy file with a uid for each part that has none."""

    def named(rows: Iterable[Entry]) -> list[Entry]:
        return [
            {"uid": row.get("uid") or make_uid()}
            | row
            | ({"children": named(row["children"])} if "children" in row else {})
            for row in rows
        ]

    return data | {key: named(data[key]) for key in ("sections", "commitments", "definitions") if key in data}


def parts_of(data: Entry) -> Parts:
    """Give the parts of a strategy file as its page has them: a section, its terms, its sections, its commitments."""
    roots: dict[str | None, list[Entry]] = {}
    for row in data.get("commitments", []):
        roots.setdefault(row.get("section"), []).append(row)
    terms = [_part(row, DEFINITION, 0) for row in data.get("definitions", [])]

    def sections(rows: Sequence[Entry], depth: int) -> Iterator[Part]:
        for row in rows:
            yield _part(row, row["kind"], depth)
            if row["kind"] == Section.Kind.DEFINITIONS:
                yield from (Part(part.role, depth + 1, part.entry) for part in terms)
                terms.clear()
            yield from sections(row.get("children", []), depth + 1)
            yield from commitments(roots.get(row["uid"], []), depth + 1)

    def commitments(rows: Sequence[Entry], depth: int) -> Iterator[Part]:
        for row in rows:
            yield _part(row, row["kind"], depth)
            yield from commitments(row.get("children", []), depth + 1)

    return (*sections(data.get("sections", []), 0), *commitments(roots.get(None, []), 0), *terms)


def with_parts(data: Entry, parts: Sequence[Part]) -> Entry:
    """Give `data` with `parts` in the place of its own. They are a tree as `outline.fault_of` has nothing against."""
    lists = _nested(parts)
    return {key: value for key, value in (data | lists).items() if key not in lists or value}


def _nested(parts: Sequence[Part]) -> dict[str, list[Entry]]:
    """Give the entries of parts in the lists of a file, each with those under it."""
    lists: dict[str, list[Entry]] = {"sections": [], "commitments": [], "definitions": []}
    path: list[tuple[Part, Entry]] = []
    for part in parts:
        if part.role == DEFINITION:
            lists["definitions"].append(part.entry)
            continue
        del path[part.depth :]
        entry = part.entry | {"kind": part.role}
        if path and path[-1][0].is_section == part.is_section:
            rows = path[-1][1].setdefault("children", [])
        else:
            rows = lists["sections" if part.is_section else "commitments"]
            entry |= {"section": path[-1][0].uid} if path else {}
        rows.append(entry)
        path.append((part, entry))
    return lists


def _part(row: Entry, role: str, depth: int) -> Part:
    return Part(role, depth, {key: value for key, value in row.items() if key not in STRUCTURE})


def _swedish(entry: Entry, key: str) -> str:
    return str(entry.get(key, {}).get("sv", ""))
