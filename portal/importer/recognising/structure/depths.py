"""Blocks whose headings all look alike, as in plain text, go in; ranks by what they say come out. Pure functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.structure.numbering import STEP
from portal.importer.recognising.structure.phrases import (
    OUTER_FIRST,
    commitment_label,
    is_generic_goal,
    named_commitment,
    section_sort,
    unnumbered,
)
from portal.importer.recognising.words import folded, squeezed, words

NEAR = 20  # headings before one that are compared with it
FEWEST_CAPITALS = 2  # headings in capitals that stand above those that are not
SHORTEST_STEM = 6  # letters of a word that ties one title to another


def with_depths(blocks: Sequence[Block], contents: frozenset[str] = frozenset()) -> list[Block]:
    """Give the blocks with ranks that say which heading is under which, where the ranks that they have say nothing."""
    places = [at for at, block in enumerate(blocks) if block.rank is not None and not block.label]
    if len({blocks[at].rank for at in places}) != 1:
        return list(blocks)
    result = list(blocks)
    document = _Document(blocks, places, contents)
    outline = _Outline(document)
    for place, at in enumerate(places):
        depth = outline.depth(_Heading(document, place))
        result[at] = replace(blocks[at], rank=(depth + 1) * STEP)
    return result


class _Document:
    """What the document as a whole tells of its headings."""

    def __init__(self, blocks: Sequence[Block], places: Sequence[int], contents: frozenset[str]) -> None:
        texts = [blocks[at].text for at in places]
        self.blocks = blocks
        self.places = places  # of the headings among the blocks
        self.contents = contents
        self.counted = Counter(map(folded, texts))
        self.last_named = max((place for place, text in enumerate(texts) if named_commitment(text)), default=-1)
        # Some headings are set in capitals, and stand above those that are not.
        self.has_capitals = FEWEST_CAPITALS <= sum(map(_in_capitals, texts)) < len(texts)
        # The headings that a list in the document has as its items, as a list of focus areas has.
        announced = set(map(squeezed, texts)) & {squeezed(block.text) for block in blocks if block.item}
        self.announced = announced if len(announced) > 1 else set()


class _Heading:
    """A heading, what its words say, and what is known of it from the document."""

    def __init__(self, document: _Document, place: int) -> None:
        self.document = document
        self.place = place
        self.at = document.places[place]
        self.text = document.blocks[self.at].text
        self.sort = section_sort(self.text)
        self.named = named_commitment(self.text)
        self.label = commitment_label(self.text)
        self.number = unnumbered(self.text)[0]
        self.in_capitals = _in_capitals(self.text)
        self.is_repeated = document.counted[folded(self.text)] > 1
        self.is_announced = squeezed(self.text) in document.announced
        self.named_later = place < document.last_named  # a heading further on names a kind of commitment

    @property
    def part(self) -> str:
        """“appendix” or “capitals” where it begins such a part of the document, “chapter” where it ends one."""
        if self.sort.kind == "appendix":
            return "appendix"
        if self.in_capitals and (self.document.has_capitals or self._stands_out()):
            return "capitals"
        closes = self.sort.chapter and not self.is_repeated and not self.label
        return "chapter" if closes and self.document.has_capitals else ""

    def _stands_out(self) -> bool:
        """Say whether it has several words, and a heading before it is not set in capitals."""
        before = self.document.places[max(self.place - NEAR, 0) : self.place]
        return len(words(self.text)) > 1 and any(not self.document.blocks[at].text.isupper() for at in before)

    @property
    def is_empty(self) -> bool:
        """Whether another heading follows at once."""
        return self.document.places[self.place + 1 : self.place + 2] == [self.at + 1]

    @cached_property
    def end(self) -> int:
        """The place of the next heading or label."""
        blocks = self.document.blocks
        return next((at for at in range(self.at + 1, len(blocks)) if blocks[at].rank is not None), len(blocks))

    @cached_property
    def has_only_text(self) -> bool:
        """Whether there is text under it, and no list, up to a heading that is no label."""
        blocks = self.document.blocks
        ends_in_label = self.end < len(blocks) and blocks[self.end].label
        has_list = any(block.item for block in blocks[self.at + 1 : self.end])
        return self.end > self.at + 1 and not ends_in_label and not has_list

    def may_hold(self, other: "_Heading", has_parts: bool) -> bool:
        """Say whether an area after this one is a part of it: this has text but no list, and the titles share a word.

        The first area after such a one is a part of it where its own list follows its title at once.
        """
        if words(self.text)[:1] == words(other.text)[:1]:
            return False  # “Vi väljer …” and “Vi väljer …” are beside each other
        if not self.has_only_text:
            return False
        is_next = self.end == other.at
        lists_at_once = any(block.label for block in self.document.blocks[other.at + 1 : other.at + 2])
        return (is_next and lists_at_once) or ((is_next or has_parts) and _shares_a_word(self.text, other.text))


@dataclass
class _Group:
    """A heading and those that stand under it: “areas”, “goals”, or other “headings” where it has no text itself."""

    sort: str
    heading: _Heading
    has_begun: bool = False  # it has a commitment
    area: _Heading | None = None  # the last at its top
    has_parts: bool = False  # areas stand under that one

    def ends_at(self, heading: _Heading) -> bool:
        """Say whether a heading ends the group."""
        if heading.is_announced or (self.sort == "areas" and heading.is_repeated):
            return False
        if heading.label == "focus_area" or self._is_next_chapter(heading.number):
            return True
        return self._is_over(heading)

    def _is_next_chapter(self, number: str) -> bool:
        own = self.heading.number
        return bool(number and own) and number.count(".") <= own.count(".")

    def _is_over(self, heading: _Heading) -> bool:
        """Say whether a group of its sort has what it needs before such a heading."""
        is_chapter = heading.sort.chapter
        if self.sort == "areas":
            return self.has_begun and (is_chapter or bool(heading.document.announced))
        if self.sort == "goals":
            return self.has_begun or is_chapter
        return is_chapter and heading.sort.kind != self.heading.sort.kind

    def depth(self, heading: _Heading) -> int:
        """Say how deep the next heading stands in the group: 1 right under it, more within an area."""
        if self.sort != "areas":
            return 1
        self.has_begun = True
        if self.area is not None and self._is_of_area(heading):
            return 2 + self.has_parts
        if self.area is not None and not heading.document.announced and self.area.may_hold(heading, self.has_parts):
            self.has_parts = True
            return 2
        self.area, self.has_parts = heading, False
        return 1

    def _is_of_area(self, heading: _Heading) -> bool:
        """Say whether a heading is of a part that areas have: its background, its goals, its follow-up."""
        says_part = bool(heading.label) or (bool(heading.sort) and not heading.sort.chapter)
        return not heading.is_announced and (heading.is_repeated or says_part)


class _Outline:
    """What the headings so far have opened: a part set in capitals, a group, goals with their numbers."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.base = 0
        self.part = ""
        self.group: _Group | None = None
        self.chapter = False  # a chapter is open that may hold what the contents do not list
        self.named: list[float] = []  # how far out the named commitments stand that are open, outermost first

    def depth(self, heading: _Heading) -> int:
        """Say how deep the next heading stands."""
        if self._begins_part(heading):
            self.part, self.base = heading.part, int(heading.part != "chapter")
            self.group, self.chapter, self.named = None, False, []
            return 0
        if self.part == "appendix":
            return 1
        if heading.named:
            return self._of_named(OUTER_FIRST[heading.named.kind] - (0.5 if is_generic_goal(heading.text) else 0))
        if self._is_of_named(heading):
            return self._below_named()
        self.named = []
        if self.group and self.group.ends_at(heading):
            self.group = None
        if heading.label == "focus_area":
            return self._open("areas", heading)
        return self.base + self.group.depth(heading) if self.group else self._beside(heading)

    def _begins_part(self, heading: _Heading) -> bool:
        """Say whether a part begins or ends; a heading in capitals may be one of those that a group in others names."""
        in_group = self.group is not None and heading.part == "capitals" and not self.group.heading.in_capitals
        return bool(heading.part) and not heading.named and not in_group

    def _of_named(self, outer: float) -> int:
        """Say how deep a commitment stands that says its kind: under those before it whose kind is further out."""
        if self.group and self.group.sort == "headings":
            self.group = None
        if self.group:
            self.group.has_begun = True
        while self.named and self.named[-1] >= outer:
            self.named.pop()
        depth = self._below_named()
        self.named.append(outer)
        return depth

    def _is_of_named(self, heading: _Heading) -> bool:
        """Say whether a heading stands in a named commitment that is open: a label further in, or no chapter yet."""
        if not self.named:
            return False
        labels_deeper = bool(heading.label) and OUTER_FIRST[heading.label] > self.named[-1]
        return labels_deeper or (heading.named_later and not heading.sort.chapter)

    def _below_named(self) -> int:
        in_group = self.group is not None and self.group.sort != "headings"
        in_area = self.group is not None and self.group.area is not None
        return self.base + in_group + in_area + len(self.named)

    def _open(self, group: str, heading: _Heading) -> int:
        self.group, self.chapter = _Group(group, heading), False
        return self.base

    def _beside(self, heading: _Heading) -> int:
        """Say how deep a heading stands that is in no group: in the chapter that is open, or beside it."""
        if heading.is_empty or (heading.label == "long_term_goal" and heading.named_later):
            return self._open("goals" if heading.label else "headings", heading)
        is_of_all = bool(self.part) and heading.is_repeated
        is_listed = not self.document.contents or squeezed(heading.text) in self.document.contents
        if self.chapter and not is_listed and not is_of_all:
            return self.base + 1
        self.chapter = True
        return self.base


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(letter.isalpha() for letter in text) > len("SFI")


def _shares_a_word(above: str, below: str) -> bool:
    return any(len(word) >= SHORTEST_STEM and word in folded(below) for word in folded(above).split())
