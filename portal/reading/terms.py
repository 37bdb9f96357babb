"""Finding a strategy's defined terms in its texts, in whatever form of the word. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MOST_STEMS = 100_000  # that are kept: more words than the texts of all strategies have
_STEMMERS = {"sv": "swedish", "en": "english"}


@dataclass(frozen=True)
class Found:
    """A defined term where it stands in a text: from `start` up to `end`, with the uid of its definition."""

    start: int
    end: int
    uid: str


@dataclass
class _Begun:
    """The words that terms may go on with after those so far, and the uid of the term that those are, if any."""

    below: dict[str, "_Begun"] = field(default_factory=dict)
    uid: str = ""

    def put(self, words: Iterable[str], uid: str) -> None:
        """Add a term; of two that are the same, the first stays."""
        begun = self
        for word in words:
            begun = begun.below.setdefault(word, _Begun())
        begun.uid = begun.uid or uid

    def longest(self, words: Iterable[str]) -> tuple[int, str]:
        """Give of how many words the longest term is that `words` begin with, and its uid; 0 where none does."""
        begun: _Begun | None = self
        found = (0, "")
        for length, word in enumerate(words, start=1):
            begun = begun.below.get(word) if begun else None
            if begun is None:
                break
            found = (length, begun.uid) if begun.uid else found
        return found


class TermFinder:
    """The defined terms of one strategy in one language, ready to be found in its texts."""

    def __init__(self, terms: Iterable[tuple[str, str]], language: str) -> None:
        """Take (uid, term) pairs. Of two terms that begin alike, the longer is found first."""
        self._language = language
        self._begun = _Begun()
        for uid, term in terms:
            words = [self._stem(match.group()) for match in _WORD.finditer(term)]
            if words:
                self._begun.put(words, uid)

    def __bool__(self) -> bool:
        return bool(self._begun.below)

    def found_in(self, text: str) -> Iterator[Found]:
        """Give each place in `text` where a defined term stands, from the beginning to the end."""
        words = [(match.start(), match.end(), self._stem(match.group())) for match in _WORD.finditer(text)]
        index = 0
        while index < len(words):
            length, uid = self._begun.longest(words[at][2] for at in range(index, len(words)))
            if length:
                yield Found(words[index][0], words[index + length - 1][1], uid)
            index += length or 1

    def _stem(self, word: str) -> str:
        # An abbreviation such as SFI has no forms, and must not be taken for a word that happens to look like it.
        if word.isupper() and len(word) > 1:
            return word
        return _stem(word.lower(), self._language)


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache(maxsize=MOST_STEMS)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))
