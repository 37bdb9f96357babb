"""Uids for recognised nodes: the same document gives the same, and so does a new edition for what continues."""

import hashlib
from collections import Counter

from portal.importer.recognising.strategy_file import UID_ALPHABET
from portal.importer.recognising.words import squeezed

LETTERS = 23  # of the alphabet, before its figures
LENGTH = 10


class Identities:
    """Gives uids for the nodes of one document, in the series that `series` names."""

    def __init__(self, *series: str) -> None:
        """Take what the series is known by: the municipality's code and the series' slug."""
        self._series = series
        self._counted: Counter[tuple[str, ...]] = Counter()
        self._given: set[str] = set()

    def uid(self, *known_by: str) -> str:
        """Give the uid of the node known by its list, kind, title and text; equal ones differ by their order."""
        key = tuple(squeezed(part) for part in known_by)
        self._counted[key] += 1
        for attempt in range(len(self._given) + 1):
            found = _digits("\n".join((*self._series, *key, str(self._counted[key]), str(attempt))))
            if found not in self._given:
                break
        self._given.add(found)
        return found


def _digits(text: str) -> str:
    value = int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest())
    value, first = divmod(value, LETTERS)
    letters = [UID_ALPHABET[first]]
    for _index in range(LENGTH - 1):
        value, place = divmod(value, len(UID_ALPHABET))
        letters.append(UID_ALPHABET[place])
    return "".join(letters)
