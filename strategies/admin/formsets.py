"""Rows on the page of the row above them: each of its own version, each one's fate told, none from elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet, ModelChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategies.admin.version import Version, read_version, row_key
from strategies.admin.wordings import Change, change_of
from strategies.differences import fingerprint

FORGED = gettext_lazy("A row that does not belong to this page was sent. Nothing is saved. Open the page again.")
# What a row that is offered anew does not keep of its old self.
OF_THE_OLD_ROW = ("version", "DELETE")
Sent = dict[str, list[str]]


@dataclass(frozen=True)
class Gone:
    """A row that somebody deleted while its form was open: its name, and who did it when."""

    name: str
    change: Change

    @property
    def in_words(self) -> str:
        """Tell of it in a sentence."""
        if self.change.when is None:
            return _("%(row)s has been deleted meanwhile.") % {"row": self.name}
        return _("%(row)s has been deleted meanwhile (%(who)s, %(when)s).") % {
            "row": self.name,
            "who": self.change.who or _("somebody else"),
            "when": self.change.when_in_words,
        }


@dataclass
class Sorted:
    """The rows that were sent, by what there is of them: stored ones, new ones, and those that are gone."""

    stored: list[Sent] = field(default_factory=list)
    new: list[Sent] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    offered: list[tuple[Gone, Sent]] = field(default_factory=list)  # gone, but written in meanwhile
    is_forged: bool = False


class ScopedFormSet(BaseInlineFormSet):
    """Rows on the page of the row above them. Each form knows from the start what its row belongs to."""

    # Fields that no two rows on the page may have alike, where the database's constraint has a condition.
    once: tuple[str, ...] = ()
    # Django's formset says that it may have none of these; a made one has all.
    model: Any
    form: Any
    prefix: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's formset takes."""
        super().__init__(*args, **kwargs)
        self.rows = Sorted()
        if self.is_bound:
            self._lay_out_anew()

    @property
    def gone(self) -> list[Gone]:
        """Give the rows that were sent and are deleted, and that nobody had written in."""
        return self.rows.gone

    def clean(self) -> None:
        """Refuse rows from elsewhere, one that is gone but was written in, and one that says what another says."""
        super().clean()
        if self.rows.is_forged:
            raise ValidationError(FORGED, code="forged")
        self._offer_again()
        self._keep_what_is_newer()
        self._refuse_repetitions()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tell the form of the row above, and of that row's strategy where both belong to one."""
        return {**super().get_form_kwargs(index), "belongs_to": self._belongs_to}

    @property
    def _belongs_to(self) -> dict[str, models.Model]:
        above: Any = self.instance
        belongs_to = {self.fk.name: above}
        columns = {field.name for field in self.model._meta.concrete_fields}
        if self.fk.name != "strategy" and "strategy" in columns:
            belongs_to["strategy"] = above.strategy
        return belongs_to

    def _refuse_repetitions(self) -> None:
        seen = set()
        for form in self.forms:
            answers = form.cleaned_data if form.is_valid() else {}
            if not self.once or not answers or answers.get("DELETE"):
                continue
            key = tuple(answers.get(name) for name in self.once)
            if key in seen:
                form.add_error(None, _("This row is the same as another. Change it or leave it out."))
            seen.add(key)

    def _offer_again(self) -> None:
        """Show what somebody wrote in a row that is gone as a new row, and save nothing until they have seen that."""
        offered = self.rows.offered
        for (gone, _sent), form in zip(offered, self.forms[len(self.forms) - len(offered) :], strict=True):
            advice = _("What you had written stands here as a new row. Save again to add it, or take it away.")
            form.add_error(None, ValidationError(f"{gone.in_words} {advice}", code="gone"))

    def _keep_what_is_newer(self) -> None:
        """Keep a row that was to be deleted by somebody who has not seen what it says now."""
        every: Any = self
        for form in every.initial_forms:
            if not (every._should_delete_form(form) and form.changed_meanwhile):
                continue
            form.data = form.data.copy()
            del form.data[form.add_prefix("DELETE")]
            form.cleaned_data["DELETE"] = False
            advice = _("See what it says now, and mark it again if it is still to be deleted.")
            form.add_error(None, ValidationError(f"{form.latest_change.in_words}. {advice}", code="newer"))
            every._errors.append(form.errors)

    def _lay_out_anew(self) -> None:
        """Let what was sent name only rows that are there; those that are gone are told of, or become new ones."""
        counts = [self.data.get(f"{self.prefix}-{name}", "") for name in (INITIAL_FORM_COUNT, TOTAL_FORM_COUNT)]
        if not all(re.fullmatch("[0-9]{1,5}", count) for count in counts):
            return  # Django says that the form is broken
        initial, total = map(int, counts)
        sent = self._sent()
        self.rows = self._sorted([sent.get(number, {}) for number in range(min(total, self.absolute_max))], initial)
        new = [*self.rows.new, *(row for _gone, row in self.rows.offered)]
        kept = {key: values for key, values in _lists(self.data) if not self._row_of(key)}
        for number, row in enumerate([*self.rows.stored, *new]):
            kept |= {f"{self.prefix}-{number}-{name}": values for name, values in row.items()}
        kept[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = [str(len(self.rows.stored))]
        kept[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = [str(len(self.rows.stored) + len(new))]
        self.data = _like(self.data, kept)

    def _sorted(self, sent: list[Sent], initial: int) -> Sorted:
        rows, pk = Sorted(), self.model._meta.pk.name
        there = {str(row.pk) for row in self.get_queryset()}
        for number, row in enumerate(sent):
            key = (row.get(pk) or [""])[-1]
            if number >= initial:
                rows.is_forged |= bool(key)
                rows.new.append(row)
            elif key in there:
                there.discard(key)
                rows.stored.append(row)
            elif version := self._version_of(row, key):
                self._sort_gone(rows, row, key, version)
            else:
                rows.is_forged = True
        return rows

    def _sort_gone(self, rows: Sorted, row: Sent, key: str, version: Version) -> None:
        gone = self._gone(key)
        if self.max_num and "DELETE" not in row and self._is_written_in(row, version):
            pk = self.model._meta.pk.name
            old = {*OF_THE_OLD_ROW, pk}
            rows.offered.append((gone, {name: values for name, values in row.items() if name not in old}))
        else:
            rows.gone.append(gone)

    def _version_of(self, row: Sent, key: str) -> Version | None:
        text = (row.get("version") or [""])[-1]
        return read_version(text, row_key(self.model, key, self._belongs_to.values()))

    def _gone(self, key: str) -> Gone:
        history: Any = self.model.history  # what can be deleted on a page has one
        record = history.filter(**{self.model._meta.pk.name: key}).select_related("history_user").first()
        kind = capfirst(str(self.model._meta.verbose_name))
        return Gone(f"{kind} “{record.instance}”" if record else kind, change_of(record))

    def _is_written_in(self, row: Sent, version: Version) -> bool:
        return any(
            self._fingerprint(name, row) != before
            for name, before in version.fields.items()
            if name in self.form.base_fields and name not in self.form.WISHES
        )

    def _fingerprint(self, name: str, row: Sent) -> str | None:
        """Give what tells a value as it was sent; None for one that is no value of the field."""
        column = self.form.base_fields[name]
        value = column.widget.value_from_datadict(_like(self.data, row), {}, name)
        if isinstance(column, ModelChoiceField):
            return fingerprint(value)
        try:
            return fingerprint(column.to_python(value))
        except ValidationError:
            return None

    def _sent(self) -> dict[int, Sent]:
        rows: dict[int, Sent] = defaultdict(dict)
        for key, values in _lists(self.data):
            if found := self._row_of(key):
                rows[int(found[1])][found[2]] = values
        return rows

    def _row_of(self, key: str) -> re.Match[str] | None:
        return re.fullmatch(rf"{re.escape(self.prefix)}-([0-9]{{1,5}})-(.+)", key)


def what_came_along(form: Any, formsets: Any) -> Iterator[str]:
    """Say, after a page was saved, what of it somebody else had changed meanwhile."""
    forms = [form, *(one for formset in formsets for one in formset.initial_forms)]
    for one in forms:
        if merged := getattr(one, "merged", ()):
            row = "" if one is form else f" “{one.instance}”"
            yield _("%(change)s%(row)s while you were writing. Kept from there: %(fields)s.") % {
                "change": one.latest_change.in_words,
                "row": row,
                "fields": one.labels(merged),
            }
    yield from (gone.in_words for formset in formsets for gone in getattr(formset, "gone", ()))


def _lists(sent: Any) -> Iterator[tuple[str, list[str]]]:
    if hasattr(sent, "lists"):
        yield from sent.lists()
    else:
        yield from ((key, [value]) for key, value in sent.items())


def _like(sent: Any, values: Mapping[str, list[str]]) -> Any:
    """Give `values` in the form in which `sent` came: as a QueryDict, or as a mapping to single values."""
    if not hasattr(sent, "setlist"):
        return {key: several[-1] for key, several in values.items() if several}
    copy = sent.copy()
    copy.clear()
    for key, several in values.items():
        copy.setlist(key, several)
    return copy
