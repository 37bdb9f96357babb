"""What somebody should look at in a review, and at which part. A pure function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.importer.review.parts import Part
from portal.importer.review.rows import Row


@dataclass(frozen=True)
class Warned:
    """A warning, the line that it is about (0 for none), and the part that has the line, if any has."""

    line: int
    message: str
    part: Part | None


def warnings_of(report: Mapping[str, Any], rows: Iterable[Row]) -> list[Warned]:
    """Give the warnings of a report, each with its part: the one that has its line, or the one before that line."""
    homes: dict[int, Part] = {}
    for row in rows:
        homes |= {aside.line.number: row.part for aside in row.asides}
        homes |= {line.number: row.part for line in row.lines}
    return [Warned(row["line"], row["message"], homes.get(row["line"])) for row in report.get("warnings", [])]
