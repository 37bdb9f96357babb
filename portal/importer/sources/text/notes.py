"""Footnotes of a text file under a short rule at the foot of a page, with Markdown's marks instead of typed ones."""

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.importer.sources.text.pages import Raw

RULE = re.compile(r"[ \t]*(?:_{5,40}|-{5,25})[ \t]*")
LABELLED = re.compile(r"[ \t]{0,8}(\d{1,2}|\*{1,3})([.)]?)[ \t]+(?=\S)")
HANGING = 2  # letters by which the lines of a note after its first may stand in


def with_notes(lines: Sequence[Raw]) -> list[Raw]:
    """Give the lines with the notes under rules, and the marks before them on the page, as Markdown has them."""
    told = list(lines)
    for at, line in enumerate(lines):
        if RULE.fullmatch(line.text) and at + 1 < len(lines) and LABELLED.match(lines[at + 1].text):
            _tell(told, at)
    return told


def _tell(lines: list[Raw], rule: int) -> None:
    page = lines[rule].page
    at = rule + 1
    while at < len(lines) and lines[at].page == page and not lines[at].furniture:
        label = LABELLED.match(lines[at].text)
        if not label and lines[at].gap and lines[at].indent < HANGING:
            return
        if label:
            place = _mark(lines, rule, label[1], label[2])
            if place is None:
                return
            line, start, end = place
            text = lines[line].text
            lines[line] = replace(lines[line], text=f"{text[:start]}[^{label[1]}]{text[end:]}")
            lines[at] = replace(lines[at], text=f"[^{label[1]}]: {lines[at].text[label.end() :]}")
        at += 1


def _mark(lines: Sequence[Raw], rule: int, label: str, bracket: str) -> tuple[int, int, int] | None:
    """Give where on the page above a rule the mark of a note stands: the line, and from where to where in it."""
    sign = re.escape(label)
    # A bracket tells a mark from a figure, also after a space.
    bracketed = rf"(?:(?<=[^\W\d]|[.,”\"]) ?|(?<=\w) ){sign}\)(?=[\s.,;:)]|$)"
    mark = re.compile(bracketed if bracket == ")" else rf"(?<=[^\W\d]){sign}(?!\w)")
    for at in range(rule - 1, -1, -1):
        if lines[at].page != lines[rule].page:
            break
        found = mark.search(lines[at].text)
        if found:
            return at, found.start(), found.end()
    return None
