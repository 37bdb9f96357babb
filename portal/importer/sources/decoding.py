"""The letters that a text file's bytes stand for."""

import codecs
import re

from portal.importer.sources.fault import Code, SourceError

# UTF-32's mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
LEAST_ZEROS = 0.7  # of the pairs in UTF-16 without a mark
# What å, ä and ö of old DOS and Macintosh files become when they are taken for Windows' letters.
MISREAD = re.compile(r"[a-zA-Z][†„”ŒŠš][a-zA-Z]")


def decoded(content: bytes, declared: str = "", *, unprintable: float = 0.0) -> str:
    """Give the text in `content`: UTF-8, UTF-16 or UTF-32 by their marks, the encoding it declares, UTF-8 or cp1252.

    Its lines end as Python's do. Raise SourceError when it is in none of these, or is no text at all: when it has more
    control characters than the share `unprintable` of it, which are left out.
    """
    text = _in_letters(content, declared)
    printable = UNPRINTABLE.sub("", text)
    if len(text) - len(printable) > unprintable * len(text):
        raise SourceError(Code.NO_DOCUMENT)
    return LINE_ENDS.sub("\n", printable)


def _in_letters(content: bytes, declared: str) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding)
    if b"\0" in content:
        return _strictly(content, _utf_16(content))
    if declared and _known(declared):
        return _strictly(content, declared)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        if _mostly_utf_8(content):
            raise _undecodable(content, error.start) from error
        text = _strictly(content, "cp1252")
        if MISREAD.search(text) and not re.search("[åäöÅÄÖ]", text):
            raise _undecodable(content, error.start) from error
        return text


def _known(encoding: str) -> bool:
    try:
        # Some codecs, such as rot13 and hex, are for other things than text.
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def _utf_16(content: bytes) -> str:
    """Give the encoding by which half of each pair is zero, as it is in nearly all letters that Europe writes with."""
    odd, even = (content[start::2].count(0) for start in (1, 0))
    if max(odd, even) < len(content) // 2 * LEAST_ZEROS:
        raise SourceError(Code.NO_DOCUMENT)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _mostly_utf_8(content: bytes) -> bool:
    text = content.decode(errors="replace")
    wrong = text.count("\ufffd")
    right = sum(not letter.isascii() for letter in text) - wrong
    return right > wrong


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        # A zero byte is in no text that is not UTF-16 or UTF-32.
        raise SourceError(Code.NO_DOCUMENT) if b"\0" in content else _undecodable(content, error.start) from error
    except (LookupError, ValueError) as error:
        raise _undecodable(content, 0) from error


def _undecodable(content: bytes, at: int) -> SourceError:
    return SourceError(Code.UNKNOWN_ENCODING, line=content.count(b"\n", 0, at) + 1)
