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
