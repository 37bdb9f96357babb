"""Text that remembers: its emphasis, its footnote marks, and which line of the source each part of it is from."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising.words import SOFT_HYPHEN, printable
from portal.importer.sources.line import Line, Mark, Span


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
        end = max(start, end - (len(part) - len(part.rstrip())))
        first = max(bisect.bisect_right(self.origins, (start, 1 << 60)) - 1, 0)
        return Prose(
            self.text[start:end],
            tuple(_within(self.spans, start, end)),
            tuple(replace(mark, at=mark.at - start) for mark in self.marks if start <= mark.at <= end),
            tuple((max(at - start, 0), line) for at, line in self.origins[first:] if at < end or at <= start),
            tuple((at - start, item) for at, item in self.breaks if start < at < end),
        )

    def paragraphs(self) -> "list[tuple[Prose, bool]]":
        """Give the paragraphs of a cell, each with whether it is a list's item."""
        first = bool(self.breaks) and self.breaks[0][0] == 0
        starts = list(self.breaks) if first else [(0, False), *self.breaks]
        ends = [*(at for at, _item in starts[1:]), len(self.text)]
        found = [(self.cut(at, end), item) for (at, item), end in zip(starts, ends, strict=True)]
        return [(prose, item) for prose, item in found if prose]

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
    return prose.without(soft[:-1] if text.rstrip().endswith(SOFT_HYPHEN) else soft).cut(0)


# Words before which a hyphen at the end of a line stays, as in “studie- och yrkesvägledning”.
_BINDING = re.compile(r"(?:och|eller|samt|respektive|men|till|and|or)\b")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010]$")
_ABBREVIATION = re.compile(r"(?:^|[^\w])[A-ZÅÄÖ0-9]{2,}[-\u2010]$")


def stacked(paragraphs: Sequence[tuple[Prose, bool]]) -> Prose:
    """Give the paragraphs of a cell, each with whether it is a list's item, as one text that knows where they begin."""
    text = Prose("")
    breaks: list[tuple[int, bool]] = []
    for prose, item in paragraphs:
        text = joined([text, prose]) if text.text else prose
        breaks.append((len(text.text) - len(prose.text), item))
    return replace(text, breaks=tuple(breaks)) if len(breaks) > 1 or any(item for _at, item in breaks) else text


def joined(proses: Sequence[Prose]) -> Prose:
    """Give the lines of a paragraph as one text; a word that a line's end divides becomes whole again."""
    parts: list[str] = []
    spans: list[Span] = []
    marks: list[Mark] = []
    origins: list[tuple[int, int]] = []
    length = 0
    for index, prose in enumerate(proses):
        if index:
            last = parts[-1]
            kept, between = _seam(last, prose.text)
            parts[-1] = last[:kept]
            length += kept - len(last)
            parts.append(between)
            length += len(between)
        parts.append(prose.text)
        spans.extend(replace(span, start=span.start + length, end=span.end + length) for span in prose.spans)
        marks.extend(replace(mark, at=mark.at + length) for mark in prose.marks)
        origins.extend((at + length, line) for at, line in prose.origins)
        length += len(prose.text)
    text = "".join(parts)
    clipped = (replace(span, end=min(span.end, len(text))) for span in spans)
    return Prose(text, tuple(_together(text, clipped)), tuple(marks), tuple(origins))


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


def _together(text: str, spans: Iterator[Span]) -> list[Span]:
    """Join spans of one sort that only a line's end parts."""
    result: list[Span] = []
    for span in spans:
        for at, other in enumerate(result):
            if (other.tag, other.href) == (span.tag, span.href) and not text[other.end : span.start].strip():
                result[at] = replace(other, end=max(other.end, span.end))
                break
        else:
            result.append(span)
    return result
