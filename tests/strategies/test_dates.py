"""Dates of which only a part may be known."""

from datetime import date

import pytest

from strategies.dates import PartialDate


@pytest.mark.parametrize(
    ("iso", "precision", "first_day"),
    [
        ("2021-09-21", "day", date(2021, 9, 21)),
        ("2021-09", "month", date(2021, 9, 1)),
        ("2021", "year", date(2021, 1, 1)),
    ],
)
def test_a_date_knows_how_much_of_it_is_known(iso, precision, first_day):
    parsed = PartialDate(iso)
    assert (str(parsed), parsed.precision, parsed.first_day) == (iso, precision, first_day)


@pytest.mark.parametrize(
    "wrong", ["", "21", "2021-13", "2021-02-30", "2021-9-21", "2021-09-21T00:00", "09-2021", "0000"]
)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 — the calendar has words of its own for some of these
        PartialDate(wrong)


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        ("2025", "2024", True),
        ("2024-06", "2024-05-31", True),
        ("2024-05", "2024", False),
        ("2024", "2024-05", False),
        ("2024-05-01", "2024-05-01", False),
        ("2023-12-31", "2024", False),
    ],
)
def test_a_date_is_after_another_only_when_that_is_certain(one, other, after):
    assert PartialDate(one).is_after(PartialDate(other)) is after
