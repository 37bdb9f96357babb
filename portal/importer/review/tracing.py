"""Which lines each part of a document came from when it was read, also by what its report says. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.importer.recognising.notice import Reason
from portal.importer.recognising.words import printable, words
from portal.importer.review.parts import Entry, parts_of
from portal.importer.review.provenance import Origins, SourceLine, traced, with_labels


def first_origins(file: Entry, lines: Sequence[SourceLine]) -> Origins:
    """Give the lines of each part of a file that has just been recognised."""
    report = file["report"]
    apart: dict[int, Counter[str]] = defaultdict(Counter)
    for row in (*report["set_aside"], *report["unplaced"]):
        apart[row["line"]].update(words(row["text"]))
    # A heading's label is set aside, and its line is the heading's all the same.
    rest = [(line, _without(apart[line.number], line.text)) for line in lines]
    part_of_it = [replace(line, text=text) for line, text in rest if text or not apart[line.number]]
    whole = {line.number for line, text in rest if not text}
    labels = {row["line"] for row in report["set_aside"] if row["reason"] == Reason.LABEL and row["line"] in whole}
    return with_labels(traced(part_of_it, parts_of(file)), lines, labels)


def _without(apart: Counter[str], text: str) -> str:
    """Give a line without the words at its beginning that are set aside; nothing where all of it is."""
    there, left = words(printable(text)), Counter(apart)
    if not Counter(there) - left:
        return "" if left else text
    first = 0
    while left[there[first]] > 0:
        left[there[first]] -= 1
        first += 1
    return " ".join(there[first:]) if first else text


def row_by_row(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """Give one line for each number: the cells of a table's row have the same."""
    rows: dict[int, SourceLine] = {}
    for line in lines:
        above = rows.get(line.number)
        rows[line.number] = replace(above, text=f"{above.text} {line.text}") if above else line
    return list(rows.values())
