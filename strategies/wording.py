"""Which of a text's languages and wordings a reader gets, and what they are told about it. Pure functions."""

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("sv", "en")
PLAIN, ADOPTED = "plain", "adopted"
COLUMN = {PLAIN: "plain", ADOPTED: "text"}


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


def said(row: Any, field: str, language: str) -> Said:
    """Give the translated `field` of `row` in `language`, or in Swedish where that is missing."""
    for candidate in (language, "sv"):
        text = getattr(row, f"{field}_{candidate}")
        if text:
            return Said(text, candidate, asked_language=language)
    return Said("", language, asked_language=language)


def told(row: Any, language: str, wording: str) -> Said:
    """Give the text of `row` (its plain language or its adopted wording) that comes nearest to what was asked for.

    A reader of plain language gets their own language before the right wording, since they read to understand. A
    reader of the adopted wording gets the right wording before their own language, since it is what is binding.
    """
    languages = [language, *(other for other in LANGUAGES if other != language and other == "sv")]
    wordings = [wording, ADOPTED if wording == PLAIN else PLAIN]
    if wording == PLAIN:
        choices = [(candidate, other) for candidate in languages for other in wordings]
    else:
        choices = [(candidate, other) for other in wordings for candidate in languages]
    for candidate, other in choices:
        text = getattr(row, f"{COLUMN[other]}_{candidate}")
        if text:
            return Said(text, candidate, other, language, wording)
    return Said("", language, wording, language, wording)
