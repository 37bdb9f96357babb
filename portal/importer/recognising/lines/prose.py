"""Text that remembers: its emphasis, its footnote marks, and which line of the source each part of it is from."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from portal.importer.recognising.words import SOFT_HYPHEN, printable
from portal.importer.sources.line import Line, Mark, Span

FEW_CUTS = 8  # parts of a text that are cut out of the whole of it
_SPACE = re.compile(r"\s*")
# More space than any layout needs is cut off, since patterns look at all space from each place in it.
_WIDE_SPACE = re.compile(r"\s{40}(\s+)")


@dataclass(frozen=True)
class Prose:
    """A piece of the source's text. `origins` has (where in the text, index of the source's line), in order.

    `breaks` has (where in the text, whether it is a list's item) of each paragraph but the first, in a table's cell.
    """

    text: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    origins: tuple[tuple[int, int], ...] = ()
    breaks: tuple[tuple[int, bool], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.marks)

    @property
    def line(self) -> int:
        """Give the index of the line that it begins on."""
        return self.origins[0][1] if self.origins else 0

    def by_line(self) -> Iterator[tuple[int, str]]:
        """Give its parts, each with the index of the line that it is from; a divided word is of its first line."""
        start = 0
        lines = [line for _at, line in self.origins]
        # A cell that a table only lacks has no lines at all.
        for line, (at, _next) in zip(lines, [*self.origins[1:], (len(self.text), 0)], strict=False):
            end = max(start, at)
            while 0 < end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum():
                end += 1
            yield line, self.text[start:end]
            start = end

    def cut(self, start: int, end: int | None = None) -> "Prose":
        """Give the part from `start` up to `end`, without the space around it."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        return self._part(start, max(start, end - (len(part) - len(part.rstrip()))))

    def _part(self, start: int, end: int) -> "Prose":
        first = max(bisect.bisect_right(self.origins, (start, 1 << 60)) - 1, 0)
        return Prose(
            self.text[start:end],
            tuple(_within(self.spans, start, end)),
            tuple(replace(mark, at=mark.at - start) for mark in self.marks if start <= mark.at <= end),
            tuple((max(at - start, 0), line) for at, line in self.origins[first:] if at < end or at <= start),
            tuple((at - start, item) for at, item in self.breaks if start < at < end),
        )

    def cuts(self, places: "Sequence[tuple[int, int]]") -> "Iterator[Prose]":
        """Give the parts at `places`, (start, end) in order, as `cut` gives each.

        Many are cut out of halves, so that not every part asks for every span, mark and line of the whole.
        """
        if len(places) <= FEW_CUTS:
            yield from (self.cut(start, end) for start, end in places)
            return
        half = len(places) // 2
        for some in (places[:half], places[half:]):
            first, last = some[0][0], some[-1][1]
            yield from self._part(first, last).cuts([(start - first, end - first) for start, end in some])

    def paragraphs(self) -> "list[tuple[Prose, bool]]":
        """Give the paragraphs of a cell, each with whether it is a list's item."""
        first = bool(self.breaks) and self.breaks[0][0] == 0
        starts = list(self.breaks) if first else [(0, False), *self.breaks]
        ends = [*(at for at, _item in starts[1:]), len(self.text)]
        found = self.cuts([(at, end) for (at, _item), end in zip(starts, ends, strict=True)])
        return [(prose, item) for prose, (_at, item) in zip(found, starts, strict=True) if prose]

    def without(self, places: Sequence[int]) -> "Prose":
        """Give it without the letters at `places`, which are in order."""
        if not places:
            return self

        def moved(at: int) -> int:
            return at - bisect.bisect_left(places, at)

        gone = set(places)
        return Prose(
            "".join(letter for at, letter in enumerate(self.text) if at not in gone),
            tuple(replace(span, start=moved(span.start), end=moved(span.end)) for span in self.spans),
            tuple(replace(mark, at=moved(mark.at)) for mark in self.marks),
            tuple((moved(at), line) for at, line in self.origins),
            tuple((moved(at), item) for at, item in self.breaks),
        )

    def after(self, before: str) -> "Prose":
        """Give it with `before` in front of it."""
        more = len(before)
        return Prose(
            before + self.text,
            tuple(replace(span, start=span.start + more, end=span.end + more) for span in self.spans),
            tuple(replace(mark, at=mark.at + more) for mark in self.marks),
            tuple((at and at + more, line) for at, line in self.origins),
            tuple((at and at + more, item) for at, item in self.breaks),
        )

    def marked(self, tag: str) -> "Prose":
        """Give it with all of it in `tag`."""
        inner = tuple(span for span in self.spans if span.tag != tag)
        return replace(self, spans=(Span(0, len(self.text), tag), *inner)) if self.text else self


def _within(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Give what of the spans is in the part of a text from `start` up to `end`, with places in that part."""
    for span in spans:
        if span.start < end and span.end > start:
            yield replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)


def of_line(line: Line, index: int) -> Prose:
    """Give the text of a line, whose place among the source's lines is `index`."""
    text = printable(line.text)
    spans = tuple(
        replace(span, start=min(max(span.start, 0), len(text)), end=min(span.end, len(text)))
        for span in line.spans
        if span.end > span.start and span.start < len(text)
    )
    marks = tuple(replace(mark, at=min(max(mark.at, 0), len(text))) for mark in line.marks)
    prose = Prose(text, spans, marks, ((0, index),))
    soft = [at for at, letter in enumerate(text) if letter == SOFT_HYPHEN]
    gone = soft[:-1] if text.rstrip().endswith(SOFT_HYPHEN) else soft
    wide = [at for run in _WIDE_SPACE.finditer(text) for at in range(*run.span(1))]
    return prose.without(sorted((*gone, *wide))).cut(0)


# Words before which a hyphen at the end of a line stays, as in “studie- och yrkesvägledning”.
_BINDING = re.compile(r"(?:och|eller|samt|respektive|men|till|and|or)\b")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010]$")
_ABBREVIATION = re.compile(r"(?:^|[^\w])[A-ZÅÄÖ0-9]{2,}[-\u2010]$")


def stacked(paragraphs: Sequence[tuple[Prose, bool]]) -> Prose:
    """Give the paragraphs of a cell, each with whether it is a list's item, as one text that knows where they begin."""
    empty = sum(1 for _prose in takewhile(lambda paragraph: not paragraph[0].text, paragraphs))
    said = [prose for prose, _item in paragraphs[min(empty, len(paragraphs) - 1) :]]
    text, starts = (said[0], [0]) if len(said) == 1 else _laid(said)
    breaks = [*[0] * (len(paragraphs) - len(starts)), *starts]
    items = [item for _prose, item in paragraphs]
    if len(items) == 1 and not items[0]:
        return text
    return replace(text, breaks=tuple(zip(breaks, items, strict=True)))


def joined(proses: Sequence[Prose]) -> Prose:
    """Give the lines of a paragraph as one text; a word that a line's end divides becomes whole again."""
    return _laid(proses)[0]


def _laid(proses: Sequence[Prose]) -> tuple[Prose, list[int]]:
    """Give the lines of a paragraph as one text, and where each of them begins in it."""
    parts: list[str] = []
    spans: list[Span] = []
    marks: list[Mark] = []
    origins: list[tuple[int, int]] = []
    starts: list[int] = []
    length = 0
    for index, prose in enumerate(proses):
        if index:
            last = parts[-1]
            kept, between = _seam(last, prose.text)
            parts[-1] = last[:kept]
            length += kept - len(last)
            parts.append(between)
            length += len(between)
        starts.append(length)
        parts.append(prose.text)
        spans.extend(replace(span, start=span.start + length, end=span.end + length) for span in prose.spans)
        marks.extend(replace(mark, at=mark.at + length) for mark in prose.marks)
        origins.extend((at + length, line) for at, line in prose.origins)
        length += len(prose.text)
    text = "".join(parts)
    clipped = (replace(span, end=min(span.end, len(text))) for span in spans)
    return Prose(text, tuple(_together(text, clipped)), tuple(marks), tuple(origins)), starts


def _seam(above: str, below: str) -> tuple[int, str]:
    """Say how many letters of the line above stay, and what stands between it and the one below."""
    if above.endswith(SOFT_HYPHEN):
        return len(above) - 1, ""
    if not _DIVIDED.search(above) or not below[:1].isalpha():
        return len(above), " "
    if _ABBREVIATION.search(above) or below[:1].isupper():
        return len(above), ""
    if _BINDING.match(below):
        return len(above), " "
    return len(above) - 1, ""


def _together(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join spans of one sort that only a line's end parts."""
    result: list[Span] = []
    last: dict[tuple[str, str], int] = {}  # the place of the last span of each sort
    for span in spans:
        at = last.get((span.tag, span.href))
        if at is not None and _SPACE.fullmatch(text, min(result[at].end, span.start), span.start):
            result[at] = replace(result[at], end=max(result[at].end, span.end))
        else:
            last[span.tag, span.href] = len(result)
            result.append(span)
    return result
