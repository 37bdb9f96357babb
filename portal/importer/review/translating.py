"""The report of a document in the language of whoever reads it. Pure functions, but for the language of the moment."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django.conf import settings
from django.utils.translation import get_language, gettext, override

from portal.importer.review.parts import Entry
from portal.importer.review.steps.set_aside import REASON

# What each text of a report says, by language and by the text as it is in the report.
Translations: TypeAlias = dict[str, dict[str, str]]


def translations_of(report: Entry, report_again: Callable[[], Entry]) -> Translations:
    """Give the texts of a report in each other language; `report_again` gives the same one in that of the moment."""
    found: Translations = {}
    for language, _name in settings.LANGUAGES:
        if language != get_language():
            with override(language):
                found[language] = dict(zip(_texts(report), _texts(report_again()), strict=True))
    return found


def in_language_of_reader(file: Entry, translations: Translations) -> Entry:
    """Give the file with the texts of its report in the language of the moment, where they are known in it."""
    known = dict.fromkeys(_in_every_language(REASON), gettext(REASON)) | translations.get(get_language() or "", {})
    report = file.get("report", {})
    shown = {
        "set_aside": [row | {"reason": known.get(row["reason"], row["reason"])} for row in report.get("set_aside", [])],
        "warnings": [
            row | {"message": known.get(row["message"], row["message"])} for row in report.get("warnings", [])
        ],
    }
    return file | {"report": report | shown}


def _texts(report: Entry) -> list[str]:
    rows: Any = [*report.get("set_aside", []), *report.get("warnings", [])]
    return [row.get("reason", row.get("message", "")) for row in rows]


def _in_every_language(text: str) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield gettext(text)
