"""The order in which the parts of a PDF's page are read: columns one after the other, between what goes across."""

from collections.abc import Iterator
from itertools import chain
from statistics import median

from portal.importer.sources.pdf.words import Fragment, in_rows

FEWEST_LINES = 4  # that a column of running text has
FEWEST_WORDS = 3  # that a line of it has, in the middle of all
NARROWEST = 0.5  # heights of the letters between two columns
DEEPEST = 4  # columns in columns
MOST_FRAGMENTS = 2_000  # on a page that has running text


def in_order(found: list[Fragment], depth: int = 0) -> Iterator[list[list[Fragment]]]:
    """Give the parts of a page in reading order, each as its rows."""
    edge = _edge(found) if depth < DEEPEST and len(found) < MOST_FRAGMENTS else None
    if edge is not None:
        yield from _by_columns(found, edge, depth)
    elif found:
        yield in_rows(found)


def _by_columns(found: list[Fragment], edge: float, depth: int) -> Iterator[list[list[Fragment]]]:
    """Give the parts of a page with two columns, of which the right one begins at `edge`."""
    waiting: list[Fragment] = []
    for zone, closing in _zones(found, edge):
        if _has_columns(zone, edge):
            before, columns, after = _parted(zone, edge)
            if waiting or before:
                yield in_rows([*waiting, *before])
            for side in _sides(columns, edge):
                yield from in_order(side, depth + 1)
            waiting = after
        else:
            waiting = waiting + zone
        waiting = [*waiting, closing] if closing else waiting
    if waiting:
        yield in_rows(waiting)


def _edge(found: list[Fragment]) -> float | None:
    """Give where the right one of two columns begins, if there are two somewhere on the page."""
    best, most = None, 0
    for start in _starts(found):
        lines = sum(len(zone) for zone, _closing in _zones(found, start) if _has_columns(zone, start))
        if lines > most:
            best, most = start, lines
    return best


def _starts(found: list[Fragment]) -> Iterator[float]:
    """Give where enough lines for a column begin at the same place, more or less."""
    starts = sorted(fragment.x0 for fragment in found if not fragment.cells)
    for at, (start, last) in enumerate(zip(starts, starts[FEWEST_LINES - 1 :], strict=False)):
        if (at == 0 or start - starts[at - 1] >= 1) and last - start <= FEWEST_LINES:
            yield start


def _zones(found: list[Fragment], edge: float) -> Iterator[tuple[list[Fragment], Fragment | None]]:
    """Give what stands between two fragments that go across an edge, each time with the lower one of these."""
    across = sorted((one for one in found if _crosses(one, edge)), key=lambda fragment: fragment.top)
    waiting = sorted((one for one in found if not _crosses(one, edge)), key=_middle)
    at = 0
    for closing in across:
        begin = at
        while at < len(waiting) and _middle(waiting[at]) < _middle(closing):
            at += 1
        yield waiting[begin:at], closing
    yield waiting[at:], None


def _crosses(fragment: Fragment, edge: float) -> bool:
    return fragment.x0 < edge - 1 and fragment.x1 > edge - NARROWEST * fragment.size


def _middle(fragment: Fragment) -> float:
    """Give twice how far down its middle is."""
    return fragment.top + fragment.bottom


def _sides(zone: list[Fragment], edge: float) -> tuple[list[Fragment], list[Fragment]]:
    left = [fragment for fragment in zone if fragment.x0 < edge - 1]
    return left, [fragment for fragment in zone if fragment.x0 >= edge - 1]


def _has_columns(zone: list[Fragment], edge: float) -> bool:
    """Say whether what stands left and right of `edge` is running text, and not the cells of a table or labels."""
    if any(fragment.cells for fragment in zone):
        return False
    sides = _sides(zone, edge)
    if any(len(side) < FEWEST_LINES or median(fragment.words for fragment in side) < FEWEST_WORDS for side in sides):
        return False
    tops, bottoms = zip(*((side[0].top, side[-1].bottom) for side in sides), strict=True)
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) > shorter / 2


def _parted(zone: list[Fragment], edge: float) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """Part what stands above and below the columns from them: in one of them only, and further off than a line."""
    bands: list[list[Fragment]] = []
    bottom = 0.0
    for fragment in sorted(zone, key=lambda fragment: fragment.top):
        if not bands or fragment.top - bottom > fragment.size:
            bands.append([])
        bands[-1].append(fragment)
        bottom = max(bottom, fragment.bottom)
    running = [at for at, band in enumerate(bands) if all(_wordy(side) for side in _sides(band, edge))]
    first, last = (running[0], running[-1]) if running else (0, len(bands) - 1)
    above, columns, below = bands[:first], bands[first : last + 1], bands[last + 1 :]
    return [*chain(*above)], [*chain(*columns)], [*chain(*below)]


def _wordy(side: list[Fragment]) -> bool:
    return any(fragment.words >= FEWEST_WORDS for fragment in side)
