"""Model fields that hold their own rule, so that it holds on every way in: forms, import, bulk and shell."""

import hashlib
import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from strategies.dates import PartialDate
from strategies.richtext import LONGEST_RICH_TEXT, clean, length

# Without letters and digits that are easily taken for one another; a letter first, so that no uid looks like a year.
UID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
UID_PATTERN = "[a-z][a-z0-9]{9}"
# An edition's label begins with a digit, so that an address never takes it for a uid.
EDITION_PATTERN = "[0-9][0-9a-z-]*"


def new_uid() -> str:
    """Give a new uid: ten random characters, of which the first is a letter."""
    return secrets.choice(UID_ALPHABET[:23]) + "".join(secrets.choice(UID_ALPHABET) for _index in range(9))


class UidField(models.CharField):
    """The lasting name of a text in a strategy: permalinks and citations are built on it."""

    default_validators = [RegexValidator(f"^{UID_PATTERN}$", _("A uid is ten lower-case letters and digits."))]

    def __init__(self, **kwargs: Any) -> None:
        """Take Django's field options; length, default and editing are decided here."""
        options: dict[str, Any] = {"max_length": 10, "default": new_uid, "editable": False} | kwargs
        super().__init__(**options)


def not_too_long(html: str) -> None:
    """Raise ValidationError when `html` is longer than a strategy file may hold it."""
    if (found := length(html)) > LONGEST_RICH_TEXT:
        message = _("Write at most %(most)d characters, markup included. This text has %(found)d.")
        raise ValidationError(message, params={"most": LONGEST_RICH_TEXT, "found": found})


class RichTextField(models.TextField):
    """Text as sanitised HTML. What a row may not hold is taken out when it is written, whoever writes it."""

    default_validators = [not_too_long]

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Sanitise on the way to the database: save, bulk_create, bulk_update and update all pass here."""
        return super().get_db_prep_save(clean(value) if isinstance(value, str) else value, connection)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the instance in hand hold what is stored, not what was sent."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            # The plain column of a translated field gives Swedish for a missing English, and would store it as English.
            if self.name not in translated_fields(model_instance):
                setattr(model_instance, self.attname, value)
        return value


class PartialDateField(models.CharField):
    """A date of which only the year or the month may be known. Null where nothing is known."""

    description = _("Date, month or year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's field options; the value may always be missing."""
        super().__init__(*args, **(kwargs | {"max_length": 10, "null": True, "blank": True}))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        """Give the stored text as a date."""
        return PartialDate(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        """Read a date, or raise ValidationError with what is expected."""
        if not value or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate(str(value).strip())
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a date. Write 2021-09-21, or 2021-09 or 2021 when the rest is not known."),
                params={"value": value},
            ) from error

    def run_validators(self, value: Any) -> None:
        """Let the validators of a text see the date as text."""
        super().run_validators(str(value) if value else value)

    def get_prep_value(self, value: Any) -> str | None:
        """Give the date as the database keeps it."""
        value = self.to_python(value)
        return str(value) if value else None

    def formfield(self, **kwargs: Any) -> Any:
        """Show the date as text, since no date picker can leave out the day."""
        kwargs.pop("widget", None)
        return super().formfield(**({"widget": forms.TextInput(attrs={"size": 12})} | kwargs))

    def value_to_string(self, obj: models.Model) -> str:
        """Give the date for serialisation."""
        return str(self.value_from_object(obj) or "")


class TranslationLedger(models.JSONField):
    """Which Swedish text each English one was made from: {"title": [digest of Swedish, digest of English]}.

    A change of the English text counts as translating anew; a change of the Swedish alone leaves the English outdated.
    """

    def __init__(self, **kwargs: Any) -> None:
        """Take Django's field options; nobody edits the ledger by hand."""
        super().__init__(**(kwargs | {"default": dict, "editable": False}))

    def pre_save(self, model_instance: models.Model, add: bool) -> dict[str, list[str]]:
        """Note each English text that is new or changed together with the Swedish of this moment."""
        ledger = dict(getattr(model_instance, self.attname) or {})
        for name in translated_fields(model_instance):
            swedish, english = (getattr(model_instance, f"{name}_{language}") or "" for language in ("sv", "en"))
            if not english:
                ledger.pop(name, None)
            elif ledger.get(name, ["", ""])[1] != _digest(english):
                ledger[name] = [_digest(swedish), _digest(english)]
        setattr(model_instance, self.attname, ledger)
        return ledger


def translated_fields(row: models.Model | type[models.Model]) -> list[str]:
    """Give the names of the fields of `row`, or of a model, that have a column for each language."""
    columns = {field.name for field in row._meta.concrete_fields}
    return [name[:-3] for name in sorted(columns) if name.endswith("_sv") and name[:-3] in columns]


def outdated_translations(row: models.Model) -> list[str]:
    """Give the names of the fields of `row` whose Swedish text has changed since the English one was made."""
    ledger: dict[str, list[str]] = row.translation_ledger  # type: ignore[attr-defined]
    return [
        name for name, (swedish, _english) in ledger.items() if _digest(getattr(row, f"{name}_sv") or "") != swedish
    ]


def note_translation(row: models.Model, name: str, swedish: str) -> None:
    """Note in the ledger of `row` that the English of its field `name` was made from the Swedish of that digest."""
    english = _digest(getattr(row, f"{name}_en") or "")
    row.translation_ledger = {**(row.translation_ledger or {}), name: [swedish, english]}  # type: ignore[attr-defined]


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()
