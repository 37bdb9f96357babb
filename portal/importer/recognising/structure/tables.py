"""Tables of commitments: which column is the commitment itself, and what the others say of it. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising import vocabulary
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.phrases import commitment_label, responsible_label
from portal.importer.recognising.words import folded, words

_COLUMNS = {key: re.compile("|".join(patterns)) for key, patterns in vocabulary.COMMITMENTS.columns.items()}
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:och|eller)\s+")
OF_COMMITMENTS = ("focus_area", "long_term_goal", "sub_goal", "measure")
OUTER_FIRST = {kind: place for place, kind in enumerate(OF_COMMITMENTS)}


FEWEST_COLUMNS = 2
LONGEST_COLUMN_TITLE = 8  # words
MOST_CAPTIONS = 2  # rows above the titles of the columns


@dataclass(frozen=True)
class Columns:
    """What each column of a table of commitments holds: a kind of commitment, “role:…”, “number”, or its own title.

    `header` is the place of the row that says so; -1 where it is another table’s, which this one goes on with.
    """

    meanings: tuple[str, ...]
    titles: tuple[Prose, ...]
    header: int = 0

    @property
    def kinds(self) -> list[tuple[int, str]]:
        """Give the columns that hold commitments, the outermost kind first, each with its kind."""
        found = [(at, meaning) for at, meaning in enumerate(self.meanings) if meaning in OF_COMMITMENTS]
        return sorted(found, key=lambda pair: OUTER_FIRST[pair[1]])


Row = Sequence[Prose]


def columns(rows: Sequence[Row], before: Columns | None = None) -> Columns | None:
    """Read the row with the titles of the columns; None where the table holds no commitments.

    Rows of one cell may stand above it, such as the name of an area. A table that has no titles goes on with the one
    `before` it.
    """
    for header, row in enumerate(rows[: MOST_CAPTIONS + 1]):
        if len(filled(row)) > 1:
            return _columns(rows, header) or _going_on(rows, before)
    return _going_on(rows, before)


def _columns(rows: Sequence[Row], header: int) -> Columns | None:
    titles = tuple(rows[header])
    meanings = tuple(_meaning(title.text) for title in titles)
    if meanings.count("sub_goal") > 1:
        first = meanings.index("sub_goal")
        meanings = (*meanings[:first], "long_term_goal", *meanings[first + 1 :])
    kinds = [meaning for meaning in meanings if meaning in OF_COMMITMENTS]
    too_long = any(len(words(title.text)) > LONGEST_COLUMN_TITLE for title in titles)
    below = rows[header + 1 :]
    if too_long or not kinds or not below or len(set(kinds)) < len(kinds) or len(titles) < FEWEST_COLUMNS:
        return None
    if any(len(row) > len(titles) for row in below) or not _says_something(below, meanings):
        return None
    return Columns(meanings, titles, header)


def _says_something(rows: Sequence[Row], meanings: Sequence[str]) -> bool:
    """Say whether the cells of the innermost commitments are words: those of a table of figures are numbers."""
    inner = max((OUTER_FIRST[meaning], at) for at, meaning in enumerate(meanings) if meaning in OF_COMMITMENTS)[1]
    cells = [row[inner].text for row in rows if inner < len(row) and row[inner]]
    return sum(any(map(str.isalpha, text)) and len(words(text)) > 1 for text in cells) * 2 >= len(cells)


def _going_on(rows: Sequence[Row], before: Columns | None) -> Columns | None:
    """Give the columns of the table before, where this one has as many, and is no table of figures or facts."""
    if before is None or not rows or max(len(row) for row in rows) != len(before.titles):
        return None
    return replace(before, header=-1)


def filled(row: Row) -> list[Prose]:
    """Give the cells of a row that have text."""
    return [cell for cell in row if cell]


def of_commitments(rows: Sequence[Row]) -> bool:
    """Say whether a table has commitments, in its rows or beside the labels of its first column."""
    return columns(rows) is not None or cards(rows) is not None


def has_areas(rows: Sequence[Row]) -> bool:
    """Say whether a table of commitments has areas of its own: a column of them, or rows that name one."""
    found = columns(rows)
    if found is None:
        return any(meaning == "caption" for meaning, _label, _value in cards(rows) or ())
    return "focus_area" in found.meanings or any(
        len(filled(row)) == 1 and bool(row[0]) for at, row in enumerate(rows) if at != found.header
    )


def cards(rows: Sequence[Row]) -> list[tuple[str, Prose, Prose]] | None:
    """Read a table whose first column says what stands beside it: give (meaning, label, value) of each row.

    A row of one cell is a caption: its meaning is “caption”. None where fewer than two rows begin commitments or say
    who answers.
    """
    found: list[tuple[str, Prose, Prose]] = []
    for row in rows:
        cells = filled(row)
        if len(cells) == 1 and row[0]:
            found.append(("caption", cells[0], Prose("")))
        elif len(row) == len(cells) == FEWEST_COLUMNS and len(words(row[0].text)) <= LONGEST_COLUMN_TITLE:
            found.append((_meaning(row[0].text.rstrip(": ")), row[0], row[1]))
        else:
            return None
    known = [meaning for meaning, _label, _value in found if meaning in OF_COMMITMENTS or meaning.startswith("role:")]
    return found if len(known) > 1 and set(known) & set(OF_COMMITMENTS) else None


def _meaning(title: str) -> str:
    """Say what a column is, by its title: a kind of commitment, “role:…”, “number”, or else the title itself."""
    for part in (title, *_BETWEEN.split(title)):
        phrase = folded(part)
        role = responsible_label(part)
        found = next((key for key, pattern in _COLUMNS.items() if pattern.fullmatch(phrase)), "")
        if found in ("responsible", "contributing"):
            role = role or {"responsible": "lead"}.get(found, found)
        if role:
            return f"role:{role}"
        if kind := commitment_label(part) or found:
            return kind
    return title.strip()
