"""The bodies of a strategy file, its `committees`, and who answers for what. Pure functions.

The uid of a commitment says what a body answers for; "" is the whole strategy.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from goals.models import Responsibility
from portal.importer.recognising.answers.bodies import Bodies
from portal.importer.review.parts import Entry
from strategies.models import Committee


@dataclass(frozen=True)
class Answer:
    """A body that answers for something, and its role there."""

    slug: str
    name: str
    role: str

    @property
    def role_name(self) -> str:
        """Give what the role is called, in the language of the moment."""
        return str(Responsibility.Role(self.role).label)


@dataclass(frozen=True)
class Body:
    """A body as it can be chosen: the municipality's own, or one that only the document names."""

    slug: str
    name: str
    kind: str
    is_own: bool
    answers_for: int  # how many roles it has in the document, decisions included

    @property
    def kind_name(self) -> str:
        """Give what its kind is called, in the language of the moment."""
        return str(Committee.Kind(self.kind).label)


def answers_of(data: Entry) -> dict[str, list[Answer]]:
    """Give who answers for each commitment, by its uid, and for the whole, by ""."""
    names = {row["slug"]: row["name"]["sv"] for row in data.get("committees", [])}
    found: dict[str, list[Answer]] = {}
    for row in data.get("responsibilities", []):
        answer = Answer(row["committee"], names[row["committee"]], row["role"])
        found.setdefault(row["commitment"] or "", []).append(answer)
    return found


def bodies_of(data: Entry, own: Iterable[Entry]) -> list[Body]:
    """Give all bodies that can be chosen, by name: the municipality's `own`, and those that the file proposes."""
    used = [row["committee"] for row in data.get("responsibilities", [])]
    used += [row["body"] for row in data.get("decisions", []) if "body" in row]
    entries = {row["slug"]: row for row in data.get("committees", [])}
    known = {row["slug"]: row for row in own}
    return sorted(
        (
            Body(slug, row["name"]["sv"], row["kind"], slug in known, used.count(slug))
            for slug, row in (entries | known).items()
        ),
        key=lambda body: body.name.casefold(),
    )


def named_body(data: Entry, own: Sequence[Entry], name: str, kind: str, instead_of: str = "") -> Entry:
    """Give the body called `name`: one that is there already, however it is spelt, or a new one of that kind.

    `instead_of` is the slug of a proposed body that it is to replace, which is no match for itself.
    """
    known = [row for row in (*own, *data.get("committees", [])) if row["slug"] != instead_of]
    bodies = Bodies(known)
    entry = bodies.used[bodies.slug(name, kind)]
    if any(entry["slug"] == row["slug"] for row in known):
        return entry
    return entry | {"kind": kind, "name": {"sv": name}}


def in_use(data: Entry) -> Entry:
    """Give the file without the bodies that nothing in it refers to."""
    used = {row["committee"] for row in data.get("responsibilities", [])}
    used |= {row["body"] for row in data.get("decisions", []) if "body" in row}
    rows = [row for row in data.get("committees", []) if row["slug"] in used]
    rest = {key: value for key, value in data.items() if key != "committees"}
    return data if rows == data.get("committees") else rest | ({"committees": rows} if rows else {})


def names_of_bodies(data: Entry, uid: str) -> list[str]:
    """Give the names of those who answer for a commitment, each once."""
    names = {row["slug"]: row["name"]["sv"] for row in data.get("committees", [])}
    held = [row["committee"] for row in data.get("responsibilities", []) if row["commitment"] == uid]
    return [names[slug] for slug in dict.fromkeys(held)]


def handed_over(data: Entry, uids: Collection[str], home: str | None) -> Entry:
    """Give the file with the responsibilities for the commitments `uids` moved to another, or, for None, without them.

    A body has each role for one commitment once.
    """
    rows = data.get("responsibilities", [])
    if not any(row["commitment"] in uids for row in rows):
        return data
    kept = [row for row in rows if home is not None or row["commitment"] not in uids]
    return with_answers(data, [row | {"commitment": home} if row["commitment"] in uids else row for row in kept])


def with_answers(data: Entry, rows: Sequence[Entry]) -> Entry:
    """Give the file with `rows` as its responsibilities, each once."""
    rest = {key: value for key, value in data.items() if key != "responsibilities"}
    once = [row for at, row in enumerate(rows) if row not in rows[:at]]
    return rest | ({"responsibilities": once} if once else {})


def with_body(data: Entry, body: Entry) -> Entry:
    """Give the file with a body among those that it has."""
    rows = data.get("committees", [])
    if any(row["slug"] == body["slug"] for row in rows):
        return data
    entry = {key: body[key] for key in ("slug", "kind", "name")}
    return data | {"committees": sorted([*rows, entry], key=lambda row: str(row["slug"]))}


def told_of_lost_bodies(before: Entry, after: Entry, uids: Iterable[str], text: str) -> str:
    """Give `text` with the names of those who answered for the commitments `uids`, where a step took them from it."""
    still = {row["commitment"] for row in after.get("responsibilities", [])}
    names = [name for uid in uids if uid not in still for name in names_of_bodies(before, uid)]
    return f" {text % {'bodies': ', '.join(dict.fromkeys(names))}}" if names else ""
