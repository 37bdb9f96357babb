"""Headings that all look alike, as in plain text: which stands under which, by what they say. Pure functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.importer.recognising.lines.block import Block
from portal.importer.recognising.structure.columns import OUTER_FIRST
from portal.importer.recognising.structure.numbering import STEP
from portal.importer.recognising.structure.phrases import (
    Named,
    Sort,
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


@dataclass(frozen=True)
class _Heading:
    """A heading and what its words say."""

    at: int
    text: str
    sort: Sort | None
    named: Named | None
    label: str
    empty: bool  # another heading follows at once
    repeated: bool  # another heading has the same words
    named_later: bool  # a heading further on names a kind of commitment
    listed: bool  # in the table of contents
    part: str  # “capitals” or “appendix” where it begins such a part, “chapter” where it ends one


def arranged(blocks: Sequence[Block], contents: frozenset[str] = frozenset()) -> list[Block]:
    """Give the blocks with ranks that say which heading is under which, where the ranks that they have say nothing."""
    places = [at for at, block in enumerate(blocks) if block.rank is not None and not block.label]
    if len({blocks[at].rank for at in places}) != 1:
        return list(blocks)
    result = list(blocks)
    arranging = _Arranging(blocks, _announced(blocks, places), bool(contents))
    told = _Told(
        contents,
        last_named=max((at for at in places if named_commitment(blocks[at].text)), default=-1),
        counted=Counter(folded(blocks[at].text) for at in places),
        capitals=sum(_in_capitals(blocks[at].text) for at in places),
    )
    for place, at in enumerate(places):
        depth = arranging.depth(_read(blocks, places, place, told))
        result[at] = replace(blocks[at], rank=(depth + 1) * STEP)
    return result


def _announced(blocks: Sequence[Block], places: Sequence[int]) -> frozenset[str]:
    """Give the titles of headings that a list in the document has as its items, as a list of focus areas has."""
    found = {squeezed(blocks[at].text) for at in places} & {squeezed(block.text) for block in blocks if block.item}
    return frozenset(found) if len(found) > 1 else frozenset()


@dataclass(frozen=True)
class _Told:
    """What the document as a whole tells of its headings."""

    contents: frozenset[str]
    last_named: int  # the place of the last heading that names a kind of commitment
    counted: Counter[str]
    capitals: int  # how many headings are set in capitals


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(letter.isalpha() for letter in text) > len("SFI")


def _read(blocks: Sequence[Block], places: Sequence[int], place: int, told: _Told) -> _Heading:
    at = places[place]
    after = places[place + 1] if place + 1 < len(places) else len(blocks)
    text = blocks[at].text
    sort = section_sort(text)
    several = FEWEST_CAPITALS <= told.capitals < len(places)
    begins = _in_capitals(text) and (several or (len(words(text)) > 1 and _mixed(blocks, places, place)))
    closes = several and bool(sort and sort.chapter) and told.counted[folded(text)] == 1 and not commitment_label(text)
    part = "capitals" if begins else ("chapter" if closes else "")
    return _Heading(
        at=at,
        text=text,
        sort=sort,
        named=named_commitment(text),
        label=commitment_label(text),
        empty=after == at + 1 and after < len(blocks),
        repeated=told.counted[folded(text)] > 1,
        named_later=at < told.last_named,
        listed=squeezed(text) in told.contents,
        part="appendix" if sort and sort.kind == "appendix" else part,
    )


def _mixed(blocks: Sequence[Block], places: Sequence[int], place: int) -> bool:
    """Say whether a heading before this one is not set in capitals."""
    return any(not blocks[at].text.isupper() for at in places[:place][-NEAR:])


class _Arranging:
    """What the headings so far have opened: a part set in capitals, a group, an area, goals with their numbers."""

    def __init__(self, blocks: Sequence[Block], announced: frozenset[str], has_contents: bool) -> None:
        self.blocks = blocks
        self.announced = announced
        self.has_contents = has_contents
        self.base = 0
        self.part = ""
        self.group = ""  # “areas”, “goals” or “headings”
        self.group_kind = ""
        self.group_number = ""  # of the chapter whose heading opened the group
        self.group_in_capitals = False
        self.begun = False  # the group has a commitment
        self.area: int | None = None  # the heading of the last area at the top of the group
        self.has_parts = False  # areas stand under that one
        self.chapter = False  # a chapter is open that may hold what the contents do not list
        self.named: list[float] = []  # how far out the named commitments stand that are open, outermost first

    def depth(self, heading: _Heading) -> int:
        """Say how deep the next heading stands."""
        if heading.part and not heading.named and not self._lists_capitals(heading):
            self.part, self.base = heading.part, 0 if heading.part == "chapter" else 1
            self.group, self.chapter, self.named = "", False, []
            return 0
        if self.part == "appendix":
            return 1
        if heading.named:
            return self._named(heading.named.kind, heading.text)
        labels_deeper = bool(self.named and heading.label) and OUTER_FIRST[heading.label] > self.named[-1]
        if self.named and (labels_deeper or (heading.named_later and not (heading.sort and heading.sort.chapter))):
            return self._depth_of_named() + len(self.named)
        self.named = []
        if self._closes(heading):
            self.group = ""
        if heading.label == "focus_area":
            self._open("areas", heading)
            return self.base
        return self._in_group(heading) if self.group else self._beside(heading)

    def _lists_capitals(self, heading: _Heading) -> bool:
        """Say whether a heading in capitals is one of those that a group names whose own heading is not in capitals."""
        return bool(self.group) and heading.part == "capitals" and not self.group_in_capitals

    def _named(self, kind: str, text: str) -> int:
        """Say how deep a commitment stands that says its kind: under those before it whose kind is further out."""
        outer = OUTER_FIRST[kind] - (0.5 if is_generic_goal(text) else 0)
        if self.group == "headings":
            self.group = ""
        self.begun = True
        while self.named and self.named[-1] >= outer:
            self.named.pop()
        depth = self._depth_of_named() + len(self.named)
        self.named.append(outer)
        return depth

    def _depth_of_named(self) -> int:
        in_area = self.group == "areas" and self.area is not None
        return self.base + (2 if in_area else int(self.group in ("areas", "goals")))

    def _open(self, group: str, heading: _Heading) -> None:
        self.group, self.begun, self.area, self.chapter = group, False, None, False
        self.has_parts = False
        self.group_kind = heading.sort.kind if heading.sort else ""
        self.group_in_capitals = _in_capitals(heading.text)
        self.group_number = unnumbered(heading.text)[0]

    def _closes(self, heading: _Heading) -> bool:
        """Say whether a heading ends the group that is open."""
        sort = heading.sort
        if not self.group or squeezed(heading.text) in self.announced or (self.group == "areas" and heading.repeated):
            return False
        number = unnumbered(heading.text)[0]
        next_chapter = bool(number and self.group_number) and number.count(".") <= self.group_number.count(".")
        if heading.label == "focus_area" or next_chapter:
            return True
        if self.group == "areas":
            return self.begun and bool(self.announced or (sort and sort.chapter))
        if self.group == "goals":
            return self.begun or bool(sort and sort.chapter)
        return bool(sort and sort.chapter and sort.kind != self.group_kind)

    def _in_group(self, heading: _Heading) -> int:
        if self.group != "areas":
            return self.base + 1
        above, self.begun = self.area, True
        if above is not None and self._says_part(heading):
            return self.base + 2 + self.has_parts
        if above is not None and not self.announced and self._is_part(above, heading.at):
            self.has_parts = True
            return self.base + 2
        self.area, self.has_parts = heading.at, False
        return self.base + 1

    def _says_part(self, heading: _Heading) -> bool:
        """Say whether a heading in an area is of a part that areas have: its background, its goals, its follow-up."""
        if squeezed(heading.text) in self.announced:
            return False
        return heading.repeated or bool(heading.label) or bool(heading.sort and not heading.sort.chapter)

    def _beside(self, heading: _Heading) -> int:
        if heading.empty or (heading.label == "long_term_goal" and heading.named_later):
            self._open("goals" if heading.label else "headings", heading)
            return self.base
        part_of_all = bool(self.part) and heading.repeated
        if self.has_contents and not heading.listed and self.chapter and not part_of_all:
            return self.base + 1
        self.chapter = True
        return self.base

    def _is_part(self, above: int, at: int) -> bool:
        """Say whether an area is a part of the one above: that has text but no list, and the titles share a word.

        The first area after such a one is a part of it where its own list follows its title at once.
        """
        blocks = self.blocks
        if words(blocks[above].text)[:1] == words(blocks[at].text)[:1]:
            return False  # “Vi väljer …” and “Vi väljer …” are beside each other
        end = next(place for place in range(above + 1, at + 1) if blocks[place].rank is not None)
        if blocks[end].label or end == above + 1 or any(block.item for block in blocks[above + 1 : end]):
            return False
        if end == at and at + 1 < len(blocks) and blocks[at + 1].label:
            return True
        return (end == at or self.has_parts) and _shares_a_word(blocks[above].text, blocks[at].text)


def _shares_a_word(above: str, below: str) -> bool:
    return any(len(word) >= SHORTEST_STEM and word in folded(below) for word in folded(above).split())
