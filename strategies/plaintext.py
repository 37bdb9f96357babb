"""Plain text: what no text may hold and how that is taken out, and how a text is cut short. Pure functions."""

import re
from typing import Any

# PostgreSQL keeps no NUL and no half of a surrogate pair, and nobody means the other control characters.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Word processors write a line or a page that ends as one of these; without a space the words would run together.
_BREAKS = re.compile(r"[\x0b\x0c]")


def without_control(text: str) -> str:
    """Give `text` without control characters; line breaks and tabs stay."""
    return CONTROL.sub("", _BREAKS.sub(" ", text))


def tidied(value: Any) -> Any:
    """Give a text as it is kept: without control characters, and empty when it is spaces alone."""
    if not isinstance(value, str):
        return value
    text = without_control(value)
    return text if text.strip() else ""


def beginning(text: str, longest: int) -> str:
    """Give a text of at most `longest` letters: the whole, or its first whole words and “…” for the rest."""
    if len(text) <= longest:
        return text
    whole, _space, _rest = text[:longest].rpartition(" ")
    return f"{whole or text[: longest - 1]}…"
