"""A form that knows which version of its row it was made from, so that saving never overwrites a newer one unseen.

The version is a hidden field: a fingerprint of each field as it was shown, signed and bound to the row. Nothing is
read out of the history, so that rows that changed without one are held to the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.admin.wordings import Change, latest_change, side_by_side
from strategies.differences import Stands, decide, fingerprint, united
from strategies.fields import note_translation, translated_fields

SALT = "strategies.admin.version"
Fingerprint = str | list[Any]


@dataclass(frozen=True)
class Version:
    """What a form was made from: the row, and the fingerprint of each field; of a choice of many, their keys.

    `made_from` has, by field, the fingerprints of an older Swedish text and of the English one that was made from it.
    """

    row: str
    fields: Mapping[str, Fingerprint]
    made_from: Mapping[str, list[str]] = field(default_factory=dict)

    def signed(self) -> str:
        """Give the version as the form carries it."""
        return signing.dumps([self.row, self.fields, self.made_from], salt=SALT, compress=True)


def read_version(text: str, row: str) -> Version | None:
    """Give the version that a form of the row carries; None for one that is missing, forged or another row's."""
    try:
        version = Version(*signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None
    return version if version.row == row else None


def row_key(model: type[models.Model], key: Any, above: Iterable[models.Model] = ()) -> str:
    """Name a row in a version: by its table and key, and by the rows that it stands below on the page."""
    owners = "".join(f"<{row.pk}" for row in above)
    return f"{model._meta.concrete_model._meta.label_lower}:{key}{owners}"  # type: ignore[union-attr]


class VersionField(forms.CharField):
    """The version, hidden. What it says is no change of the row."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say no: another version makes no row look changed."""
        return False


class VersionedForm(forms.ModelForm):
    """A form whose fields are merged with what somebody else saved meanwhile, or shown where both changed one."""

    version = VersionField(required=False)

    # Fields that are no columns of the row but change with it, and can always be written over.
    WISHES: ClassVar[tuple[str, ...]] = ()
    # A page's form says what it was made from; one that is filled by code may leave that out.
    of_a_page: ClassVar[bool] = False
    # What the person is told when the form is shown as it was sent once, instead of saved.
    held_back: ClassVar[Any] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Django's ModelForm takes."""
        super().__init__(*args, **kwargs)
        self.above: list[models.Model] = []
        self.present = self._present()
        self.stored = self._stored()
        self.merged: list[str] = []  # what somebody else changed, and this form takes over
        self.undecided: list[str] = []  # what both changed
        self.latest_change = Change("", None)  # who did it, and when
        self.made_from: dict[str, list[str]] = {}
        self.fields["version"].initial = lambda: self.version_shown.signed() if self.present else ""

    @property
    def version_shown(self) -> Version:
        """Give the version of the row as this form shows it."""
        return Version(self._row, {name: self._fingerprint(name) for name in self._versioned})

    @property
    def changed_meanwhile(self) -> list[str]:
        """Give the names of the fields that somebody else changed since the form was made."""
        return [*self.merged, *self.undecided]

    def clean(self) -> dict[str, Any]:
        """Merge with what was saved meanwhile, then judge what comes of it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.held_back:
            self.add_error(None, ValidationError(self.held_back, code="held back"))
        if self.present and (self.of_a_page or self.add_prefix("version") in self.data):
            self._merge(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save the row; an English text that was made from an older Swedish one is noted as made from that."""
        for name, (swedish, english) in self.made_from.items():
            if fingerprint(getattr(self.instance, f"{name}_en")) == english:
                note_translation(self.instance, name, swedish)
        return super().save(commit)

    def take_stored(self, name: str) -> Any:
        """Let the form hold the stored value of a field, as though nobody had typed another; give that value."""
        field = self.fields[name]
        value = field.prepare_value(self._value(name))
        self._send(name, value)
        return field.clean(value)

    def _merge(self, cleaned: dict[str, Any]) -> None:
        posted = {name: _plain(cleaned[name]) for name in (*self._versioned, "still_right") if name in cleaned}
        before = read_version(str(self.data.get(self.add_prefix("version"), "")), self._row)
        known = before.fields if before else {}
        for name in self._versioned:
            if name in posted:
                self._decide(name, known.get(name), posted[name], cleaned)
        if self.changed_meanwhile:
            self.latest_change = latest_change(self.present)
        self.made_from = dict(self._older_swedish(before, posted)) if before else {}
        self._raise_version(known, posted)
        self.__dict__.pop("changed_data", None)  # it was told before the merge
        self._tell_conflicts(cleaned)

    def _decide(self, name: str, before: Any, mine: Any, cleaned: dict[str, Any]) -> None:
        if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
            self._unite(name, before, mine, cleaned)
            return
        theirs = fingerprint(self._value(name))
        wanted = theirs if self.add_prefix(f"theirs_{name}") in self.data else fingerprint(mine)
        stands = decide(before, theirs, wanted)
        if stands == Stands.UNDECIDED and name not in self.WISHES:
            self.undecided.append(name)
        elif stands == Stands.THEIRS and theirs != fingerprint(mine):
            cleaned[name] = self.take_stored(name)
            self.merged.append(name)

    def _unite(self, name: str, before: Any, mine: list[Any], cleaned: dict[str, Any]) -> None:
        theirs = set(self._value(name))
        keys = united(None if before is None else set(before), theirs, set(mine))
        if keys != set(mine):
            self.merged.append(name)
            self._send(name, sorted(keys))
            cleaned[name] = self.fields[name].clean(sorted(keys))

    def _older_swedish(self, before: Version, posted: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
        """Give the English texts that were written, or called right, before another Swedish text than the one now."""
        for name in translated_fields(self.instance):
            swedish, english = f"{name}_sv", f"{name}_en"
            if not {swedish, english} <= posted.keys() or not posted[english]:
                continue
            written = fingerprint(posted[english])
            carried = before.made_from.get(name)
            if carried and carried[1] == written:
                yield name, carried
            elif swedish in self.merged and (written != before.fields.get(english) or posted.get("still_right")):
                yield name, [str(before.fields.get(swedish)), written]

    def _raise_version(self, before: Mapping[str, Fingerprint], posted: Mapping[str, Any]) -> None:
        """Let the form, if it is shown again, be made from what is stored now, except where it could not be read."""
        shown = self.version_shown
        fields = {name: now if name in posted else before.get(name, now) for name, now in shown.fields.items()}
        self._send("version", Version(shown.row, fields, self.made_from).signed())

    def _tell_conflicts(self, cleaned: Mapping[str, Any]) -> None:
        for name in self.undecided:
            box = side_by_side(self, name, cleaned[name], self._value(name))
            self.add_error(name, ValidationError(box, code="newer"))
        if self.undecided:
            self.add_error(None, ValidationError(self._what_happened(), code="newer"))

    def _what_happened(self) -> str:
        text = ngettext(
            "%(change)s while you were writing. Nothing is saved yet: both of you changed the field marked below. "
            "Choose there, then save again.",
            "%(change)s while you were writing. Nothing is saved yet: both of you changed the fields marked below. "
            "Choose there, then save again.",
            len(self.undecided),
        ) % {"change": self.latest_change.in_words}
        if self.merged:
            text += " " + _("Taken over from there: %(fields)s.") % {"fields": self.labels(self.merged)}
        return text

    def labels(self, names: Iterable[str]) -> str:
        """Name fields as the form does."""
        return ", ".join(str(self.fields[name].label) for name in names)

    def _send(self, name: str, value: Any) -> None:
        """Put a value into what was sent, so that the form shows it when it is shown again."""
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        key = self.add_prefix(name)
        if isinstance(value, list) and hasattr(sent, "setlist"):
            sent.setlist(key, [str(one) for one in value])
        elif value is False or value is None:
            sent.pop(key, None)
            sent.update({} if value is False else {key: ""})
        else:
            sent[key] = "on" if value is True else str(value)
        self.data = sent

    def _present(self) -> models.Model | None:
        """Give the row as it is stored: the form's own, or for a version of the history the one that it replaces."""
        if self.instance._state.adding:
            return None
        if not hasattr(self.instance, "_history"):
            return self.instance
        return type(self.instance)._base_manager.filter(pk=self.instance.pk).first()

    def _stored(self) -> dict[str, Any]:
        if self.present is None:
            return {}
        own = {column.name for column in self.present._meta.get_fields() if getattr(column, "editable", False)}
        names = [name for name, field in self.fields.items() if name in own and not field.disabled]
        values = self.initial if self.present is self.instance else model_to_dict(self.present, names)
        return {name: _plain(values.get(name)) for name in names}

    @property
    def _row(self) -> str:
        return row_key(type(self.instance), self.instance.pk, self.above)

    @property
    def _versioned(self) -> list[str]:
        return [name for name in (*self.stored, *self.WISHES) if name in self.fields]

    def _value(self, name: str) -> Any:
        return self.stored[name] if name in self.stored else self.fields[name].initial

    def _fingerprint(self, name: str) -> Fingerprint:
        value = self._value(name)
        if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
            return sorted(value)
        return fingerprint(value)


def _plain(value: Any) -> Any:
    """Give a field's value with keys in place of rows."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet) or (isinstance(value, list) and value and isinstance(value[0], models.Model)):
        return [row.pk for row in value]
    return value
