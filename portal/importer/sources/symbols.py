"""Letters of symbol fonts, which stand in files as numbers that mean nothing by themselves, as letters of Unicode."""

import re

# Symbol's and Wingdings' bullets and signs, at the private numbers that Word and PDF files have them under.
SYMBOLS = {
    "\uf02d": "-", "\uf06c": "●", "\uf06e": "■", "\uf06f": "□", "\uf071": "❑", "\uf075": "◆", "\uf076": "❖",
    "\uf077": "⬥", "\uf09f": "•", "\uf0a7": "▪", "\uf0a8": "◻", "\uf0ae": "→", "\uf0b7": "•", "\uf0d8": "➢",
    "\uf0e0": "→", "\uf0e8": "➔", "\uf0f0": "⇨", "\uf0fb": "✗", "\uf0fc": "✓", "\uf0fd": "☒", "\uf0fe": "☑",
}  # fmt: skip
TABLE = str.maketrans(SYMBOLS)
PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")


def readable(text: str) -> str:
    """Give `text` with the symbols that are known as Unicode has them; others stay as they are."""
    return text.translate(TABLE)


def symbol(code: str) -> str:
    """Give the symbol with the hexadecimal number `code`, or nothing for what is no number of a letter."""
    try:
        number = int(code, 16)
        # Word also writes the number without the private range that it stands in.
        return readable(chr(number if number > 0xFF else number | 0xF000))  # noqa: PLR2004
    except (ValueError, OverflowError):
        return ""


def bullet(text: str) -> str:
    """Give a list's bullet as one that cannot be taken for a letter or a figure, as Courier's "o" can."""
    text = readable(text.strip())
    if text == "o":
        return "◦"
    return "•" if not text or PRIVATE.search(text) or text.isalnum() else text
