"""The facts of a document laid into an edition: decisions, dates, bodies, responsibilities, related documents."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from portal.importer.merging.matches import MISPRINT, letters, title_likeness
from portal.importer.merging.report import Entry, Filling
from portal.strategyfile.schema import keys_of

# What says which strategy it is, what has parts of its own, and what is decided together.
_NOT_PLAIN = {
    *("format", "municipality", "slug", "edition", "report", "decisions", "committees", "sections", "commitments"),
    *("responsibilities", "definitions", "footnotes", "related_documents", "indicators", "case_numbers"),
    *("valid_until", "until_further_notice"),
}
FACTS = [key for key in keys_of() if key not in _NOT_PLAIN]


@dataclass(frozen=True)
class Laid:
    """What became of the document's parts: the uid that each has in the edition, and which uids are new there.

    `elsewhere` has the uids of those that are no commitments in the edition, or that are so there alone.
    """

    uids: dict[str, str]
    added: set[str]
    elsewhere: dict[str, str] = field(default_factory=dict)


def merge_facts(result: Entry, recognised: Entry, filling: Filling, laid: Laid) -> None:
    """Fill in the facts that `result` lacks; `laid` tells where the document's parts are in it."""
    filling.fill(result, recognised, FACTS)
    _period(result, recognised, filling)
    _case_numbers(result, recognised, filling)
    bodies = _Bodies(result, recognised)
    _decisions(result, recognised, filling, bodies)
    rows = result.setdefault("responsibilities", [])
    _responsibilities(rows, recognised.get("responsibilities", []), filling, bodies, laid)
    _related_documents(result, recognised, filling)


class _Bodies:
    """The committees of both files: those that are the same have the edition's slug, and those in use are added."""

    def __init__(self, result: Entry, recognised: Entry) -> None:
        self.rows = result.setdefault("committees", [])
        self.by_name = {letters(row["name"]["sv"]): row["slug"] for row in self.rows}
        self.entries = {row["slug"]: row for row in recognised.get("committees", [])}

    def known(self, slug: str) -> str:
        """Give the slug in the edition of the document's body `slug`, whether the edition has it or not."""
        slugs = {row["slug"] for row in self.rows}
        name = self.entries.get(slug, {}).get("name", {}).get("sv", "")
        return slug if slug in slugs else self.by_name.get(letters(name), slug)

    def used(self, slug: str) -> str:
        """Give the same, and add the body to the edition where it is new there."""
        own = self.known(slug)
        if all(row["slug"] != own for row in self.rows):
            self.rows.append(deepcopy(self.entries[slug]))
            self.rows.sort(key=lambda row: str(row["slug"]))
        return own


def _period(result: Entry, recognised: Entry, filling: Filling) -> None:
    """Fill in until when the strategy is in force: a day or further notice, and never both."""
    ends = ("valid_until", "until_further_notice")
    if not any(result.get(key) for key in ends):
        filling.fill(result, recognised, ends)
        return
    for key in ends:
        new = recognised.get(key)
        if new and result.get(key) != new:
            filling.differs(key, result.get(key), new)


def _case_numbers(result: Entry, recognised: Entry, filling: Filling) -> None:
    known = {letters(number) for number in result.get("case_numbers") or []}
    new = [number for number in recognised.get("case_numbers", []) if letters(number) not in known]
    if new and known:
        filling.differs("case_numbers", result["case_numbers"], new)
    elif new:
        filling.fill(result, {"case_numbers": new}, ("case_numbers",))


def _decisions(result: Entry, recognised: Entry, filling: Filling, bodies: _Bodies) -> None:
    """Fill in what each decision lacks. Decisions are the same by kind and date, or else by kind and order."""
    rows = result.setdefault("decisions", [])
    free = list(rows)
    new = [dict(row) for row in recognised.get("decisions", [])]
    for agree in (_same_date, _same_kind):
        left = []
        for decision in new:
            index = next((index for index, row in enumerate(free) if agree(row, decision)), None)
            if index is None:
                left.append(decision)
            else:
                _fill_decision(free.pop(index), decision, filling, bodies)
        new = left
    for decision in new:
        if "body" in decision:
            decision["body"] = bodies.used(decision["body"])
        rows.append(decision)
        filling.report.filled.append(f"decisions/{len(rows) - 1}")


def _fill_decision(row: Entry, decision: Entry, filling: Filling, bodies: _Bodies) -> None:
    given = dict(decision)
    if "body" in given:
        given["body"] = bodies.known(given["body"]) if row.get("body") else bodies.used(given["body"])
    if row.get("date") and str(row["date"]).startswith(given.get("date") or ""):
        given.pop("date", None)  # the edition knows as much, or more
    filling.fill(row, given, ("body", "date", "paragraph", "reference"), ("decisions", row["kind"]))


def _same_kind(row: Entry, decision: Entry) -> bool:
    return bool(row["kind"] == decision["kind"])


def _same_date(row: Entry, decision: Entry) -> bool:
    one, other = row.get("date") or "", decision.get("date") or ""
    return _same_kind(row, decision) and bool(one and other) and (one.startswith(other) or other.startswith(one))


def _responsibilities(rows: list[Entry], given: list[Entry], filling: Filling, bodies: _Bodies, laid: Laid) -> None:
    """Say who answers for what where the edition names nobody; elsewhere report whom the document names besides."""
    held: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        held[row["commitment"]].add((row["role"], row["committee"]))
    named_already = set(held) - laid.added
    for responsibility in given:
        if responsibility["commitment"] in laid.elsewhere:  # nobody answers for a section or a definition
            answers = (responsibility["role"], bodies.known(responsibility["committee"]))
            filling.differs(f"responsibilities/{laid.elsewhere[responsibility['commitment']]}", [], answers)
            continue
        target = laid.uids.get(responsibility["commitment"])
        role, body = responsibility["role"], bodies.known(responsibility["committee"])
        path = f"responsibilities/{target or ''}"
        if (role, body) in held[target]:
            continue
        if target in named_already:
            filling.differs(path, sorted(held[target]), (role, body))
        else:
            held[target].add((role, body))
            bodies.used(responsibility["committee"])
            rows.append({"committee": body, "role": role, "commitment": target})
            filling.report.filled.append(path)


def _related_documents(result: Entry, recognised: Entry, filling: Filling) -> None:
    rows: list[dict[str, Any]] = result.setdefault("related_documents", [])
    known = [(letters(row["title"]["sv"]), row) for row in rows]
    for given in recognised.get("related_documents", []):
        title = letters(given["title"]["sv"])
        place = ("related_documents", given["title"]["sv"])
        alike, row = max(
            ((title_likeness(own, title), row) for own, row in known), key=lambda pair: pair[0], default=(0.0, {})
        )
        if alike >= MISPRINT:
            filling.fill(row, given, ("decision", "url"), place)
        else:
            rows.append(deepcopy(given))
            known.append((title, rows[-1]))
            filling.report.filled.append("/".join(place))
