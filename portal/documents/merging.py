"""The adopted wording of a document laid into an edition that exists: pure functions on two strategy files.

Plain language, translations, uids, responsibilities, themes and committees stay. What the edition lacks is filled in,
what differs is reported and left as it is. The same document a second time changes nothing.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from goals.models import Commitment
from portal.documents.filling import Filling, MergeReport, Named
from portal.documents.matching import Entry, Matches, Part, kind_of, matches, parts
from portal.documents.merging_facts import Laid, merge_facts
from portal.documents.schema import (
    CommitmentSchema,
    DefinitionSchema,
    FootnoteSchema,
    SectionSchema,
    StrategySchema,
    keys_of,
)
from strategies.fields import new_uid
from strategies.models import Section
from strategies.richtext import plain_text

LONGEST_NAME = 80
MOST_TIMES = 5
# The keys of a part that are filled in where the edition has none; its wording is laid in, and the rest stays.
FILLED: dict[str, tuple[str, ...]] = {
    "sections": ("kind", "title", "plain", "signed_by", "signed_role"),
    "commitments": ("kind", "number", "title", "plain"),
    "definitions": ("term", "plain"),
}
SCHEMAS = {"sections": SectionSchema, "commitments": CommitmentSchema, "definitions": DefinitionSchema}

__all__ = ["MergeReport", "merged"]


def merged(existing: Entry, recognised: Entry, make_uid: Callable[[], str] = new_uid) -> tuple[Entry, MergeReport]:
    """Lay the wording of the document `recognised` into the edition `existing`; give the result and what was done.

    Both are strategy files as `read` gives them, and neither is changed. New parts get uids from `make_uid`.
    """
    result, report = _laid(existing, recognised, make_uid)
    # What is laid in may tell more of what is the same, where titles or texts stand twice: until nothing changes.
    for _again in range(MOST_TIMES):
        again, more = _laid(result, recognised, make_uid)
        if more.changes_nothing:
            break
        result, report = again, report.followed_by(more)
    return result, report


def _laid(existing: Entry, recognised: Entry, make_uid: Callable[[], str]) -> tuple[Entry, MergeReport]:
    result, report = deepcopy(existing), MergeReport()
    filling = Filling(report)
    homes: dict[str, Entry] = {}  # what each part of the document is in the result, by the document's own uid
    added: set[str] = set()
    for key in FILLED:
        tree = _Tree(key, result, filling, make_uid)
        homes |= tree.lay(recognised.get(key, []))
        added |= tree.added
    _place_roots(result, recognised, homes)
    _lay_footnotes(result, recognised, filling)
    uids = {uid: entry["uid"] for uid, entry in homes.items() if "uid" in entry}
    merge_facts(result, recognised, filling, Laid(uids, added))
    return _in_order(result), report


class _Tree:
    """One list of a strategy file, sections, commitments or definitions, with all that is below."""

    def __init__(self, key: str, result: Entry, filling: Filling, make_uid: Callable[[], str]) -> None:
        self.key = key
        self.rows: list[Entry] = result.setdefault(key, [])
        self.filling = filling
        self.make_uid = make_uid
        self.above: dict[int, Entry | None] = {}
        self.homes: dict[Part, Entry] = {}
        self.added: set[str] = set()

    def lay(self, rows: list[Entry]) -> dict[str, Entry]:
        """Lay in the parts of the document; give the part of the edition that each became, by the document's uid."""
        here, there = (parts(each, self._kind) for each in (self.rows, rows))
        found = matches(here, there)
        self.above = {id(part.entry): part.above.entry if part.above else None for part in here}
        self._report(here, found)
        # Those that match first, so that what is new finds its neighbours on both sides.
        for part, match in found.items():
            self.homes[part] = match.part.entry
            self._lay_into(match.part.entry, part.entry)
        tops = [part for part in there if part.above is None]
        for part in there:
            if part not in self.homes:
                self._add(part, part.above.below if part.above else tops)
        return {part.entry["uid"]: home for part, home in self.homes.items() if "uid" in part.entry}

    def _kind(self, entry: Entry) -> str:
        return kind_of(entry) if self.key == "commitments" else self.key

    def _report(self, here: Iterable[Part], found: Matches) -> None:
        by_part = {match.part: match.by for match in found.values()}
        for part in here:
            named = _named(self.key, part.entry)
            if part in by_part:
                self.filling.report.matched.append((named, by_part[part].value))
            else:
                self.filling.report.missing.append(named)

    def _lay_into(self, entry: Entry, recognised: Entry) -> None:
        place = (self.key, entry.get("uid", ""))
        self.filling.lay(entry, recognised, place)
        # “Other” says that the kind of a section was not recognised.
        keys = [key for key in FILLED[self.key] if (key, recognised.get(key)) != ("kind", Section.Kind.OTHER)]
        self.filling.fill(entry, recognised, keys, place)

    def _add(self, part: Part, siblings: list[Part]) -> None:
        entry = {name: deepcopy(value) for name, value in part.entry.items() if name not in ("children", "section")}
        entry["uid"] = self.make_uid()
        above, beside = self._home(part)
        rows = self.rows if above is None else above.setdefault("children", [])
        place = {id(row): index for index, row in enumerate(rows)}
        rows.insert(place[id(beside)] + 1 if beside else self._index(place, part, siblings), entry)
        self.above[id(entry)] = above
        self.homes[part] = entry
        self.added.add(entry["uid"])
        self.filling.report.added.append(_named(self.key, entry))

    def _home(self, part: Part) -> tuple[Entry | None, Entry | None]:
        """Give what `part` goes under in the edition, and what it follows there where it cannot go under its parent."""
        above = self.homes[part.above] if part.above else None
        beside = None
        while above is not None and not self._may_hold(above, part.entry):
            above, beside = self.above[id(above)], above
        return above, beside

    def _may_hold(self, above: Entry, entry: Entry) -> bool:
        if self.key != "commitments":
            return True
        return entry["kind"] in Commitment.MAY_HOLD[Commitment.Kind(above["kind"])]

    def _index(self, place: dict[int, int], part: Part, siblings: list[Part]) -> int:
        """Give the place after what stands before `part` in the document, or else before what stands after it."""
        here = siblings.index(part)
        homes = [place.get(id(self.homes.get(sibling))) for sibling in siblings]
        before = next((index for index in reversed(homes[:here]) if index is not None), None)
        after = next((index for index in homes[here:] if index is not None), len(place))
        return after if before is None else before + 1


def _place_roots(result: Entry, recognised: Entry, homes: dict[str, Entry]) -> None:
    """Say of each commitment at the top in which section it stands, where the edition does not say."""
    tops = {id(row) for row in result["commitments"]}
    for row in recognised.get("commitments", []):
        home, section = homes.get(row.get("uid", "")), homes.get(row.get("section", ""))
        if home and section and id(home) in tops:
            home.setdefault("section", section["uid"])


def _lay_footnotes(result: Entry, recognised: Entry, filling: Filling) -> None:
    notes = {note["number"]: note for note in result.setdefault("footnotes", [])}
    for note in recognised.get("footnotes", []):
        number = note["number"]
        named = Named("footnotes", str(number), _shortened(note["text"]["sv"]))
        if number in notes:
            filling.lay(notes[number], note, ("footnotes", str(number)))
            filling.report.matched.append((named, "number"))
        else:
            result["footnotes"].append(deepcopy(note))
            filling.report.added.append(named)
    numbers = {note["number"] for note in recognised.get("footnotes", [])}
    filling.report.missing += [
        Named("footnotes", str(number), _shortened(note["text"]["sv"]))
        for number, note in notes.items()
        if number not in numbers
    ]
    result["footnotes"].sort(key=lambda note: note["number"])


def _named(key: str, entry: Entry) -> Named:
    said = entry.get("title") or entry.get("term") or entry.get("text") or entry.get("plain") or {}
    return Named(key, entry.get("uid", ""), _shortened(said.get("sv", "")))


def _shortened(html: str) -> str:
    text = plain_text(html)
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _in_order(result: Entry) -> Entry:
    """Give the file with its keys in the format's order, and without lists that are empty."""
    ordered = _by_schema(StrategySchema, result)
    for key, schema in SCHEMAS.items():
        if key in ordered:
            ordered[key] = _tree_in_order(schema, ordered[key])
    if "footnotes" in ordered:
        ordered["footnotes"] = [_by_schema(FootnoteSchema, note) for note in ordered["footnotes"]]
    return ordered


def _tree_in_order(schema: Any, rows: list[Entry]) -> list[Entry]:
    given = []
    for row in rows:
        ordered = _by_schema(schema, row)
        if "children" in ordered:
            ordered["children"] = _tree_in_order(schema, ordered["children"])
        given.append(ordered)
    return given


def _by_schema(schema: Any, entry: Entry) -> Entry:
    known = [name for name in keys_of(schema) if name in entry and entry[name] not in (None, [])]
    return {name: entry[name] for name in known}
