"""Who answers for a commitment or for the whole strategy: a body more or less, another role, another body."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.models import Responsibility
from portal.importer.recognising.answers.bodies import LONGEST_NAME, kind_of
from portal.importer.review.bodies import named_body, with_answers, with_body
from portal.importer.review.origins import Reviewed, SourceLine
from portal.importer.review.outline import RefusedError, part_of
from portal.importer.review.parts import Entry
from portal.importer.review.steps.step import OwnBodies, Step, Taken, WholeForm
from strategies.models import Committee

SLUG = r"^[-a-zA-Z0-9_]{1,100}$"
ROLES = [(role, role) for role in Responsibility.Role.values]


class BodyForm(WholeForm):
    """A body: one that is known, or one whose name is written."""

    body = forms.RegexField(SLUG, required=False)
    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    kind = forms.ChoiceField(choices=Committee.Kind.choices, required=False)


class AddForm(BodyForm):
    """A body that answers for something."""

    body_role = forms.ChoiceField(choices=Responsibility.Role.choices)


class ReplaceForm(BodyForm):
    """A proposed body that is another, or is called otherwise."""

    slug = forms.RegexField(SLUG)


class RemoveForm(WholeForm):
    """A body that no longer answers for something."""

    slug = forms.RegexField(SLUG)
    role = forms.ChoiceField(choices=ROLES)


class RoleForm(RemoveForm):
    """Another role of a body."""

    to = forms.ChoiceField(choices=ROLES)


def chosen_body(data: Entry, own: Sequence[Entry], answers: Entry) -> Entry:
    """Give the entry of the body that `answers` name: by `name` and `kind`, or by its slug in `body`.

    A `slug` in them is the body that it is to replace. Raises RefusedError for none, and for one of the `own` that is
    to be replaced: the municipality's own are not the document's to change.
    """
    old = answers.get("slug", "")
    if any(row["slug"] == old for row in own):
        raise RefusedError(_("The municipality already has that body. Change it on the body’s own page."))
    name = " ".join(answers["name"].split())
    if answers["body"] and (old or not name):
        return _known_body([*own, *data.get("committees", [])], answers["body"], old)
    _refuse_name(name)
    entry = named_body(data, own, name, answers["kind"] or kind_of(name) or Committee.Kind.EXTERNAL, old)
    return {"slug": entry["slug"], "kind": str(entry["kind"]), "name": {"sv": entry["name"]["sv"]}}


def add_body(data: Entry, uid: str, body: Entry, role: str) -> Entry:
    """Let a body, an entry of `committees`, answer for something."""
    _refuse_no_commitment(data, uid)
    rows = data.get("responsibilities", [])
    new = {"committee": body["slug"], "role": role, "commitment": uid or None}
    if new in rows:
        raise RefusedError(
            _("“%(body)s” already has that role. Choose another body or another role.") % {"body": body["name"]["sv"]}
        )
    return with_answers(with_body(data, body), [*rows, new])


def remove_body(data: Entry, uid: str, slug: str, role: str) -> Entry:
    """Let a body no longer have a role."""
    gone = _answer(data, uid, slug, role)
    return with_answers(data, [row for row in data["responsibilities"] if row != gone])


def change_body_role(data: Entry, uid: str, slug: str, role: str, to: str) -> Entry:
    """Give a body the role `to` instead of the role that it has."""
    old = _answer(data, uid, slug, role)
    new = old | {"role": to}
    if to != role and new in data["responsibilities"]:
        raise RefusedError(_("The body already has that role. Remove this one instead."))
    return with_answers(data, [new if row == old else row for row in data["responsibilities"]])


def replace_body(data: Entry, slug: str, body: Entry) -> Entry:
    """Put the body `body` in the place of another, everywhere in the file; it may be the same under another name."""
    if all(row["slug"] != slug for row in data.get("committees", [])):
        raise RefusedError(_("That body is no longer in the document. Look at the page again."))
    kept = {"committees": [row for row in data["committees"] if row["slug"] != slug]}
    changed = with_body(data | kept, body)
    if "decisions" in data:
        changed |= {"decisions": _with_another(data["decisions"], "body", slug, body)}
    return with_answers(changed, _with_another(data.get("responsibilities", []), "committee", slug, body))


def _known_body(rows: Sequence[Entry], slug: str, instead_of: str) -> Entry:
    row = next((row for row in rows if row["slug"] == slug != instead_of), None)
    if row is None:
        raise RefusedError(_("That body is no longer there. Look at the page again."))
    return {key: row[key] for key in ("slug", "kind", "name")}


def _refuse_name(name: str) -> None:
    if not name:
        raise RefusedError(_("Choose a body, or write the name of another."))
    if not name.isprintable():
        raise RefusedError(_("The name contains control characters. Type it again."))


def _with_another(rows: Sequence[Entry], key: str, slug: str, body: Entry) -> list[Entry]:
    return [row | {key: body["slug"]} if row.get(key) == slug else row for row in rows]


def _refuse_no_commitment(data: Entry, uid: str) -> None:
    part = part_of(data, uid) if uid else None
    if part and not part.is_commitment:
        raise RefusedError(
            _(
                "Only commitments have responsible bodies. Give “%(part)s” another role first, such as "
                "focus area or measure."
            )
            % {"part": part.label}
        )


def _answer(data: Entry, uid: str, slug: str, role: str) -> Entry:
    wanted = {"committee": slug, "role": role, "commitment": uid or None}
    if wanted not in data.get("responsibilities", []):
        raise RefusedError(_("That body no longer has that role. Look at the page again."))
    return wanted


def _with_chosen_body(
    taken: Taken, reviewed: Reviewed, _lines: Mapping[int, SourceLine], own_bodies: OwnBodies
) -> Taken:
    rest = {key: value for key, value in taken.items() if key not in ("name", "kind", "body", "body_role")}
    role = {"role": taken["body_role"]} if "body_role" in taken else {}
    return rest | role | {"body": chosen_body(reviewed.file, own_bodies(), taken)}


def _told_added(_before: Entry, after: Entry, taken: Taken) -> str:
    said = {"body": taken["body"]["name"]["sv"], "role": _role_name(taken["role"])}
    if not taken["uid"]:
        return _("“%(body)s” is now responsible for the whole strategy: %(role)s.") % said
    return _("“%(body)s” is now responsible for “%(part)s”: %(role)s.") % (
        said | {"part": part_of(after, taken["uid"]).label}
    )


def _told_removed(before: Entry, after: Entry, taken: Taken) -> str:
    said = {"body": _name(before, taken["slug"]), "role": _role_name(taken["role"])}
    if not taken["uid"]:
        return _("“%(body)s” has been removed from the whole strategy: %(role)s.") % said
    return _("“%(body)s” has been removed from “%(part)s”: %(role)s.") % (
        said | {"part": part_of(after, taken["uid"]).label}
    )


def _told_of_role(before: Entry, _after: Entry, taken: Taken) -> str:
    said = {"body": _name(before, taken["slug"]), "role": _role_name(taken["to"])}
    return _("“%(body)s” now has another role: %(role)s.") % said


def _told_replaced(before: Entry, _after: Entry, taken: Taken) -> str:
    old, new = _name(before, taken["slug"]), taken["body"]["name"]["sv"]
    if old == new:
        return _("The kind of “%(body)s” has been changed.") % {"body": new}
    return _("“%(old)s” is now “%(new)s” everywhere.") % {"old": old, "new": new}


def _name(data: Entry, slug: str) -> str:
    return str(next(row["name"]["sv"] for row in data["committees"] if row["slug"] == slug))


def _role_name(role: str) -> str:
    return str(Responsibility.Role(role).label)


STEPS = (
    Step("body_add", gettext_lazy("a body added"), add_body, _told_added, AddForm, _with_chosen_body),
    Step("body_remove", gettext_lazy("a body removed"), remove_body, _told_removed, RemoveForm),
    Step("body_role", gettext_lazy("a new role for a body"), change_body_role, _told_of_role, RoleForm),
    Step("body_replace", gettext_lazy("another body"), replace_body, _told_replaced, ReplaceForm, _with_chosen_body),
)
