"""Tables of facts about a document: which cells are labels, and which are their values. Pure functions."""

from collections.abc import Sequence
from itertools import pairwise

from portal.importer.recognising.facts.labels import takes_label
from portal.importer.recognising.lines.prose import Prose

UNKNOWN = "publication_labelled"  # what a label is for that nobody knows, among others that are known
FEWEST_KNOWN = 2  # labels, among which there may be unknown ones
LONGEST_LABEL = 60  # letters

Pair = tuple[str, Prose, Prose]  # what a label is for, the label, its value


def labelled_cells(rows: Sequence[Sequence[Prose]]) -> list[Pair] | None:
    """Read a table of facts: give (meaning, label, value) of each pair; None where most cells are no labels’ pairs.

    A cell has “Label: value”, or the label on its first line; or a column of labels stands before one of values, or a
    row of them above one.
    """
    readings = (_within_cells(rows), _on_lines(rows), _side_by_side(rows), _above(rows))
    return next((found for pairs in readings if (found := _as_facts(pairs))), None)


def _as_facts(pairs: Sequence[tuple[Prose, Prose]]) -> list[Pair]:
    """Give the pairs with what each is for, where all labels are known, or most are and none of them is a text."""
    found = [(takes_label(label.text.strip().rstrip(":")), label, value) for label, value in pairs]
    unknown = [label for meaning, label, _value in found if not meaning]
    known = len(found) - len(unknown)
    if unknown and known < max(FEWEST_KNOWN, len(unknown) + 1):
        return []
    if not all(0 < len(label.text) <= LONGEST_LABEL for label in unknown):
        return []
    return [(meaning or UNKNOWN, label, value) for meaning, label, value in found]


def _within_cells(rows: Sequence[Sequence[Prose]]) -> list[tuple[Prose, Prose]]:
    found = []
    for cell in (cell for row in rows for cell in row if cell):
        label, colon, _value = cell.text.partition(":")
        if not colon:
            return []
        found.append((cell.cut(0, len(label) + 1), cell.cut(len(label) + 1)))
    return found


def _on_lines(rows: Sequence[Sequence[Prose]]) -> list[tuple[Prose, Prose]]:
    """Read cells that have the label on their first line, and the value below."""
    cells = [cell for row in rows for cell in row if cell]
    below = [cell for cell in cells if len(cell.origins) > 1]
    if len(below) * 2 < len(cells):
        return []
    # What has one line only is the table's title, or a label whose value has not been filled in.
    return [(cell.cut(0, _second_line(cell)), cell.cut(_second_line(cell))) for cell in below]


def _second_line(cell: Prose) -> int:
    return next((at for (_before, first), (at, line) in pairwise(cell.origins) if line != first), len(cell.text))


def _side_by_side(rows: Sequence[Sequence[Prose]]) -> list[tuple[Prose, Prose]]:
    found = []
    for row in rows:
        cells = list(row) if len(row) % 2 == 0 else [*row, Prose("")]
        found += [(label, value) for label, value in zip(cells[::2], cells[1::2], strict=True) if label or value]
    return found


def _above(rows: Sequence[Sequence[Prose]]) -> list[tuple[Prose, Prose]]:
    """Read rows of labels each above a row of values."""
    found: list[tuple[Prose, Prose]] = []
    for labels, values in zip(rows[::2], rows[1::2], strict=False):
        if len(rows) % 2 or len(values) > len(labels):
            return []
        padded = [*values, *[Prose("")] * (len(labels) - len(values))]
        found += [(label, value) for label, value in zip(labels, padded, strict=True) if label or value]
    return found
