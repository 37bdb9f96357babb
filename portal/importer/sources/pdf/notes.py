"""The notes at the feet of a PDF's pages: small, and begun with the label of a mark in the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.importer.sources.line import Line
from portal.importer.sources.pdf.furniture import is_small
from portal.importer.sources.pdf.words import usual_size

LABELLED = re.compile(r"(\d{1,2})[.)]?\s*(?=[^\W\d_]|[”\"(])")


def with_notes(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with those as notes that are small and begin with the label of a mark on their page or before."""
    usual = usual_size(lines)
    told = list(lines)
    marked: set[str] = set()
    note: Line | None = None
    for at, line in enumerate(lines):
        marked |= {mark.label for mark in line.marks}
        small = is_small(line, usual) and _is_plain(line)
        label, begin = _label(line) if small else ("", 0)
        if label and label in marked:
            note = told[at] = replace(line.without(0, begin), note=label, item=None)
        elif small and note and _goes_on(line, note):
            told[at] = replace(line, note=note.note)
        else:
            note = None
    return told


def _is_plain(line: Line) -> bool:
    return not (line.cell or line.furniture or line.note or line.heading)


def _goes_on(line: Line, note: Line) -> bool:
    return not line.gap and not line.item and (line.page, line.size) == (note.page, note.size)


def _label(line: Line) -> tuple[str, int]:
    """Give the label that a line begins with, and where what it labels begins."""
    if line.item:
        mark = line.item.mark.strip(".)")
        return (mark, 0) if mark.isdecimal() else ("", 0)
    found = LABELLED.match(line.text)
    return (found[1], found.end()) if found else ("", 0)
