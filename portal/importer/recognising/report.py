"""What became of every word of the source: placed, set aside or unplaced. Pure functions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from operator import attrgetter
from typing import Any

from portal.importer.recognising.aside import Aside
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.notice import Notice
from portal.importer.recognising.words import printable, words
from portal.importer.sources.line import Line

# Marks of footnotes, with a footnote and without, are taken out of the lines too before their words are counted.
_MARK = re.compile(r'<a href="#footnote-\d+">\d+</a>|<sup>[^<]*</sup>')
_INLINE = re.compile(r"</?(?:em|strong|a|sup|sub|span)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# Committees are what words became, not texts that hold them; uids, kinds and dates are no words of the source.
_TEXTLESS = frozenset(
    (
        *("committees", "responsibilities", "decisions", "related_documents"),
        *("format", "municipality", "slug", "edition", "uid", "kind", "section", "number"),
    )
)


def report(
    lines: Sequence[Line],
    file: dict[str, Any],
    divided: Mapping[int, int],
    *,
    words_became: Iterable[Prose],
    aside: Sequence[Aside],
    notices: Sequence[Notice],
) -> dict[str, Any]:
    """Count the words of the source.

    `divided` says which line's last word goes on in which line. `words_became` are those that became a date, a number
    or a body. A word is placed where the file has it, or where it became a value; nobody's word is taken for that.
    """
    source = _by_line(lines, divided)
    gone = _counted((found.line, found.text) for found in aside)
    became = _counted(part for prose in words_became for part in prose.by_line())
    held = Counter(words_of(file))
    placed = 0
    unplaced: list[dict[str, Any]] = []
    for index, line in enumerate(lines):
        left = [word for word in source[index] if not _taken(gone[index], word)]
        lost = [word for word in left if not _is_placed(word, became[index], held)]
        placed += len(left) - len(lost)
        if lost:
            unplaced.append({"line": line.number, "text": " ".join(lost)})
    return {
        "words": sum(map(len, source.values())),
        "placed_words": placed,
        "set_aside": _asides(lines, aside),
        "unplaced": unplaced,
        "warnings": _warnings(lines, notices),
    }


def _asides(lines: Sequence[Line], aside: Iterable[Aside]) -> list[dict[str, Any]]:
    return [
        {"line": lines[found.line].number, "text": found.text.strip(), "reason": str(found.reason)}
        for found in sorted(aside, key=attrgetter("line"))
    ]


def _warnings(lines: Sequence[Line], notices: Iterable[Notice]) -> list[dict[str, Any]]:
    return [
        {
            "line": lines[found.line].number if lines else 0,
            "code": str(found.code),
            "values": dict(found.values),
        }
        for found in sorted(notices, key=attrgetter("line"))
    ]


def _is_placed(word: str, became: Counter[str], held: Counter[str]) -> bool:
    return _taken(became, word) or _taken(held, word) or _taken(held, word.rstrip("0123456789"))


def _by_line(lines: Sequence[Line], divided: Mapping[int, int]) -> dict[int, list[str]]:
    """Give the words of each line; one that the end of a line divides is the first line's."""
    found = {index: words(printable(line.text)) for index, line in enumerate(lines)}
    for first in sorted(divided, reverse=True):
        below = found[divided[first]]
        if found[first] and below:
            found[first][-1] += below.pop(0)
    return found


def _counted(parts: Iterable[tuple[int, str]]) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for index, text in parts:
        counted[index].update(words(text))
    return counted


def _taken(counted: Counter[str], word: str) -> bool:
    if counted[word] <= 0:
        return False
    counted[word] -= 1
    return True


def words_of(value: Any, rich: bool = False) -> Iterator[str]:
    """Give the words of all texts in a strategy file, without footnote marks, in order; a `rich` text is HTML."""
    if isinstance(value, str):
        yield from words(unescape(_TAG.sub(" ", _INLINE.sub("", _MARK.sub("", value)))) if rich else value)
    elif isinstance(value, dict):
        for key, below in value.items():
            if key not in _TEXTLESS:
                yield from words_of(below, rich or key in ("text", "plain"))
    elif isinstance(value, list):
        for below in value:
            yield from words_of(below, rich)


def divided_words(proses: Iterable[Prose]) -> dict[int, int]:
    """Say which line's last word goes on in which line, for texts put together of several lines."""
    found: dict[int, int] = {}
    for prose in proses:
        for (_above, first), (at, second) in zip(prose.origins, prose.origins[1:], strict=False):
            if 0 < at < len(prose.text) and words(prose.text[at - 1]) and words(prose.text[at]):
                found[first] = second
    return found
