"""Finding a strategy's defined terms in its texts, in whatever form of the word. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STEMMERS = {"sv": "swedish", "en": "english"}


@dataclass(frozen=True)
class Found:
    """A defined term where it stands in a text: from `start` up to `end`, with the uid of its definition."""

    start: int
    end: int
    uid: str


class TermFinder:
    """The defined terms of one strategy in one language, ready to be found in its texts."""

    def __init__(self, terms: Iterable[tuple[str, str]], language: str) -> None:
        """Take (uid, term) pairs. Of two terms that begin alike, the longer is found first."""
        self._language = language
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for uid, term in terms:
            stems = tuple(self._stem(match.group()) for match in _WORD.finditer(term))
            if stems:
                self._by_first.setdefault(stems[0], []).append((stems, uid))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def found_in(self, text: str) -> Iterator[Found]:
        """Give each place in `text` where a defined term stands, from the beginning to the end."""
        words = [(match.start(), match.end(), self._stem(match.group())) for match in _WORD.finditer(text)]
        index = 0
        while index < len(words):
            length = 1
            for stems, uid in self._by_first.get(words[index][2], ()):
                if tuple(word[2] for word in words[index : index + len(stems)]) == stems:
                    length = len(stems)
                    yield Found(words[index][0], words[index + length - 1][1], uid)
                    break
            index += length

    def _stem(self, word: str) -> str:
        # An abbreviation such as SFI has no forms, and must not be taken for a word that happens to look like it.
        if word.isupper() and len(word) > 1:
            return word
        return _stem(word.lower(), self._language)


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


@cache
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))
