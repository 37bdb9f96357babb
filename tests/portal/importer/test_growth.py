"""A document twice as long takes at most about twice as long to read, in each step: none stops the portal."""

import os
from time import process_time

import pytest

from portal.importer.recognising import recognise
from portal.importer.sources.reader import open_source
from tests.portal.importer.growth import GRANBRO, MANY, RUNS, Sort, lines_run

THOROUGH = os.environ.get("THOROUGH", "").lower() in ("true", "1")
MOST = 2.5  # times what half the document took
FEW = 10  # parts of a document whose lines of code are counted
SHORTEST, LONGEST = 0.02, 0.4  # seconds, from which a time tells something and from which it tells enough
MANIEST = 200_000  # parts of a document that is still read at once


@pytest.mark.parametrize("sort", MANY.values(), ids=MANY.keys())
def test_each_step_takes_twice_as_many_lines_of_code_for_twice_the_document(sort):
    lines_run(sort, 2 * FEW)  # so that what is remembered of words is remembered for both
    once, twice = lines_run(sort, FEW), lines_run(sort, 2 * FEW)
    grown = {step: twice[step] / count for step, count in once.items() if twice[step] > MOST * count}
    assert not grown


@pytest.mark.skipif(not THOROUGH, reason="takes minutes: THOROUGH=1 runs it")
@pytest.mark.parametrize("sort", (MANY | RUNS).values(), ids=(MANY | RUNS).keys())
def test_twice_the_document_takes_twice_the_time(sort):
    parts, times = 125, [seconds(sort, 125)]
    while max(times[-1]) < LONGEST and parts < MANIEST:
        parts *= 2
        times.append(seconds(sort, parts))
    if any(too_slow(times[-3:])):
        times = [best_of_three(sort, each) for each in (parts // 4, parts // 2, parts)]
    assert not any(too_slow(times[-3:]))


def too_slow(times: list[list[float]]) -> list[bool]:
    """Say of each step whether it grew too much in two doublings: where a memory is full, one may cost more."""
    return [last > MOST**2 * max(first, SHORTEST) for first, last in zip(times[0], times[-1], strict=True)]


@pytest.mark.parametrize(
    "sort",
    [
        Sort("x.md", lambda parts: "# " + "a " * parts),
        Sort("x.html", lambda parts: f"<style>font-size:12pt {'a' * 2 * parts}</style><p>Mål</p>"),
        Sort("x.md", lambda parts: "# S\n\n" + "|" * 10 * parts),
        Sort("x.md", RUNS["a run of '_'"].content),
        Sort("x.md", RUNS["a run of '1'"].content),
    ],
)
def test_what_once_took_half_a_minute_is_read_at_once(sort):
    assert sum(seconds(sort, 10_000)) < 1


def best_of_three(sort: Sort, parts: int) -> list[float]:
    return list(map(min, zip(*(seconds(sort, parts) for _time in range(3)), strict=True)))


def seconds(sort: Sort, parts: int) -> list[float]:
    """Give how long a document takes to be read into lines, and to be recognised, by the clock of this process."""
    began = process_time()
    source = open_source(sort.document(parts), sort.name)
    opened = process_time()
    recognise(source, GRANBRO)
    return [opened - began, process_time() - opened]
