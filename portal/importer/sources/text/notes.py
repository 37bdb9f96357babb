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
    told = _Notes(lines)
    end = 0
    for at, line in enumerate(lines[:-1]):
        if at >= end and RULE.fullmatch(line.text) and LABELLED.match(lines[at + 1].text):
            end = told.under(at)
    return told.lines


class _Notes:
    """The lines of a file, while its notes are found."""

    def __init__(self, lines: Sequence[Raw]) -> None:
        self.lines = list(lines)
        # For each mark on a page: from which line down to which one there is none, since it was looked for there.
        self._without: dict[tuple[int, str], tuple[int, int]] = {}

    def under(self, rule: int) -> int:
        """Tell the notes under a rule; give the line up to which no other rule has any."""
        lines = self.lines
        for at in range(rule + 1, len(lines)):
            line, label = lines[at], LABELLED.match(lines[at].text)
            ends = not label and line.gap and line.indent < HANGING
            if ends or line.page != lines[rule].page or line.furniture:
                return at
            if label and not self._mark(rule, label[1], label[2]):
                return rule + 1
            if label:
                lines[at] = replace(line, text=f"[^{label[1]}]: {line.text[label.end() :]}")
        return len(lines)

    def _mark(self, rule: int, label: str, bracket: str) -> bool:
        """Make the mark of a note, the nearest above a rule on its page, one of Markdown; say whether it has one."""
        lines, page, sign = self.lines, self.lines[rule].page, re.escape(label)
        # A bracket tells a mark from a figure, also after a space.
        bracketed = rf"(?:(?<=[^\W\d]|[.,”\"]) ?|(?<=\w) ){sign}\)(?=[\s.,;:)]|$)"
        mark = re.compile(bracketed if bracket == ")" else rf"(?<=[^\W\d]){sign}(?!\w)")
        upper, lower = self._without.get((page, mark.pattern), (0, 0))
        at, found = rule - 1, None
        while at >= 0 and lines[at].page == page:
            if lower < at < upper:
                at = lower
                continue
            found = mark.search(lines[at].text)
            if found:
                text = lines[at].text
                lines[at] = replace(lines[at], text=f"{text[: found.start()]}[^{label}]{text[found.end() :]}")
                break
            at -= 1
        self._without[page, mark.pattern] = (rule, at)
        return found is not None
