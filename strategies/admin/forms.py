"""The form that every row is edited in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.utils.translation import gettext_lazy as _

from strategies.admin.translations import note_on, outdated
from strategies.admin.version import VersionedForm
from strategies.dates import PartialDate
from strategies.fields import translated_fields
from strategies.footnotes import missing_footnotes, rich_columns

EMPTY = ("", None)


class RowForm(VersionedForm):
    """A form for one row: two languages, choices from the row's own strategy or municipality, and no lost errors."""

    # Rows that a new row belongs to, by field name, where the page decides and not the form.
    belongs_to: Mapping[str, models.Model] = {}

    still_right = forms.BooleanField(
        required=False,
        label=_("The English texts are still right"),
        help_text=_("Tick this if the Swedish has changed but the translation is still right."),
    )

    def __init__(self, *args: Any, belongs_to: Mapping[str, models.Model] | None = None, **kwargs: Any) -> None:
        """Take what Django's ModelForm takes, and `belongs_to` when the page is told of it form by form."""
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            for name, row in (belongs_to or self.belongs_to).items():
                setattr(self.instance, name, row)
        self.above = list((belongs_to or {}).values())
        self._keep_what_a_version_cannot_bring_back()
        for name, value in self.initial.items():
            if isinstance(value, PartialDate):
                # Compared as text with what is sent, lest each date seem changed every time.
                self.initial[name] = str(value)
        self._set_up_languages()
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                self._narrow(field)

    def clean(self) -> dict[str, Any]:
        """Ask for the Swedish text where only an English one is given."""
        cleaned = super().clean()
        self._refuse_english_alone(cleaned)
        self._refuse_marks_without_a_footnote(cleaned)
        if not self.instance._state.adding:
            # An empty text stays as it was, null or empty: which of the two is no news for the history.
            before = {name: self.initial.get(name) for name in cleaned}
            cleaned |= {name: value for name, value in before.items() if value in EMPTY and cleaned[name] in EMPTY}
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error; a rule about a field that this form has not is said above the form instead."""
        by_field = getattr(error, "error_dict", None)
        if field is None and by_field:
            homeless = [name for name in by_field if name != NON_FIELD_ERRORS and name not in self.fields]
            for name in homeless:
                by_field.setdefault(NON_FIELD_ERRORS, []).extend(by_field.pop(name))
        super().add_error(field, error)

    def save(self, commit: bool = True) -> Any:
        """Save the row. A translation that is still right counts as made from today's Swedish text."""
        if self.cleaned_data.get("still_right"):
            self.instance.translation_ledger = {}
        return super().save(commit)

    def validate_unique(self) -> None:
        """Judge the constraints of a row in an inline too.

        Django leaves out those that name the row above, since it may not be stored yet; with a condition they are
        never looked at.
        """
        super().validate_unique()
        above = [field.parent_instance for field in self.fields.values() if isinstance(field, InlineForeignKeyField)]
        if self.errors or not above or above[0].pk is None:
            return
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as error:
            self.add_error(None, error)

    def _get_validation_exclusions(self) -> set[str]:
        """Judge also what the form does not show but the row has: what it belongs to, and a strategy's status.

        Django leaves out every constraint that names a field outside the form, and the database would refuse the row.
        """
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        columns = self.instance._meta.concrete_fields
        judged = {column.name for column in columns if column.is_relation or column.name == "status"}
        return excluded - (judged - set(self.fields))

    def _post_clean(self) -> None:
        try:
            super()._post_clean()  # type: ignore[misc]
        except ObjectDoesNotExist:
            # A rule looked at something required that was left out. The form already says so at its field.
            if not self.errors:
                raise

    def _refuse_english_alone(self, cleaned: dict[str, Any]) -> None:
        for name in translated_fields(self.instance):
            if cleaned.get(f"{name}_en") and f"{name}_sv" in cleaned and not cleaned[f"{name}_sv"]:
                self.add_error(f"{name}_sv", _("Write the Swedish text too: the English is a translation of it."))

    def _refuse_marks_without_a_footnote(self, cleaned: dict[str, Any]) -> None:
        """Refuse marks that would lead nowhere; a footnote may refer to itself before it is stored."""
        strategy = getattr(self.instance, "strategy", None) if getattr(self.instance, "strategy_id", None) else None
        for name in rich_columns(type(self.instance)) if strategy else ():
            for number in missing_footnotes(strategy, cleaned.get(name) or ""):
                if cleaned.get("number") != number:
                    message = _("The strategy has no footnote %(number)d. Add it on the page of the strategy first.")
                    self.add_error(name, ValidationError(message, params={"number": number}))

    def _set_up_languages(self) -> None:
        for name in translated_fields(self.instance):
            swedish, english = self.fields.get(f"{name}_sv"), self.fields.get(f"{name}_en")
            if swedish and english:
                translated: Any = self.instance._meta.get_field(name)
                swedish.required = not translated.blank
                swedish.widget.attrs["lang"] = "sv"
                english.widget.attrs["lang"] = "en"
                english.help_text = note_on(self.instance, name)
        if not hasattr(self.instance, "translation_ledger"):
            del self.fields["still_right"]
        elif not outdated(self.instance):
            self.fields["still_right"].widget = forms.HiddenInput()

    def _narrow(self, field: forms.ModelChoiceField) -> None:
        """Offer only rows of the strategy, or else of the municipality, that the form's own row belongs to."""
        rows: Any = field.queryset
        columns = {column.name for column in rows.model._meta.concrete_fields}
        strategy = getattr(self.instance, "strategy_id", None)
        if strategy and "strategy" in columns:
            field.queryset = rows.filter(strategy=strategy)
        elif "municipality" in columns:
            owner = self.instance.strategy if strategy else self.instance
            if municipality := getattr(owner, "municipality_id", None):
                field.queryset = rows.filter(municipality=municipality)

    def _keep_what_a_version_cannot_bring_back(self) -> None:
        """Let a version of the history bring back what the form shows; status, place and ledger stay as they are."""
        version, present, model = getattr(self.instance, "_history", None), self.present, type(self.instance)
        if version is None or present is None:
            return
        for field in model._meta.concrete_fields:
            if field.name not in self.fields:
                setattr(self.instance, field.attname, getattr(present, field.attname))
        for many in model._meta.many_to_many:
            if many.name in self.fields:
                rows = getattr(version, many.name).all()
                self.initial[many.name] = [getattr(row, many.m2m_reverse_field_name()) for row in rows]
