"""The rows of a table go in; which columns have commitments, and what others say of them, comes out. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising import vocabulary
from portal.importer.recognising.lines.prose import Prose
from portal.importer.recognising.structure.phrases import KINDS, OUTER_FIRST, commitment_label, responsible_label
from portal.importer.recognising.words import folded, words

_COLUMNS = {key: re.compile("|".join(patterns)) for key, patterns in vocabulary.COMMITMENTS.columns.items()}
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:och|eller)\s+")
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
        found = [(at, meaning) for at, meaning in enumerate(self.meanings) if meaning in KINDS]
        return sorted(found, key=lambda pair: OUTER_FIRST[pair[1]])


Row = Sequence[Prose]
# What a row says: a meaning as that of a column, or “caption” where it has one cell; its label, and its value.
Card = tuple[str, Prose, Prose]


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
    """Read the row at `header` as the titles of columns, of which some hold commitments."""
    titles, below = tuple(rows[header]), rows[header + 1 :]
    found = Columns(_meanings(titles), titles, header)
    return found if _are_titles(titles) and _parts_kinds(found) and _says_something(below, found) else None


def _meanings(titles: Sequence[Prose]) -> tuple[str, ...]:
    meanings = [_meaning(title.text) for title in titles]
    if meanings.count("sub_goal") > 1:
        meanings[meanings.index("sub_goal")] = "long_term_goal"
    return tuple(meanings)


def _are_titles(titles: Sequence[Prose]) -> bool:
    return len(titles) >= FEWEST_COLUMNS and all(len(words(title.text)) <= LONGEST_COLUMN_TITLE for title in titles)


def _parts_kinds(found: Columns) -> bool:
    """Say whether there are commitments, and each kind of them has one column."""
    kinds = [kind for _at, kind in found.kinds]
    return bool(kinds) and len(set(kinds)) == len(kinds)


def _says_something(rows: Sequence[Row], found: Columns) -> bool:
    """Say whether the cells of the innermost commitments are words: those of a table of figures are numbers."""
    if not rows or any(len(row) > len(found.titles) for row in rows):
        return False
    inner, _kind = found.kinds[-1]
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


def cards(rows: Sequence[Row]) -> list[Card] | None:
    """Read a table whose first column says what stands beside it.

    None where fewer than two rows begin commitments or say who answers.
    """
    found = [_card(row) for row in rows]
    read = [card for card in found if card is not None]
    of_commitments = sum(card[0] in KINDS for card in read)
    of_roles = sum(card[0].startswith("role:") for card in read)
    return read if len(read) == len(found) and of_commitments and of_commitments + of_roles > 1 else None


def _card(row: Row) -> Card | None:
    cells = filled(row)
    if len(cells) == 1 and row[0]:
        return "caption", cells[0], Prose("")
    if len(row) == len(cells) == FEWEST_COLUMNS and len(words(row[0].text)) <= LONGEST_COLUMN_TITLE:
        return _meaning(row[0].text.rstrip(": ")), row[0], row[1]
    return None


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
