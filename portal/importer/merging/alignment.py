"""Two lists in the same order, of which each may have items that the other lacks: which goes with which."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Reason = TypeVar("Reason")
MOST = 400  # items of either list that are all compared with those of the other
Score = Callable[[Item, Item], tuple[float, Reason] | None]


def aligned(old: Sequence[Item], new: Sequence[Item], score: Score[Item, Reason]) -> list[tuple[Item, Item, Reason]]:
    """Pair items of `old` and `new` without crossing. `score` says how well two go together; None: they never do.

    Lists of the same length are paired by place. Otherwise the pairs with the highest scores in all are made, and what
    stands between two pairs is paired by place where it is as many on either side. Of lists longer than any document
    has, items are paired with those about as far on.
    """
    if len(old) == len(new):
        beside = [(one, other, score(one, other)) for one, other in zip(old, new, strict=True)]
        paired = [(one, other, given[1]) for one, other, given in beside if given is not None]
        if len(paired) == len(beside):
            return paired
    return [pair for some, others in pieces(old, new) for pair in _aligned(some, others, score)]


def pieces(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[Sequence[Item], Sequence[Item]]]:
    """Cut two lists into as many pieces, in order, of which none is longer than `MOST`: each is compared by itself."""
    count = max(1, -(-max(len(old), len(new)) // MOST))
    for place in range(count):
        yield _piece(old, place, count), _piece(new, place, count)


def _piece(items: Sequence[Item], place: int, count: int) -> Sequence[Item]:
    return items[place * len(items) // count : (place + 1) * len(items) // count]


def _aligned(old: Sequence[Item], new: Sequence[Item], score: Score[Item, Reason]) -> list[tuple[Item, Item, Reason]]:
    scores = [[score(one, other) for other in new] for one in old]
    pairs = _between(_best(scores, len(old), len(new)), scores, len(old), len(new))
    reasons = ((one, other, scores[one][other]) for one, other in pairs)
    return [(old[one], new[other], given[1]) for one, other, given in reasons if given is not None]


def _best(scores: Sequence[Sequence[tuple[float, Reason] | None]], rows: int, columns: int) -> list[tuple[int, int]]:
    """Give the pairs without crossing that have the highest score in all; pairs that score 0 are left out."""
    total = [[0.0] * (columns + 1) for _row in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            given = scores[row][column]
            paired = total[row + 1][column + 1] + given[0] if given and given[0] > 0 else -1.0
            total[row][column] = max(paired, total[row + 1][column], total[row][column + 1])
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        if total[row][column] == total[row + 1][column]:
            row += 1
        elif total[row][column] == total[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs


def _between(
    pairs: list[tuple[int, int]], scores: Sequence[Sequence[tuple[float, Reason] | None]], rows: int, columns: int
) -> list[tuple[int, int]]:
    """Add the pairs between `pairs` where as many are left on either side."""
    result = []
    above = (-1, -1)
    for pair in [*pairs, (rows, columns)]:
        left, right = range(above[0] + 1, pair[0]), range(above[1] + 1, pair[1])
        if len(left) == len(right):
            result += [(one, other) for one, other in zip(left, right, strict=True) if scores[one][other] is not None]
        if pair != (rows, columns):
            result.append(pair)
        above = pair
    return result
