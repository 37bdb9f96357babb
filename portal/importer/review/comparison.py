"""What laying a document into an edition does, in a coordinator's words. Pure functions on a merge's report."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.models import Commitment, Responsibility
from portal.importer.merging.matches import By
from portal.importer.merging.report import Difference, MergeReport, Named
from portal.importer.review.parts import Entry, Part, parts_of, role_name
from strategies.models import Decision, Definition, RelatedDocument, Section, Strategy
from strategies.richtext import plain_text

MODELS: dict[str, Any] = {"sections": Section, "commitments": Commitment, "definitions": Definition}
# The rest of a path, after the part’s uid, that tells of its role or its place.
ROLES = ("kind", "role")
STRUCTURE = (*ROLES, "under", "after")
MATCHED_BY = {
    By.TITLE.value: gettext_lazy("the same heading"),
    By.LIKE_TITLE.value: gettext_lazy("almost the same heading"),
    By.TEXT.value: gettext_lazy("the same text"),
    By.NUMBER.value: gettext_lazy("the same number"),
    By.LIKENESS.value: gettext_lazy("a similar text"),
    By.PLACE.value: gettext_lazy("the same place"),
}


@dataclass(frozen=True)
class Said:
    """A text to be shown: one of the documents’ own, in Swedish, or one of the portal’s."""

    text: str
    is_quoted: bool = True


@dataclass(frozen=True)
class Told:
    """Something about a part, or about the whole where `part` is empty, as the edition and the document have it."""

    part: str
    what: str
    edition: Said
    document: Said


@dataclass(frozen=True)
class Known:
    """A part that is told of: its name, and its role or what it was matched by."""

    name: str
    what: str


class Comparison:
    """A merge’s report in words. `before` is the edition, `after` what it becomes, `document` what is laid in."""

    def __init__(self, merge: MergeReport, before: Entry, after: Entry, document: Entry) -> None:
        """Take the report and the three strategy files."""
        self.merge, self.before, self.after = merge, before, after
        self.parts: dict[str, Part] = {part.uid: part for part in (*parts_of(before), *parts_of(after))}
        rows = (*document.get("committees", []), *after.get("committees", []))
        self.bodies: dict[str, str] = {row["slug"]: row["name"]["sv"] for row in rows}

    @property
    def added(self) -> list[Known]:
        """Give what is new in the edition."""
        return [self._known(named) for named in self.merge.added]

    @property
    def missing(self) -> list[Known]:
        """Give what the document lacks."""
        return [self._known(named) for named in self.merge.missing]

    @property
    def matched(self) -> list[Known]:
        """Give what is in both, and by what that was told."""
        return [Known(named.name, str(MATCHED_BY.get(by, ""))) for named, by in self.merge.matched]

    @cached_property
    def structure(self) -> list[Told]:
        """Give the roles and places that stay as the edition has them."""
        return [self._told(difference) for difference in self.merge.differing if _is_structure(difference)]

    @cached_property
    def differing(self) -> list[Told]:
        """Give all else that the two say differently."""
        return [self._told(difference) for difference in self.merge.differing if not _is_structure(difference)]

    @cached_property
    def laid(self) -> list[Told]:
        """Give the adopted wordings that are written: what stands there now, and what will."""
        before, after = _texts(self.before), _texts(self.after)
        named = {path: self._where(path) for path in self.merge.laid}
        return [
            Told(part, "" if part else what, Said(before.get(path, "")), Said(after.get(path, "")))
            for path, (part, what) in named.items()
        ]

    @cached_property
    def filled(self) -> list[Known]:
        """Give what the edition lacked and gets."""
        found = [Known(*self._where(path)) for path in self.merge.filled]
        return list(dict.fromkeys(found))

    def _known(self, named: Named) -> Known:
        part = self.parts.get(named.uid)
        return Known(named.name, _capital(role_name(part.role)) if part else _("Footnote %s") % named.uid)

    def _told(self, difference: Difference) -> Told:
        part, what = self._where(difference.path)
        sides = (self._said(difference.path, value) for value in (difference.existing, difference.recognised))
        return Told(part, what, *sides)

    def _where(self, path: str) -> tuple[str, str]:
        """Give the name of the part that a path of the report leads to, and what of it."""
        key, *rest = path.split("/")
        part = self.parts.get(rest[0]) if rest else None
        label = part.label if part else ""
        if key in MODELS:
            return label, _of_part(key, rest[1])
        if key == "responsibilities":
            return label, _("Who is responsible for it") if part else _("Who is responsible for the whole")
        if key == "decisions":
            return "", self._of_decision(rest)
        if key == "related_documents":
            return _of_related("/".join(rest))
        return "", _("Footnote %s") % rest[0] if key == "footnotes" else _field(Strategy, key)

    def _of_decision(self, rest: list[str]) -> str:
        if rest[0].isdecimal():
            return _capital(Decision.Kind(self.after["decisions"][int(rest[0])]["kind"]).label)
        field: Any = Decision._meta.get_field(rest[1])
        return f"{_capital(Decision.Kind(rest[0]).label)}: {field.verbose_name}"

    def _said(self, path: str, value: Any) -> Said:
        key, last = path.partition("/")[0], path.rpartition("/")[2]
        if key in MODELS and last in STRUCTURE:
            return _structure(last, value)
        if path == "kind":
            return Said(_capital(Strategy.Kind(value).label), False)
        if key == "responsibilities":
            return Said(self._answers(value) or _("Nobody"), False)
        if (key, last) == ("decisions", "body"):
            return Said(self.bodies.get(value, value))
        return _plainly(value)

    def _answers(self, value: Any) -> str:
        rows = [value] if isinstance(value, tuple) else value
        told = (f"{self.bodies.get(slug, slug)} ({Responsibility.Role(role).label})" for role, slug in rows)
        return ", ".join(told)


def _is_structure(difference: Difference) -> bool:
    key, last = difference.path.partition("/")[0], difference.path.rpartition("/")[2]
    return key in MODELS and last in STRUCTURE


def _structure(name: str, value: str) -> Said:
    if name in ROLES:
        return Said(_capital(role_name(value)), False)
    if not value:
        return Said(_("At the top") if name == "under" else _("First"), False)
    return _plainly(value)


def _plainly(value: Any) -> Said:
    if isinstance(value, bool):
        return Said(_("Yes") if value else _("No"), False)
    if isinstance(value, list | tuple):
        return Said(", ".join(map(str, value)))
    return Said(plain_text(value)) if value else Said("–", False)


def _of_related(title: str) -> tuple[str, str]:
    for name in ("decision", "url"):
        if title.endswith(f"/{name}"):
            return title.removesuffix(f"/{name}"), _field(RelatedDocument, name)
    return title, _capital(RelatedDocument._meta.verbose_name)


def _of_part(key: str, name: str) -> str:
    if name in ROLES:
        return _("Role")
    if name == "under":
        return _("Placed under")
    if name == "after":
        return _("Follows")
    return _field(MODELS[key], name)


def _texts(file: Entry) -> Mapping[str, str]:
    """Give the adopted wordings of a file by their paths in a report."""
    found = {f"footnotes/{note['number']}/text": plain_text(note["text"]["sv"]) for note in file.get("footnotes", [])}
    for part in parts_of(file):
        key = "sections" if part.is_section else "commitments" if part.is_commitment else "definitions"
        found[f"{key}/{part.uid}/text"] = plain_text(part.html)
    return found


def _field(model: Any, name: str) -> str:
    return _capital(model._meta.get_field(name).verbose_name)


def _capital(text: Any) -> str:
    return str(capfirst(str(text)))
