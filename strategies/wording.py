"""Which of a text's languages and wordings a reader gets, and what they are told about it. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

PLAIN, ADOPTED = "plain", "adopted"
COLUMN = {PLAIN: "plain", ADOPTED: "text"}
OTHER = {PLAIN: ADOPTED, ADOPTED: PLAIN}


@dataclass(frozen=True)
class Said:
    """A text as a reader gets it: its language and, where it has two, its wording."""

    text: str
    language: str
    wording: str = ""
    asked_language: str = ""
    asked_wording: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def foreign(self) -> bool:
        """Say whether the text is in another language than the reader asked for."""
        return bool(self.text) and self.language != self.asked_language

    @property
    def other_wording(self) -> bool:
        """Say whether the text is the other wording than the reader asked for."""
        return bool(self.text) and self.wording != self.asked_wording

    @property
    def mark(self) -> str:
        """Give what stands after a short text in another language than the reader's, nothing after others."""
        return _("(in Swedish)") if self.foreign else ""

    @property
    def in_words(self) -> str:
        """Give a short text with its mark."""
        return f"{self.text} {self.mark}".rstrip() if self.foreign else self.text

    def notes(self, *, language_is_told: bool = False) -> list[str]:
        """Say what a reader has to know of a long text; of its language only where that is not told of all texts."""
        notes = []
        if self.foreign and not language_is_told:
            notes.append(_("This text is not translated yet. It is shown in Swedish."))
        if self.other_wording and self.wording == ADOPTED:
            notes.append(_("There is no plain-language version yet. This is the adopted wording."))
        elif self.other_wording:
            notes.append(_("The adopted wording is not in the portal. This is the plain-language version."))
        return notes


def said(row: Any, field: str, language: str) -> Said:
    """Give the translated `field` of `row` in `language`, or in Swedish where that is missing."""
    for candidate in (language, "sv"):
        text = getattr(row, f"{field}_{candidate}")
        if text:
            return Said(text, candidate, asked_language=language)
    return Said("", language, asked_language=language)


def told(row: Any, language: str, wording: str) -> Said:
    """Give the text of `row` (its plain language or its adopted wording) that comes nearest to what was asked for."""
    for candidate, held in _nearest(language, wording):
        text = getattr(row, f"{COLUMN[held]}_{candidate}")
        if text:
            return Said(text, candidate, held, language, wording)
    return Said("", language, wording, language, wording)


def swedish_alone(text: str, language: str) -> Said:
    """Give a text that is in Swedish whatever `language` it is read in."""
    return Said(text, "sv", asked_language=language)


def _nearest(language: str, wording: str) -> Iterator[tuple[str, str]]:
    """Give pairs of language and wording, the nearest to what was asked for first.

    A reader of plain language gets their own language before the right wording, since they read to understand. A
    reader of the adopted wording gets the right wording before their own language, since it is what is binding.
    """
    languages, wordings = dict.fromkeys((language, "sv")), (wording, OTHER[wording])
    if wording == PLAIN:
        return product(languages, wordings)
    return ((candidate, held) for held, candidate in product(wordings, languages))
