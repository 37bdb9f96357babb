"""A line goes in; whether its words read as a title, and not as a sentence or a value, comes out. Pure functions."""

import re
from functools import lru_cache

from portal.importer.recognising import vocabulary
from portal.importer.recognising.facts.dates import dates_in
from portal.importer.recognising.lines.block import LONGEST_HEADING, Block
from portal.importer.recognising.structure.phrases import commitment_label, section_sort, unnumbered
from portal.importer.recognising.words import words

LONGEST_UNMARKED = 90  # letters of a heading that only its words tell
MOST_WORDS = 12
_SENTENCES = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_ADDRESS_OR_FIGURES = re.compile(r"@|https?://|www\.|•|\t|^\W*\d[\d\s.,:%/–-]*\W*$|^[\"”“»«]")
_CHAPTER = re.compile(r"(?:§\s?)?\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+(?:kap\.\s+)?[A-ZÅÄÖ]")
_GOES_ON = (".", ",", ";", ":", "…", "-", "–")  # what a heading doesn't end with


@lru_cache(maxsize=4096)
def reads_as_title(text: str) -> bool:
    """Say whether a line reads as a heading: short, one phrase, no value, and without a verb unless it asks."""
    line = _Line(text)
    return line.is_short and line.is_one_phrase and not line.is_value and (not line.tells or line.is_known)


def has_sentences(text: str) -> bool:
    """Say whether a sentence ends in a text and another begins."""
    return bool(_SENTENCES.search(text))


def may_be_title(block: Block) -> bool:
    """Say whether a block has words, and not more than a title in the portal."""
    return 0 < len(block.text) <= LONGEST_HEADING and bool(words(block.text)) and not block.rows


class _Line:
    """What the words of a line show."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rest = text[unnumbered(text)[1] :]
        self.words = [word.lower() for word in words(text)]

    @property
    def is_short(self) -> bool:
        return len(self.text) <= LONGEST_UNMARKED and 0 < len(self.words) <= MOST_WORDS

    @property
    def is_one_phrase(self) -> bool:
        begins = self.rest[:1].isupper() or bool(_CHAPTER.match(self.text))
        return begins and not self.text.endswith(_GOES_ON) and ": " not in self.text and not has_sentences(self.rest)

    @property
    def is_value(self) -> bool:
        """An address, a figure, a quotation or a date; a chapter may have its year."""
        dated = bool(dates_in(self.text)) and not section_sort(self.text)
        return dated or bool(_ADDRESS_OR_FIGURES.search(self.text))

    @property
    def tells(self) -> bool:
        """Whether it has a verb, as a sentence has, and is no question."""
        asks = self.text.endswith("?") or self.words[0] in vocabulary.SECTIONS.question_words
        return not asks and not vocabulary.SECTIONS.finite_verbs.isdisjoint(self.words)

    @property
    def is_known(self) -> bool:
        """Whether it is what a chapter or a list is often called, as “Vad vi vill” is."""
        return len(self.words) <= MOST_WORDS // 2 and bool(section_sort(self.text) or commitment_label(self.text))
