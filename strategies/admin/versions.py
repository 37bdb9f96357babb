"""What changed between two versions of a row, in words that an editor knows."""

import dataclasses
from typing import Any

from django.utils.text import capfirst
from simple_history.template_utils import HistoricalRecordContextHelper

from strategies.admin.translations import language_labels
from strategies.fields import RichTextField, translated_fields
from strategies.richtext import plain_text

# Columns that nobody edits: they follow from the others.
FOLLOWING = {"translation_ledger", "changed_at"}


class ChangesInWords(HistoricalRecordContextHelper):
    """Changes with the labels of the form, choices by their names, and rich text without its markup."""

    DEFAULT_MAX_DISPLAYED_DELTA_CHANGE_CHARS = 300

    def context_for_delta_changes(self, delta: Any) -> list[dict[str, Any]]:
        """Leave out what follows from other changes, the column of the moment's language among it."""
        left_out = {*FOLLOWING, *translated_fields(self.model)}
        changes = [change for change in delta.changes if change.field not in left_out]
        return super().context_for_delta_changes(dataclasses.replace(delta, changes=changes))

    def format_delta_change(self, change: Any) -> Any:
        """Label the change as the form does."""
        field: Any = self.model._meta.get_field(change.field)
        label = language_labels(self.model).get(change.field) or capfirst(str(field.verbose_name))
        return dataclasses.replace(super().format_delta_change(change), field=label)

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Give a value as an editor would say it."""
        field: Any = self.model._meta.get_field(change.field)
        value = super().prepare_delta_change_value(change, value)
        if value is None:
            return ""
        if isinstance(field, RichTextField):
            return plain_text(value)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return dict(field.flatchoices or ()).get(value, value)
