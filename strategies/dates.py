"""Dates of which only a part may be known: a day, a month or a year. Pure values."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as formatted

# How a date is written in prose, by how much of it is known.
_IN_PROSE = {"day": "j F Y", "month": "F Y", "year": "Y"}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date as a document gives it: "2021-09-21", "2021-09" or "2021" (ISO 8601, reduced precision)."""

    iso: str

    def __post_init__(self) -> None:
        """Raise ValueError for anything that is not such a date."""
        match = _PARTIAL.fullmatch(self.iso)
        if not match:
            raise ValueError(f"{self.iso!r} is not a date such as 2021-09-21, 2021-09 or 2021")
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))

    def __str__(self) -> str:
        return self.iso

    @property
    def precision(self) -> str:
        """Say how much is known: "year", "month" or "day"."""
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]

    @property
    def in_words(self) -> str:
        """Write it as in prose in the active language: "21 september 2021", "september 2021" or "2021"."""
        return formatted(self.first_day, _IN_PROSE[self.precision])

    def is_after(self, other: "PartialDate") -> bool:
        """Say whether this is certainly later: 2024-05 is not after 2024, which may mean any day of that year."""
        known = min(len(self.iso), len(other.iso))
        return self.iso[:known] > other.iso[:known]

    @property
    def first_day(self) -> date:
        """Give the earliest day that the date can mean."""
        return date.fromisoformat(self.iso + "-01-01"[len(self.iso) - 4 :])
