"""What a word is, for every count in a report, and how texts are compared. Pure functions."""

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W_]+")
# What no text of a strategy file may hold; each becomes a space.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def words(text: str) -> list[str]:
    """Give the words of `text`: unbroken runs of letters and digits, whatever stands between them."""
    return _WORD.findall(text.replace(SOFT_HYPHEN, ""))


def printable(text: str) -> str:
    """Give `text` with a space for each letter that nobody means; its length stays."""
    return _CONTROL.sub(" ", text)


def folded(text: str) -> str:
    """Give the words of `text` in lower case, one space between them: what two spellings of a phrase share."""
    return " ".join(words(unicodedata.normalize("NFC", text).casefold()))


def slugified(text: str) -> str:
    """Give `text` as a part of an address: letters without accents, in lower case, with hyphens between the words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain)).strip("-_")


def squeezed(text: str) -> str:
    """Give the letters and digits of `text` in lower case, without anything between them."""
    return "".join(words(unicodedata.normalize("NFC", text).casefold()))
