"""Two languages side by side: labels for the columns, and what to say about a translation."""

from typing import Any

from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.fields import outdated_translations, translated_fields


def both(field: str) -> tuple[str, str]:
    """Give the columns of the translated `field` as one row of a form: Swedish, which is authoritative, to the left."""
    return (f"{field}_sv", f"{field}_en")


def language_labels(model: type[models.Model]) -> dict[str, str]:
    """Give each translated column of `model` a label that names its language."""
    labels = {}
    for name in translated_fields(model):
        field: Any = model._meta.get_field(name)
        label = capfirst(str(field.verbose_name))
        labels[f"{name}_sv"] = _("%(field)s in Swedish") % {"field": label}
        labels[f"{name}_en"] = _("%(field)s in English") % {"field": label}
    return labels


def missing_translations(row: models.Model) -> list[str]:
    """Give the names of the fields of `row` that have a Swedish text and no English one."""
    return [name for name in translated_fields(row) if getattr(row, f"{name}_sv") and not getattr(row, f"{name}_en")]


def outdated(row: models.Model) -> list[str]:
    """Give the names of the fields of `row` whose English is older than the Swedish; empty where nobody keeps track."""
    return outdated_translations(row) if hasattr(row, "translation_ledger") else []


def translation_state(row: models.Model) -> Any:
    """Say in a few words how far the English of `row` is."""
    parts = []
    if missing := len(missing_translations(row)):
        parts.append(ngettext("%(count)d missing", "%(count)d missing", missing) % {"count": missing})
    if old := len(outdated(row)):
        parts.append(ngettext("%(count)d out of date", "%(count)d out of date", old) % {"count": old})
    if not parts:
        return _("complete")
    return format_html('<span class="translation-lacks">{}</span>', ", ".join(parts))


def note_on(row: models.Model, name: str) -> Any:
    """Say what an editor should know about the English text in the field `name` of `row`; empty when all is well."""
    if name in outdated(row):
        text = _("The Swedish text has changed since this was translated.")
    elif name in missing_translations(row):
        text = _("Not translated yet: readers in English see the Swedish text.")
    else:
        return ""
    return format_html('<span class="translation-note">{}</span>', text)
