"""Two people's wordings of one field, side by side, with who wrote the other one and when."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from strategies.differences import Kind, passages
from strategies.fields import RichTextField
from strategies.richtext import plain_text

LOOKED_AT = 20  # versions
_ENDS = re.compile(r"(</(?:p|li|tr|blockquote|caption)>|<br>)")


@dataclass(frozen=True)
class Change:
    """Who changed a row last, and when; both may be unknown."""

    who: str
    when: datetime | None

    @property
    def in_words(self) -> str:
        """Say it as the beginning of a sentence."""
        if self.when is None:
            return _("Somebody else changed this")
        who = self.who or _("Somebody else")
        return _("%(who)s changed this (%(when)s)") % {"who": who, "when": self.when_in_words}

    @property
    def when_in_words(self) -> str:
        """Give the time today, or the day and the time."""
        if self.when is None:
            return ""
        local = timezone.localtime(self.when)
        is_today = local.date() == timezone.localdate()
        return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")


def latest_change(row: models.Model | None) -> Change:
    """Give the latest change of a row that its history tells of."""
    history = getattr(row, "history", None)
    return change_of(history.select_related("history_user").first() if history is not None else None)


def change_to_today(row: models.Model, name: str) -> Change:
    """Give the change by which a field got the value that it has, as far back as its last versions tell."""
    history = getattr(row, "history", None)
    if history is None:
        return Change("", None)
    column: Any = row._meta.get_field(name)
    today, found = getattr(row, column.attname), None
    for record in history.select_related("history_user")[:LOOKED_AT]:
        if getattr(record, column.attname) != today:
            break
        found = record
    return change_of(found) if found else latest_change(row)


def change_of(record: Any) -> Change:
    """Give the change that a record of a history tells of, if there is one."""
    if record is None:
        return Change("", None)
    user = record.history_user
    return Change((user.get_full_name() or user.get_username()) if user else "", record.history_date)


def side_by_side(form: Any, name: str, mine: Any, theirs: Any) -> SafeString:
    """Show what somebody else made of a field beside what one has typed, with a box to tick for theirs."""
    column = form.instance._meta.get_field(name)
    mine, theirs = (_in_words(form, name, column, value) for value in (mine, theirs))
    is_text = isinstance(column, models.CharField | models.TextField) and not column.flatchoices
    context = {
        "change": change_to_today(form.present, name),
        "theirs": theirs,
        "marked": marked(mine, theirs) if is_text and mine and theirs else "",
        "alike": mine == theirs,
        "language": form.fields[name].widget.attrs.get("lang", ""),
        "name": form.add_prefix(f"theirs_{name}"),
    }
    return render_to_string("admin/newer_wording.html", context)


def marked(mine: str, theirs: str) -> SafeString:
    """Give their wording with what only one of the two has marked, for the eye and for a screen reader."""
    marks = {Kind.ONE: ("del", _("only in yours:")), Kind.OTHER: ("ins", _("only in theirs:"))}
    pattern = '<{0}><span class="visually-hidden">[{1} </span>{2}<span class="visually-hidden">] </span></{0}>{3}'
    parts = []
    for passage in passages(mine, theirs):
        words = passage.text.rstrip()
        space = passage.text[len(words) :]
        mark = marks.get(passage.kind)
        parts.append(format_html(pattern, *mark, words, space) if mark else format_html("{}{}", words, space))
    return mark_safe("".join(parts))  # noqa: S308 — each part is escaped


def _in_words(form: Any, name: str, column: Any, value: Any) -> str:
    """Give a field's value as its form would say it, rich text without its markup."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(column, RichTextField):
        lines = (plain_text(part) for part in _ENDS.sub(r"\1\n", str(value)).split("\n"))
        return "\n".join(line for line in lines if line)
    choices = {
        str(getattr(key, "value", key)): label for key, label in _flat(getattr(form.fields[name], "choices", ()))
    }
    key = getattr(value, "pk", value)
    return str(choices.get(str(key), form.fields[name].prepare_value(value)))


def _flat(choices: Any) -> Any:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
