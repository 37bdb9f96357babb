"""Marks within a paragraph of plain text or Markdown: emphasis, links, footnote marks. Pure functions."""

import re
from collections.abc import Callable
from dataclasses import replace

from portal.importer.sources.line import Mark, Span

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A link's text may hold one pair of square brackets, its address one pair of round ones. The lengths keep what looks
# like the beginning of a mark, a million times over, from being searched to the end each time.
_LABEL = r"(?P<label>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,200}\]){0,1000})"
_HREF = r"(?P<href>[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)"
_LINK = rf"!?\[{_LABEL}\]\({_HREF}(?:\s+\"[^\"\n]{{0,300}}\")?\)"
_AUTOLINK = r"<(?P<auto>(?:https?://|mailto:)[^<>\s]{1,2000})>"
_NOTE = r"\[\^(?P<note>[^\]\s]{1,20})\]"
_SUPER = r"(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
_STRONG = r"(?P<two>\*\*|__)(?=[^\s*_])(?P<strong>[^*_\n](?:[^*]|\*(?!\*)){0,2000}?)(?<=\S)(?P=two)"
_EM = r"(?<![\w*])\*(?=[^\s*])(?P<em>[^*]{1,2000}?)(?<=\S)\*(?![\w*])"
_ESCAPE = r"\\(?P<escaped>[!-/:-@\[-`{-~])"
_ANY = re.compile("|".join((_ESCAPE, _LINK, _AUTOLINK, _NOTE, _SUPER, _STRONG, _EM)), re.DOTALL)

Marked = tuple[str, tuple[Span, ...], tuple[Mark, ...]]


def marked(text: str) -> Marked:
    """Give `text` without its marks, with the spans they made, and with the footnote marks taken out of it."""
    parts: list[str] = []
    spans: list[Span] = []
    marks: list[Mark] = []
    length = 0

    def put(inner: Marked) -> None:
        nonlocal length
        parts.append(inner[0])
        spans.extend(replace(span, start=span.start + length, end=span.end + length) for span in inner[1])
        marks.extend(replace(mark, at=mark.at + length) for mark in inner[2])
        length += len(inner[0])

    end = 0
    for match in _ANY.finditer(text):
        put((text[end : match.start()], (), ()))
        put(_meaning(match))
        end = match.end()
    put((text[end:], (), ()))
    return "".join(parts), tuple(spans), tuple(marks)


def _meaning(match: re.Match[str]) -> Marked:
    found = match.groupdict()
    if found["escaped"]:
        return found["escaped"], (), ()
    if found["auto"]:
        return _wrapped((found["auto"].removeprefix("mailto:"), (), ()), "a", found["auto"])
    if found["href"]:
        return _wrapped(marked(found["label"]), "a", found["href"])
    if found["note"] or found["super"]:
        label = found["note"] or found["super"].translate(SUPERSCRIPT)
        return "", (), (Mark(0, label),)
    if found["strong"]:
        return _wrapped(marked(found["strong"]), "strong")
    return _wrapped(marked(found["em"] or ""), "em")


def _wrapped(inner: Marked, tag: str, href: str = "") -> Marked:
    text, spans, marks = inner
    return text, (Span(0, len(text), tag, href), *spans) if text else spans, marks


def cut(whole: Marked, start: int, end: int) -> Marked:
    """Give the part of a marked text from `start` up to `end`."""
    text, spans, marks = whole
    inside = (
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    )
    here = (replace(mark, at=mark.at - start) for mark in marks if start <= mark.at <= end)
    return text[start:end], tuple(inside), tuple(here)


def split(whole: Marked, at: Callable[[str], list[tuple[int, int]]]) -> list[Marked]:
    """Cut a marked text into the parts that `at` gives for its letters; a mark between two parts is the first's."""
    parts: list[Marked] = []
    seen: set[int] = set()
    for start, end in at(whole[0]):
        text, spans, marks = cut(whole, start, end)
        parts.append((text, spans, tuple(mark for mark in marks if mark.at + start not in seen)))
        seen |= {mark.at + start for mark in marks}
    return parts
