"""What stands beside the running text of a PDF, in letters of another size: figures, facts and voices in the margin."""

from collections.abc import Sequence
from itertools import chain

from portal.importer.sources.pdf.words import Fragment, in_rows, usual_size

OTHER_SIZE = 0.4  # points, from which letters are of another size than the text
WIDE = 3  # words of a line of running text
FEWEST = 2  # lines of what stands beside it
NEAR = 1.2  # heights of the letters between two lines of it
Row = list[Fragment]


def with_asides_apart(rows: Sequence[Row], wider: float) -> list[list[Row]]:
    """Give the rows of a part of a page as the groups they are read in: what stands beside a paragraph is before it.

    `wider` is the distance between rows, in heights of their letters, from which a paragraph begins.
    """
    found = [*chain.from_iterable(rows)]
    asides = _asides(found)
    if not asides:
        return [list(rows)]
    apart = {id(fragment) for aside in asides for fragment in aside}
    rest = in_rows(fragment for fragment in found if id(fragment) not in apart)
    groups: list[list[Row]] = []
    at = 0
    for aside in sorted(asides, key=lambda aside: aside[0].top):
        place = max(_paragraph_at(rest, aside[0].top, wider), at)
        groups += [rest[at:place], in_rows(aside)]
        at = place
    groups.append(rest[at:])
    return [*filter(None, groups)]


def _asides(found: Sequence[Fragment]) -> list[list[Fragment]]:
    usual = usual_size(found)
    text: list[Fragment] = []
    others: list[Fragment] = []
    for fragment in found:
        if not fragment.cells:
            (text if abs(fragment.size - usual) < OTHER_SIZE else others).append(fragment)
    wide = [fragment for fragment in text if fragment.words >= WIDE]
    return [cluster for cluster in _clusters(others) if _is_beside(cluster, wide) and _is_clear(cluster, text)]


def _clusters(found: Sequence[Fragment]) -> list[list[Fragment]]:
    """Put fragments together that stand under each other, and give those that together say something."""
    clusters: list[list[Fragment]] = []
    for fragment in sorted(found, key=lambda fragment: fragment.top):
        near = next((cluster for cluster in clusters if _belongs(fragment, cluster)), None)
        if near is None:
            clusters.append([fragment])
        else:
            near.append(fragment)
    return [cluster for cluster in clusters if _says_something(cluster)]


def _says_something(cluster: Sequence[Fragment]) -> bool:
    """Say whether it is more than a figure, or the bullets of a list, which may be of another size than its items."""
    return len(cluster) >= FEWEST and any(fragment.words > 1 for fragment in cluster)


def _belongs(fragment: Fragment, cluster: Sequence[Fragment]) -> bool:
    last = cluster[-1]
    over = min(fragment.x1, max(other.x1 for other in cluster)) - max(fragment.x0, min(other.x0 for other in cluster))
    return over > 0 and fragment.top - last.bottom < NEAR * max(fragment.size, last.size)


def _is_beside(cluster: Sequence[Fragment], wide: Sequence[Fragment]) -> bool:
    """Say whether most of the lines have running text beside them."""
    beside = [line for line in cluster if any(map(line.is_level_with, wide))]
    return len(beside) * 2 >= len(cluster)


def _is_clear(cluster: Sequence[Fragment], text: Sequence[Fragment]) -> bool:
    """Say whether no text stands between the lines."""
    x0, x1 = min(line.x0 for line in cluster), max(line.x1 for line in cluster)
    level = (one for one in text if one.bottom > cluster[0].top and one.top < cluster[-1].bottom)
    return not any(one.x1 > x0 and one.x0 < x1 for one in level)


def _paragraph_at(rows: Sequence[Row], top: float, wider: float) -> int:
    """Give the row that begins the paragraph at this height."""
    begins = 0
    for at, row in enumerate(rows):
        if row[0].bottom > top + row[0].size:
            break
        above = rows[at - 1] if at else None
        size = max(fragment.size for fragment in chain(row, above or ()))
        if above is None or row[0].bottom - above[0].bottom > wider * size or above[0].size != row[0].size:
            begins = at
    return begins
