"""What a step has done, in words for the one who took it. Pure functions on the strategy file before and after it."""

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goals.models import Responsibility
from portal.importer.review.outline import Outline, above, sibling_before
from portal.importer.review.parts import Entry, Part, parts_of, role_name
from portal.importer.review.steps.bodies import names_of_bodies
from portal.importer.review.steps.facts import differing_keys, name_of_fact
from portal.importer.review.steps.register import Step, part_to_see


def told(before: Entry, after: Entry, step: Step) -> str:
    """Say what a step has done, and to what."""
    return _TOLD[step["do"]](before, after, step)


def told_undone(file: Entry, before: Entry, step: Step) -> str:
    """Say which step was undone: `file` is what was read of it, and `before` what the step had made."""
    part = next((part for data in (before, file) for part in parts_of(data) if part.uid == step["uid"]), None)
    names = {
        "role": _("another role"),
        "rename": _("another heading"),
        "split": _("a split"),
        "join": _("a join"),
        "aside": _("setting aside"),
        "restore": _("bringing back"),
        "add": _("adding lines"),
        "make": _("a new part of lines"),
        "body_add": _("a body more"),
        "body_remove": _("a body less"),
        "body_role": _("another role of a body"),
        "body_replace": _("another body"),
        "facts": _("other facts"),
    }
    said = {"step": names.get(step["do"], _("a move")), "part": part.label if part else ""}
    return _("Undone for “%(part)s”: %(step)s.") % said if part else _("Undone: %(step)s.") % said


def _role(before: Entry, after: Entry, step: Step) -> str:
    found = {part.uid: part for part in parts_of(before)}
    others = [part for part in parts_of(after) if part.uid in found and part.role != found[part.uid].role]
    told_of_it = _place(before, after, step)
    if len(others) > 1:
        more = len(others) - 1
        told_of_it += " " + ngettext("So is %(count)d other.", "So are %(count)d others.", more) % {"count": more}
    gone = [name for part in others for name in _lost_bodies(before, after, part.uid)]
    return told_of_it + _lost(gone, _("They stand as words in its text now: %(bodies)s."))


def _rename(before: Entry, after: Entry, step: Step) -> str:
    return _("The heading is written: “%(part)s”.") % {"part": _part(after, step["uid"]).label}


def _split(before: Entry, after: Entry, step: Step) -> str:
    said = {"part": _part(after, step["uid"]).label, "new": _part(after, step["made"]).label}
    return _("“%(part)s” is split. “%(new)s” is a part of its own now.") % said


def _join(before: Entry, after: Entry, step: Step) -> str:
    said = {"part": _part(before, step["uid"]).label, "home": _part(after, part_to_see(before, step)).label}
    gone = _lost_bodies(before, after, step["uid"]) if not _part(after, part_to_see(before, step)).is_commitment else []
    told_of_it = _("“%(part)s” is joined to “%(home)s”, and stands last in its text.") % said
    return told_of_it + _lost(gone, _("They stand as words in its text now: %(bodies)s."))


def _moved(before: Entry, after: Entry, step: Step) -> str:
    rows, index = Outline(after).find(step["uid"])
    beside, holder = sibling_before(rows, index), above(rows, index)
    said = {"part": rows[index].label}
    if beside is not None:
        said["beside"] = rows[beside].label
    if holder is not None:
        said["holder"] = rows[holder].label
    if beside is not None and holder is not None:
        return _("“%(part)s” is moved. It stands after “%(beside)s” now, under “%(holder)s”.") % said
    if beside is not None:
        return _("“%(part)s” is moved. It stands after “%(beside)s” now, under nothing.") % said
    if holder is not None:
        return _("“%(part)s” is moved. It stands first under “%(holder)s” now.") % said
    return _("“%(part)s” is moved. It stands first of all now.") % said


def _aside(before: Entry, after: Entry, step: Step) -> str:
    label = {"part": _part(before, step["uid"]).label}
    told_of_it = _("“%(part)s” is set aside, and listed among the lines that are in no part.") % label
    gone = _lost_bodies(before, after, step["uid"])
    return told_of_it + _lost(gone, _("So are those who answer for it: %(bodies)s."))


def _add(before: Entry, after: Entry, step: Step) -> str:
    lines = len(set(step["lines"]))
    text = ngettext("%(count)d line is added to “%(part)s”.", "%(count)d lines are added to “%(part)s”.", lines)
    return text % {"count": lines, "part": _part(after, step["uid"]).label}


def _make(before: Entry, after: Entry, step: Step) -> str:
    part = _part(after, step["made"])
    return _("A new part is made: “%(part)s”, as %(role)s.") % {"part": part.label, "role": role_name(part.role)}


def _restore(before: Entry, after: Entry, step: Step) -> str:
    return _("“%(part)s” is brought back.") % {"part": _part(after, step["uid"]).label}


def _body_add(before: Entry, after: Entry, step: Step) -> str:
    said = {"body": step["body"]["name"]["sv"], "role": _body_role_name(step["role"])}
    if not step["uid"]:
        return _("“%(body)s” answers for the whole strategy now: %(role)s.") % said
    return _("“%(body)s” answers for “%(part)s” now: %(role)s.") % (said | {"part": _part(after, step["uid"]).label})


def _body_remove(before: Entry, after: Entry, step: Step) -> str:
    said = {"body": _body(before, step["slug"]), "role": _body_role_name(step["role"])}
    if not step["uid"]:
        return _("“%(body)s” is removed from the whole strategy: %(role)s.") % said
    return _("“%(body)s” is removed from “%(part)s”: %(role)s.") % (said | {"part": _part(after, step["uid"]).label})


def _body_role(before: Entry, after: Entry, step: Step) -> str:
    said = {"body": _body(before, step["slug"]), "role": _body_role_name(step["to"])}
    return _("“%(body)s” has another role now: %(role)s.") % said


def _body_replace(before: Entry, after: Entry, step: Step) -> str:
    old, new = _body(before, step["slug"]), step["body"]["name"]["sv"]
    if old == new:
        return _("The kind of “%(body)s” is changed.") % {"body": new}
    return _("“%(old)s” is “%(new)s” now, wherever it stood.") % {"old": old, "new": new}


def _facts(before: Entry, after: Entry, step: Step) -> str:
    names = [str(capfirst(name_of_fact(key))) for key in differing_keys(before, after, step["facts"])]
    return _("Corrected: %(facts)s.") % {"facts": ", ".join(names)}


def _place(before: Entry, after: Entry, step: Step) -> str:
    parts = parts_of(after)
    index = next(index for index, part in enumerate(parts) if part.uid == step["uid"])
    part, holder = parts[index], above(parts, index)
    said = {"part": part.label, "role": role_name(part.role)}
    if holder is None:
        return _("“%(part)s” is now: %(role)s.") % said
    return _("“%(part)s” is now: %(role)s, under “%(holder)s”.") % (said | {"holder": parts[holder].label})


def _part(data: Entry, uid: str) -> Part:
    rows, index = Outline(data).find(uid)
    return rows[index]


def _body(data: Entry, slug: str) -> str:
    return str(next(row["name"]["sv"] for row in data["committees"] if row["slug"] == slug))


def _body_role_name(role: str) -> str:
    return str(Responsibility.Role(role).label)


def _lost_bodies(before: Entry, after: Entry, uid: str) -> list[str]:
    still = {row["commitment"] for row in after.get("responsibilities", [])}
    return [] if uid in still else names_of_bodies(before, uid)


def _lost(names: list[str], text: str) -> str:
    return f" {text % {'bodies': ', '.join(dict.fromkeys(names))}}" if names else ""


_TOLD: dict[str, Callable[[Entry, Entry, Step], str]] = {
    "role": _role,
    "rename": _rename,
    "split": _split,
    "join": _join,
    **dict.fromkeys(("up", "down", "in", "out", "under"), _moved),
    "aside": _aside,
    "add": _add,
    "make": _make,
    "restore": _restore,
    "body_add": _body_add,
    "body_remove": _body_remove,
    "body_role": _body_role,
    "body_replace": _body_replace,
    "facts": _facts,
}
