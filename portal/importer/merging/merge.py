"""The adopted wording of a document laid into an edition that exists: pure functions on two strategy files.

Plain language, translations, uids, responsibilities, themes and committees stay. What the edition lacks is filled in,
what differs is reported and left as it is. The same document a second time changes nothing.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from itertools import chain, permutations

from goals.models import Commitment
from portal.importer.merging.facts import Laid, merge_facts
from portal.importer.merging.matches import By, Entry, Part, in_other_roles, kind_of, matches, parts
from portal.importer.merging.places import report_places
from portal.importer.merging.report import Filling, MergeReport, Named, named_part, shortened
from portal.strategyfile.schema import keys_of
from strategies.fields import new_uid
from strategies.models import Section

DEFINITION = "definition"
MOST_TIMES = 5
# The keys of a part that are filled in where the edition has none; its wording is laid in, and the rest stays.
FILLED: dict[str, tuple[str, ...]] = {
    "sections": ("kind", "title", "plain", "signed_by", "signed_role"),
    "commitments": ("kind", "number", "title", "plain"),
    "definitions": ("term", "plain"),
}
PARTS = {"sections": "section", "commitments": "commitment", "definitions": "definition"}

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
    trees = [_Tree(key, result, recognised, filling, make_uid) for key in FILLED]
    for tree, other in permutations(trees, 2):
        tree.seek_in(other)
    for tree in trees:
        tree.lay()
    homes = _merged(tree.by_uid(tree.homes) for tree in trees)
    elsewhere = _merged(tree.by_uid(tree.elsewhere) for tree in trees)
    _place_roots(result, recognised, homes, elsewhere)
    report_places(trees, result, homes | elsewhere, filling)
    _lay_footnotes(result, recognised, filling)
    uids = {uid: entry["uid"] for uid, entry in homes.items()}
    lost = {uid: entry["uid"] for uid, entry in elsewhere.items()}
    merge_facts(result, recognised, filling, Laid(uids, {uid for tree in trees for uid in tree.added}, lost))
    return _in_order(result), report


def _merged(entries: Iterable[dict[str, Entry]]) -> dict[str, Entry]:
    return dict(chain.from_iterable(each.items() for each in entries))


class _Tree:
    """One list of a strategy file, sections, commitments or definitions, with all that is below.

    `homes` has what each part of the document is in the same list of the edition, `elsewhere` what it is in another
    list, where the edition has it in another role.
    """

    def __init__(
        self, key: str, result: Entry, recognised: Entry, filling: Filling, make_uid: Callable[[], str]
    ) -> None:
        self.key = key
        self.rows: list[Entry] = result.setdefault(key, [])
        self.filling = filling
        self.make_uid = make_uid
        self.here, self.there = (parts(each, self._kind) for each in (self.rows, recognised.get(key, [])))
        self.found = matches(self.here, self.there)
        self.matched_by = {match.part: match.by for match in self.found.values()}
        self.above: dict[int, Entry | None] = {
            id(part.entry): part.above.entry if part.above else None for part in self.here
        }
        self.homes: dict[Part, Entry] = {}
        self.elsewhere: dict[Part, Entry] = {}
        self.added: set[str] = set()

    def seek_in(self, other: "_Tree") -> None:
        """Find parts of the document that the edition has in the other list, and lay their wording into those."""
        here = [part for part in other.here if part not in other.matched_by]
        there = [part for part in self.there if part not in self.found and part not in self.elsewhere]
        for part, old in in_other_roles(here, there):
            self.elsewhere[part] = old.entry
            other.matched_by[old] = By.TITLE
            place = (other.key, old.entry.get("uid", ""))
            self.filling.lay(old.entry, part.entry, place)
            roles = (entry.get("kind", DEFINITION) for entry in (old.entry, part.entry))
            self.filling.differs("/".join((*place, "role")), *roles)

    def lay(self) -> None:
        """Lay in the parts of the document."""
        self._report()
        # Those that match first, so that what is new finds its neighbours on both sides.
        for part, match in self.found.items():
            self.homes[part] = match.part.entry
            self._lay_into(match.part.entry, part.entry)
        for part in self.there:
            if part not in self.homes and part not in self.elsewhere:
                self._add(part)

    @staticmethod
    def by_uid(homes: dict[Part, Entry]) -> dict[str, Entry]:
        """Give `homes` by the document's own uids."""
        return {part.entry["uid"]: home for part, home in homes.items() if "uid" in part.entry}

    def _kind(self, entry: Entry) -> str:
        return kind_of(entry) if self.key == "commitments" else self.key

    def _report(self) -> None:
        for part in self.here:
            named = named_part(self.key, part.entry)
            if part in self.matched_by:
                self.filling.report.matched.append((named, self.matched_by[part].value))
            else:
                self.filling.report.missing.append(named)

    def _lay_into(self, entry: Entry, recognised: Entry) -> None:
        place = (self.key, entry.get("uid", ""))
        self.filling.lay(entry, recognised, place)
        # “Other” says that the kind of a section was not recognised.
        keys = [key for key in FILLED[self.key] if (key, recognised.get(key)) != ("kind", Section.Kind.OTHER)]
        self.filling.fill(entry, recognised, keys, place)

    def _add(self, part: Part) -> None:
        entry = {name: deepcopy(value) for name, value in part.entry.items() if name not in ("children", "section")}
        entry["uid"] = self.make_uid()
        holder = self._holder(part)
        above, beside = self._home(holder, entry)
        rows = self.rows if above is None else above.setdefault("children", [])
        place = {id(row): index for index, row in enumerate(rows)}
        siblings = self._within(holder.below if holder else [each for each in self.there if each.above is None])
        rows.insert(place[id(beside)] + 1 if beside else self._index(place, part, siblings), entry)
        self.above[id(entry)] = above
        self.homes[part] = entry
        self.added.add(entry["uid"])
        self.filling.report.added.append(named_part(self.key, entry))

    def _holder(self, part: Part) -> Part | None:
        """Give the part that another stands under in this list: what is elsewhere holds nothing here."""
        above = part.above
        while above is not None and above in self.elsewhere:
            above = above.above
        return above

    def _within(self, siblings: Iterable[Part]) -> list[Part]:
        """Give the siblings, and in the place of those that are elsewhere what stands under them."""
        found: list[Part] = []
        for part in siblings:
            found += self._within(part.below) if part in self.elsewhere else [part]
        return found

    def _home(self, holder: Part | None, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Give what `entry` goes under in the edition, and what it follows there where its holder cannot hold it."""
        above = self.homes[holder] if holder else None
        beside = None
        while above is not None and not self._may_hold(above, entry):
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


def _place_roots(result: Entry, recognised: Entry, homes: dict[str, Entry], elsewhere: dict[str, Entry]) -> None:
    """Say of each commitment at the top in which section it stands, where the edition does not say."""
    tops = {id(row) for row in result["commitments"]}
    sections = {id(part.entry) for part in parts(result["sections"], kind_of)}
    document = parts(recognised.get("sections", []), kind_of)
    above = {part.entry.get("uid", ""): part.above.entry.get("uid", "") if part.above else "" for part in document}

    def place(rows: Iterable[Entry], section: Entry | None) -> None:
        for row in rows:
            uid = row.get("uid", "")
            home = homes.get(uid)
            if home is not None:
                if section and id(home) in tops:
                    home.setdefault("section", section["uid"])
                continue
            now = elsewhere.get(uid)
            place(row.get("children", []), now if now and id(now) in sections else section)

    for row in recognised.get("commitments", []):
        uid = row.get("section", "")
        while uid and uid not in homes:
            uid = above.get(uid, "")
        place([row], homes.get(uid))


def _lay_footnotes(result: Entry, recognised: Entry, filling: Filling) -> None:
    notes = {note["number"]: note for note in result.setdefault("footnotes", [])}
    for note in recognised.get("footnotes", []):
        number = note["number"]
        named = Named("footnotes", str(number), shortened(note["text"]["sv"]))
        if number in notes:
            filling.lay(notes[number], note, ("footnotes", str(number)))
            filling.report.matched.append((named, "number"))
        else:
            result["footnotes"].append(deepcopy(note))
            filling.report.added.append(named)
    numbers = {note["number"] for note in recognised.get("footnotes", [])}
    filling.report.missing += [
        Named("footnotes", str(number), shortened(note["text"]["sv"]))
        for number, note in notes.items()
        if number not in numbers
    ]
    result["footnotes"].sort(key=lambda note: note["number"])


def _in_order(result: Entry) -> Entry:
    """Give the file with its keys in the format's order, and without lists that are empty."""
    ordered = _by_format("", result)
    for key, part in PARTS.items():
        if key in ordered:
            ordered[key] = _tree_in_order(part, ordered[key])
    if "footnotes" in ordered:
        ordered["footnotes"] = [_by_format("footnote", note) for note in ordered["footnotes"]]
    return ordered


def _tree_in_order(part: str, rows: list[Entry]) -> list[Entry]:
    given = []
    for row in rows:
        ordered = _by_format(part, row)
        if "children" in ordered:
            ordered["children"] = _tree_in_order(part, ordered["children"])
        given.append(ordered)
    return given


def _by_format(part: str, entry: Entry) -> Entry:
    known = [name for name in keys_of(part) if name in entry and entry[name] not in (None, [])]
    return {name: entry[name] for name in known}
