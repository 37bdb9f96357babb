"""Whether the parts of a strategy file fit together. Pure functions that take any JSON, well formed or not."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from goals.models import Commitment
from portal.strategyfile.fault import Path, named, not_one_of
from strategies.dates import PartialDate
from strategies.models import Strategy
from strategies.richtext import LONGEST_RICH_TEXT, clean, footnote_numbers

# An object of a file with its path and, in a tree, the object above it.
Placed = tuple[Path, dict[str, Any], dict[str, Any] | None]
Faults = Iterator[tuple[Path, str]]

WITH_UID = ("sections", "commitments", "definitions")
RICH_TEXTS = {
    "sections": ("text", "plain"),
    "commitments": ("text", "plain"),
    "definitions": ("text", "plain"),
    "footnotes": ("text",),
}


def coherence_faults(data: dict[str, Any]) -> Faults:
    """Give the path and message of each part that does not fit the others."""
    for check in (_validity, _uids, _places, _wordings, _committees, _responsibilities, _footnotes, _marks):
        yield from check(data)


def nodes(data: dict[str, Any], key: str) -> Iterator[Placed]:
    """Walk through the objects in the list under `key` and those in their `children`, in the document's order."""
    return _walk(data.get(key), (key,), None)


def _walk(rows: Any, path: Path, parent: dict[str, Any] | None) -> Iterator[Placed]:
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield (*path, index), row, parent
            yield from _walk(row.get("children"), (*path, index, "children"), row)


def _texts(data: dict[str, Any], key: str, name: str) -> set[str]:
    return {row[name] for _path, row, _parent in nodes(data, key) if isinstance(row.get(name), str)}


def _repeated(keyed: Iterable[tuple[Path, Any]], message: str) -> Faults:
    """Give a fault for each key that has stood before; `message` has a place for where that was."""
    first: dict[Any, Path] = {}
    for path, key in keyed:
        if first.setdefault(key, path) != path:
            yield path, message % {"first": named(first[key])}


def _validity(data: dict[str, Any]) -> Faults:
    if data.get("until_further_notice") is True and data.get("valid_until") is not None:
        yield ("valid_until",), _("Expected a last day or “until_further_notice”, not both.")
    first, last = (_date(data.get(name)) for name in Strategy.VALIDITY)
    if first and last and first.is_after(last):
        yield ("valid_until",), _("Expected a last day that is not before “valid_from”.")


def _date(value: Any) -> PartialDate | None:
    try:
        return PartialDate(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _uids(data: dict[str, Any]) -> Faults:
    placed = chain.from_iterable(nodes(data, key) for key in WITH_UID)
    uids = (((*path, "uid"), row["uid"]) for path, row, _parent in placed if isinstance(row.get("uid"), str))
    yield from _repeated(uids, _("Expected a uid of its own. %(first)s has the same."))


def _places(data: dict[str, Any]) -> Faults:
    sections = _texts(data, "sections", "uid")
    kinds = Commitment.Kind.values
    for path, row, parent in nodes(data, "commitments"):
        if parent is not None and "section" in row:
            yield (
                (*path, "section"),
                _("Expected a section only for commitments at the top: the others follow their parent."),
            )
        elif isinstance(row.get("section"), str) and row["section"] not in sections:
            yield (*path, "section"), _("Expected the uid of one of the file’s sections. None has this one.")
        if parent is not None and row.get("kind") in kinds and parent.get("kind") in kinds:
            yield from _kind_under(path, row["kind"], parent["kind"])


def _kind_under(path: Path, kind: str, parent: str) -> Faults:
    allowed = Commitment.MAY_HOLD[Commitment.Kind(parent)]
    if kind not in allowed:
        message = _("A %(kind)s cannot be placed under a %(parent)s. %(expected)s") % {
            "kind": kind,
            "parent": parent,
            "expected": not_one_of(choice for choice in Commitment.Kind.values if choice in allowed),
        }
        yield (*path, "kind"), message


def _wordings(data: dict[str, Any]) -> Faults:
    for key in ("sections", "commitments"):
        for path, row, _parent in nodes(data, key):
            if not any(name in row for name in ("title", "text", "plain")):
                yield path, _("Expected a title, a text or a plain text in Swedish.")


def _committees(data: dict[str, Any]) -> Faults:
    rows = [(path, row["slug"]) for path, row, _parent in nodes(data, "committees") if isinstance(row.get("slug"), str)]
    message = _("Expected a slug of its own. %(first)s has the same.")
    yield from _repeated((((*path, "slug"), slug) for path, slug in rows), message)
    known = {slug for _path, slug in rows}
    for key, name in (("decisions", "body"), ("responsibilities", "committee")):
        for path, row, _parent in nodes(data, key):
            if isinstance(row.get(name), str) and row[name] not in known:
                yield (
                    (*path, name),
                    _("Expected the slug of one of the file’s committees: %(slugs)s.")
                    % {"slugs": ", ".join(sorted(known)) or _("it has none")},
                )


def _responsibilities(data: dict[str, Any]) -> Faults:
    commitments = _texts(data, "commitments", "uid")
    keyed = []
    for path, row, _parent in nodes(data, "responsibilities"):
        key = tuple(row.get(name) for name in ("committee", "role", "commitment"))
        if all(isinstance(part, str | None) for part in key):
            keyed.append((path, key))
        if isinstance(key[2], str) and key[2] not in commitments:
            yield (*path, "commitment"), _("Expected the uid of one of the file’s commitments. None has this one.")
    yield from _repeated(keyed, _("Expected each responsibility once. %(first)s is the same."))


def _footnotes(data: dict[str, Any]) -> Faults:
    placed = nodes(data, "footnotes")
    numbers = (((*path, "number"), row["number"]) for path, row, _parent in placed if type(row.get("number")) is int)
    yield from _repeated(numbers, _("Expected a number of its own. %(first)s has the same."))


def _marks(data: dict[str, Any]) -> Faults:
    """Give a fault for each text with a mark of a footnote that the file does not have."""
    # A number written as text is a fault of its own: the marks that mean it are in order.
    labels = [row.get("number") for _path, row, _parent in nodes(data, "footnotes")]
    numbers = {label for label in labels if isinstance(label, int | str)}
    for path, html in _rich_texts(data):
        for number in footnote_numbers(clean(html)):
            if number not in numbers and str(number) not in numbers:
                yield (
                    path,
                    _("Expected a footnote with the number %(number)d, which the text refers to.") % {"number": number},
                )


def _rich_texts(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for key, names in RICH_TEXTS.items():
        for path, row, _parent in nodes(data, key):
            for name in names:
                wording = row.get(name)
                for language, html in wording.items() if isinstance(wording, dict) else ():
                    if isinstance(html, str) and len(html) <= LONGEST_RICH_TEXT:  # what is longer is not sanitised
                        yield (*path, name, language), html
