"""Dates as Swedish documents write them, into the form that the portal keeps. Pure functions."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
    *("augusti", "september", "oktober", "november", "december"),
)
_SHORT = "|".join(f"{month[:3]}[a-zé]*\\.?" for month in MONTHS)
_FORMS = (
    r"(?P<y1>(?:19|20)\d\d)\s?[-–./]\s?(?P<m1>\d{1,2})\s?[-–./]\s?(?P<d1>\d{1,2})",
    r"(?P<d2>\d{1,2})\s?[./-]\s?(?P<m2>\d{1,2})\s?[./-]\s?(?P<y2>(?:19|20)\d\d)",
    rf"(?:den\s+)?(?P<d3>\d{{1,2}})(?:[:.]?e|\.)?\s+(?P<m3>{_SHORT})\s+(?P<y3>(?:19|20)\d\d)",
    rf"(?P<m4>{_SHORT})\s+(?P<y4>(?:19|20)\d\d)",
    r"(?P<y5>(?:19|20)\d\d)(?P<m5>0[1-9]|1[0-2])(?P<d5>[0-3]\d)",
    r"(?P<y6>\d\d)(?P<m6>0[1-9]|1[0-2])(?P<d6>[0-3]\d)",
    r"(?P<y7>(?:19|20)\d\d)-(?P<m7>0[1-9]|1[0-2])",
    r"(?P<y8>(?:19|20)\d\d)",
)
_DATE = re.compile(rf"(?<![\w/§])(?:{'|'.join(_FORMS)})(?!\w|[-:/]\d(?!\d{{3}}\b))", re.IGNORECASE)
_CENTURY = 2000


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: where it begins and ends there, and what it is (“2021-09-21”, “2021-09” or “2021”)."""

    start: int
    end: int
    iso: str


def dates_in(text: str, years_too: bool = False) -> list[FoundDate]:
    """Give the dates in `text`, in order. A year that stands alone is one only with `years_too`."""
    found = []
    for match in _DATE.finditer(text):
        iso = _iso({name: value for name, value in match.groupdict().items() if value})
        if iso and (years_too or len(iso) > len("2021")):
            found.append(FoundDate(match.start(), match.end(), iso))
    return found


def _iso(parts: dict[str, str]) -> str:
    """Give the date that the parts of one form make; empty where the calendar has none such."""
    by_part = {name[0]: value for name, value in parts.items()}
    year = by_part["y"] if len(by_part["y"]) > len("21") else str(_CENTURY + int(by_part["y"]))
    month = [_month(by_part["m"])] if "m" in by_part else []
    day = [int(by_part["d"])] if "d" in by_part else []
    numbers = [int(year), *month, *day]
    try:
        date(*numbers, *[1] * (len("ymd") - len(numbers)))
    except ValueError:
        return ""
    return "-".join(f"{number:02}" for number in numbers)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return next(number for number, month in enumerate(MONTHS, start=1) if month[:3] == written[:3].lower())
