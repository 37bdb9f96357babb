"""Tables of commitments: which column is the commitment itself, and what the others say of it. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.documents.recognising import vocabulary
from portal.documents.recognising.phrases import commitment_label, fact_label, responsible_label
from portal.documents.recognising.prose import Prose
from portal.documents.recognising.words import folded

OF_COMMITMENTS = ("focus_area", "long_term_goal", "sub_goal", "measure")
OUTER_FIRST = {kind: place for place, kind in enumerate(OF_COMMITMENTS)}


@dataclass(frozen=True)
class Columns:
    """What each column of a table of commitments holds: a kind of commitment, “role:…”, “number”, or its own title."""

    meanings: tuple[str, ...]
    titles: tuple[Prose, ...]

    @property
    def kinds(self) -> list[tuple[int, str]]:
        """Give the columns that hold commitments, the outermost kind first, each with its kind."""
        found = [(at, meaning) for at, meaning in enumerate(self.meanings) if meaning in OF_COMMITMENTS]
        return sorted(found, key=lambda pair: OUTER_FIRST[pair[1]])


def columns(rows: Sequence[Sequence[Prose]]) -> Columns | None:
    """Read the first row as the titles of the columns; None where the table holds no commitments.

    A column that says who is responsible, or when, must stand beside the commitments, or at least two kinds of them.
    """
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004
        return None
    titles = tuple(rows[0])
    meanings = tuple(_meaning(title.text) for title in titles)
    if meanings.count("sub_goal") > 1:
        first = meanings.index("sub_goal")
        meanings = (*meanings[:first], "long_term_goal", *meanings[first + 1 :])
    kinds = [meaning for meaning in meanings if meaning in OF_COMMITMENTS]
    if not kinds or len(set(kinds)) < len(kinds) or any(len(row) > len(titles) for row in rows):
        return None
    return Columns(meanings, titles)


def _meaning(title: str) -> str:
    phrase = folded(title)
    if phrase in vocabulary.COLUMNS["number"]:
        return "number"
    if phrase in vocabulary.COLUMNS["responsible"]:
        return "role:lead"
    role = responsible_label(title)
    return f"role:{role}" if role else commitment_label(title) or title.strip()


def labelled_cells(rows: Sequence[Sequence[Prose]]) -> list[tuple[str, Prose, Prose]] | None:
    """Read a table of facts: give (meaning, label, value) of each pair; None where most cells are no labels' pairs.

    A cell has “Label: value”, or a column of labels stands before one of values, or above it.
    """
    pairs = _within_cells(rows) or _side_by_side(rows) or _above(rows)
    return pairs or None


def fact_meaning(text: str) -> str:
    """Say what a label in a table of facts is for: a key of the vocabulary, “role:…”, or nothing."""
    label = text.strip().rstrip(":")
    role = responsible_label(label)
    return fact_label(label) or (f"role:{role}" if role else "")


def _within_cells(rows: Sequence[Sequence[Prose]]) -> list[tuple[str, Prose, Prose]]:
    cells = [cell for row in rows for cell in row if cell]
    found = []
    for cell in cells:
        label, colon, _value = cell.text.partition(":")
        meaning = fact_meaning(label) if colon else ""
        if not meaning:
            return []
        found.append((meaning, cell.cut(0, len(label) + 1), cell.cut(len(label) + 1)))
    return found


def _side_by_side(rows: Sequence[Sequence[Prose]]) -> list[tuple[str, Prose, Prose]]:
    found = []
    for row in rows:
        cells = list(row) if len(row) % 2 == 0 else [*row, Prose("")]
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            if not label and not value:
                continue
            meaning = fact_meaning(label.text)
            if not meaning:
                return []
            found.append((meaning, label, value))
    return found


def _above(rows: Sequence[Sequence[Prose]]) -> list[tuple[str, Prose, Prose]]:
    """Read rows of labels each above a row of values."""
    if len(rows) % 2:
        return []
    found = []
    for labels, values in zip(rows[::2], rows[1::2], strict=True):
        if len(values) > len(labels):
            return []
        padded = [*values, *[Prose("")] * (len(labels) - len(values))]
        for label, value in zip(labels, padded, strict=True):
            if not label and not value:
                continue
            meaning = fact_meaning(label.text)
            if not meaning:
                return []
            found.append((meaning, label, value))
    return found
