"""Tables of commitments: which column is the commitment itself, and what the others say of it. Pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.documents.recognising import vocabulary
from portal.documents.recognising.phrases import commitment_label, responsible_label
from portal.documents.recognising.prose import Prose
from portal.documents.recognising.words import folded

_COLUMNS = {key: re.compile("|".join(patterns)) for key, patterns in vocabulary.COLUMNS.items()}
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:och|eller)\s+")
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
