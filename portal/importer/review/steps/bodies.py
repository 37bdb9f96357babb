"""Steps about who answers for what: for a commitment, or for the strategy as a whole. Pure functions on strategy files.

A body is an entry of the file's `committees`. The uid of a commitment says what it answers for; "" is the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from goals.models import Responsibility
from portal.importer.recognising.answers.bodies import Bodies, kind_of
from portal.importer.review.outline import Outline, RefusedError
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


def chosen_body(data: Entry, own: Sequence[Entry], answers: Entry) -> Entry:
    """Give the entry of the body that `answers` name: by `name` and `kind`, or by its slug in `body`.

    A `slug` in them is the body that it is to replace. Raises RefusedError for none, and for one of the `own` that is
    to be replaced: the municipality's own are not the document's to change.
    """
    old = answers.get("slug", "")
    if any(row["slug"] == old for row in own):
        raise RefusedError(_("The municipality has that body already. Change it on the body’s own page."))
    name = " ".join(answers["name"].split())
    if answers["body"] and not (name and not old):
        found = [row for row in (*own, *data.get("committees", [])) if row["slug"] == answers["body"] != old]
        if not found:
            raise RefusedError(_("That body is not there any more. Look at the page again."))
        return {key: found[0][key] for key in ("slug", "kind", "name")}
    if not name:
        raise RefusedError(_("Choose a body, or write the name of another."))
    if not name.isprintable():
        raise RefusedError(_("The name has control characters in it. Type it anew."))
    entry = named_body(data, own, name, answers["kind"] or kind_of(name) or Committee.Kind.EXTERNAL, old)
    return {"slug": entry["slug"], "kind": str(entry["kind"]), "name": {"sv": entry["name"]["sv"]}}


def add_body(data: Entry, uid: str, body: Entry, role: str) -> Entry:
    """Let a body, an entry of `committees`, answer for something."""
    _refuse_no_commitment(data, uid)
    rows = data.get("responsibilities", [])
    new = {"committee": body["slug"], "role": role, "commitment": uid or None}
    if new in rows:
        raise RefusedError(
            _("“%(body)s” has that role already. Choose another body or another role.") % {"body": body["name"]["sv"]}
        )
    return _with_body(data, body) | {"responsibilities": [*rows, new]}


def remove_body(data: Entry, uid: str, slug: str, role: str) -> Entry:
    """Let a body no longer have a role."""
    gone = _answer(data, uid, slug, role)
    return _with_responsibilities(data, [row for row in data["responsibilities"] if row != gone])


def change_body_role(data: Entry, uid: str, slug: str, role: str, to: str) -> Entry:
    """Give a body the role `to` instead of the role that it has."""
    old = _answer(data, uid, slug, role)
    new = old | {"role": to}
    if to != role and new in data["responsibilities"]:
        raise RefusedError(_("The body has that role already. Remove this one instead."))
    return _with_responsibilities(data, [new if row == old else row for row in data["responsibilities"]])


def replace_body(data: Entry, slug: str, body: Entry) -> Entry:
    """Put the body `body` in the place of another, everywhere in the file; it may be the same under another name."""
    if all(row["slug"] != slug for row in data.get("committees", [])):
        raise RefusedError(_("That body is not in the document any more. Look at the page again."))
    kept = {"committees": [row for row in data["committees"] if row["slug"] != slug]}
    changed = _with_body(data | kept, body)
    if "decisions" in data:
        decisions = [row | {"body": body["slug"]} if row.get("body") == slug else row for row in data["decisions"]]
        changed |= {"decisions": decisions}
    rows = [
        row | {"committee": body["slug"]} if row["committee"] == slug else row
        for row in data.get("responsibilities", [])
    ]
    return _with_responsibilities(changed, [row for at, row in enumerate(rows) if row not in rows[:at]])


def in_use(data: Entry) -> Entry:
    """Give the file without the bodies that nothing in it refers to."""
    used = {row["committee"] for row in data.get("responsibilities", [])}
    used |= {row["body"] for row in data.get("decisions", []) if "body" in row}
    rows = [row for row in data.get("committees", []) if row["slug"] in used]
    rest = {key: value for key, value in data.items() if key != "committees"}
    return data if rows == data.get("committees") else rest | ({"committees": rows} if rows else {})


def _refuse_no_commitment(data: Entry, uid: str) -> None:
    if not uid:
        return
    rows, index = Outline(data).find(uid)
    if not rows[index].is_commitment:
        raise RefusedError(
            _("Bodies answer for commitments. Give “%(part)s” another role first, such as focus area or measure.")
            % {"part": rows[index].label}
        )


def _answer(data: Entry, uid: str, slug: str, role: str) -> Entry:
    wanted = {"committee": slug, "role": role, "commitment": uid or None}
    if wanted not in data.get("responsibilities", []):
        raise RefusedError(_("That body does not have that role any more. Look at the page again."))
    return wanted


def _with_body(data: Entry, body: Entry) -> Entry:
    rows = data.get("committees", [])
    if any(row["slug"] == body["slug"] for row in rows):
        return data
    entry = {"slug": body["slug"], "kind": body["kind"], "name": body["name"]}
    return data | {"committees": sorted([*rows, entry], key=lambda row: str(row["slug"]))}


def _with_responsibilities(data: Entry, rows: list[Entry]) -> Entry:
    rest = {key: value for key, value in data.items() if key != "responsibilities"}
    return rest | ({"responsibilities": rows} if rows else {})


def names_of_bodies(data: Entry, uid: str) -> list[str]:
    """Give the names of those who answer for a commitment, each once."""
    names = {row["slug"]: row["name"]["sv"] for row in data.get("committees", [])}
    held = [row["committee"] for row in data.get("responsibilities", []) if row["commitment"] == uid]
    return [names[slug] for slug in dict.fromkeys(held)]


def with_responsibilities(data: Entry, uids: Iterable[str], home: str | None) -> Entry:
    """Give the file with the responsibilities for the commitments `uids` moved to another, or, for None, without them.

    A body has each role for one commitment once.
    """
    gone = set(uids)
    if not any(row["commitment"] in gone for row in data.get("responsibilities", [])):
        return data
    kept: dict[tuple[Any, ...], Entry] = {}
    for row in data["responsibilities"]:
        if row["commitment"] in gone:
            if home is None:
                continue
            row = row | {"commitment": home}  # noqa: PLW2901 — the row as it will be
        kept.setdefault((row["committee"], row["role"], row["commitment"]), row)
    rest = {key: value for key, value in data.items() if key != "responsibilities"}
    return rest | ({"responsibilities": list(kept.values())} if kept else {})
