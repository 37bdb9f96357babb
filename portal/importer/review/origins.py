"""Which lines of the source each part came from. Pure functions; recognition keeps the order, and so does this."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice, pairwise
from typing import TypeAlias

from portal.importer.recognising.notice import Reason
from portal.importer.recognising.words import printable, words
from portal.importer.review.parts import Entry, Part, parts_of
from strategies.richtext import plain_text

# The numbers of the source's lines, in order, by the uid of the part.
Origins: TypeAlias = dict[str, list[int]]

# Letters by which a line is looked up: few lines share so many, and a short line has at least so many.
LONGEST, LONG, SHORT = 48, 12, 3
MOST_TRIED = 1000  # places where a line may stand, of those that begin with its letters
MOST_PLACES = 40  # of one line in the text: a heading that stands more often than that says nothing
WORDS_TRIED = 8  # at the beginning of a line, of which some may not have come along: a label, half a broken word


@dataclass(frozen=True)
class SourceLine:
    """A line of the source as the review shows it."""

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Reviewed:
    """A strategy file as it stands in the review, and which lines its parts came from."""

    file: Entry
    origins: Origins


class _Stream:
    """The letters of all parts, one after the other, with the places where words begin and parts end."""

    def __init__(self, parts: Sequence[Part]) -> None:
        said = [_words_of(part) for part in parts]
        self.letters = "".join(chain(*said))
        self.ends = list(accumulate(sum(map(len, words)) for words in said))
        self.by_beginning: dict[str, list[int]] = defaultdict(list)
        for place in accumulate(map(len, chain(*said)), initial=0):
            for length in (LONGEST, LONG, SHORT):
                self.by_beginning[self.letters[place : place + length]].append(place)

    def places(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Give where a line may stand, as (place, letters): as whole as it is found, from its first words on."""
        whole_line = sum(map(len, words))
        for first in range(min(len(words), WORDS_TRIED)):
            letters = "".join(words[first:])
            # What stands after a label is the line; its last words alone may stand anywhere.
            if len(letters) < SHORT or 2 * len(letters) < whole_line:
                break
            if found := self._places_of(letters):
                return found
        return []

    def part_at(self, place: int) -> int:
        """Give the index of the part that has the letter at `place`."""
        return bisect_right(self.ends, place)

    def _places_of(self, letters: str) -> list[tuple[int, int]]:
        """Give where the letters stand whole, or else, when they are many, where they begin."""
        length = next(length for length in (LONGEST, LONG, SHORT) if len(letters) >= length)
        tried = islice(self.by_beginning.get(letters[:length], ()), MOST_TRIED)
        whole = islice((place for place in tried if self.letters.startswith(letters, place)), MOST_PLACES)
        found = [(place, len(letters)) for place in whole]
        if found or length == SHORT:
            return found
        begun = self.by_beginning.get(letters[:LONG], [])
        # Their end is elsewhere: a footnote's mark, half a broken word.
        return [(place, self._alike(letters, place)) for place in begun[:MOST_PLACES]]

    def _alike(self, letters: str, place: int) -> int:
        here = self.letters[place : place + len(letters)]
        return next((at for at, (one, other) in enumerate(zip(here, letters, strict=False)) if one != other), len(here))


def row_by_row(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """Give one line for each number: the cells of a table's row have the same."""
    rows: dict[int, SourceLine] = {}
    for line in lines:
        above = rows.get(line.number)
        rows[line.number] = replace(above, text=f"{above.text} {line.text}") if above else line
    return list(rows.values())


def first_origins(file: Entry, lines: Sequence[SourceLine]) -> Origins:
    """Give the lines of each part of a file that has just been recognised."""
    report = file["report"]
    apart: dict[int, Counter[str]] = defaultdict(Counter)
    for row in (*report["set_aside"], *report["unplaced"]):
        apart[row["line"]].update(words(row["text"]))
    # A heading's label is set aside, and its line is the heading's all the same.
    rest = [(line, _without(apart[line.number], line.text)) for line in lines]
    part_of_it = [replace(line, text=text) for line, text in rest if text or not apart[line.number]]
    whole = {line.number for line, text in rest if not text}
    labels = {row["line"] for row in report["set_aside"] if row["reason"] == Reason.LABEL}
    return with_labels(traced(part_of_it, parts_of(file)), lines, labels & whole)


def traced(lines: Iterable[SourceLine], parts: Sequence[Part]) -> Origins:
    """Give the lines that each part came from; `lines` and `parts` are in the source's order.

    Of all ways to place the lines without crossing, the one that places the most letters. A line too short to be found,
    between two lines of one part, is that part's too.
    """
    stream = _Stream(parts)
    wanted = list(lines)
    places = [stream.places(_words(line.text)) for line in wanted]
    homes: list[int | None] = [None] * len(wanted)
    for index, place in _most_letters(places):
        homes[index] = stream.part_at(place)
    _fill_between(homes, wanted)
    origins: Origins = defaultdict(list)
    for line, home in zip(wanted, homes, strict=True):
        # The cells of a table's row are lines with one number.
        if home is not None and line.number not in origins[parts[home].uid][-1:]:
            origins[parts[home].uid].append(line.number)
    return dict(origins)


def with_labels(origins: Origins, lines: Sequence[SourceLine], labels: Collection[int]) -> Origins:
    """Give each part also the label on a line of its own just before its first line, such as “Mål 1:”."""
    first = {min(numbers): uid for uid, numbers in origins.items() if numbers}
    alone = set(labels).difference(*origins.values())
    written = [line.number for line in lines if line.text.strip()]
    given = dict(origins)
    for one, other in pairwise(written):
        if one in alone and other in first:
            given[first[other]] = [one, *given[first[other]]]
    return given


def retraced(origins: Origins, before: Entry, after: Entry, lines: Mapping[int, SourceLine]) -> Origins:
    """Give the lines of each part after a step: those of parts that the step changed are traced anew among them.

    A line that is not found again, since its words were written anew, stays with the part that had it.
    """
    changed, removed = _changes(before, after)
    gone = removed | changed.keys()
    owners = {number: uid for uid in gone for number in origins.get(uid, [])}
    found = traced((lines[number] for number in sorted(owners) if number in lines), list(changed.values()))
    for number in set(owners).difference(*found.values()):
        if owners[number] in changed:
            found[owners[number]] = sorted([*found.get(owners[number], []), number])
    return {uid: numbers for uid, numbers in origins.items() if uid not in gone} | found


def _changes(before: Entry, after: Entry) -> tuple[dict[str, Part], set[str]]:
    """Give the parts that are new or say something else after a step, by uid, and the uids of those that are gone."""
    said = {part.uid: _words_of(part) for part in parts_of(before)}
    parts = {part.uid: part for part in parts_of(after)}
    changed = {uid: part for uid, part in parts.items() if said.get(uid) != _words_of(part)}
    return changed, set(said) - set(parts)


def _most_letters(places: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Choose a place for each line, or none, so that places rise and the letters are the most; give (line, place)."""
    ends = sorted({place + length for found in places for place, length in found})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # a Fenwick tree of (letters, the last choice)
    choices: list[tuple[int, int, int]] = []  # the line, its place, the choice before it
    top = (0, -1)
    for index, found in enumerate(places):
        made = []
        for place, length in found:
            letters, before = _best_until(best, bisect_right(ends, place))
            made.append((letters + length, len(choices), bisect_right(ends, place + length)))
            choices.append((index, place, before))
        for letters, choice, end in made:
            top = max(top, (letters, choice))
            node = end
            while node < len(best):
                best[node] = max(best[node], (letters, choice))
                node += node & -node
    chosen = []
    choice = top[1]
    while choice >= 0:
        index, place, choice = choices[choice]
        chosen.append((index, place))
    return chosen[::-1]


def _best_until(best: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    found = (0, -1)
    while end > 0:
        found = max(found, best[end])
        end -= end & -end
    return found


def _fill_between(homes: list[int | None], lines: Sequence[SourceLine]) -> None:
    """Put lines with few letters, between two lines of one part, to that part."""
    placed = [index for index, home in enumerate(homes) if home is not None]
    for one, other in pairwise(placed):
        if homes[one] == homes[other]:
            for index in range(one + 1, other):
                if sum(map(len, _words(lines[index].text))) < SHORT:
                    homes[index] = homes[one]


def _words_of(part: Part) -> list[str]:
    return _words(f"{part.number} {part.title} {plain_text(part.html)} {plain_text(part.signature)}")


def _words(text: str) -> list[str]:
    """Give the words of a text as letters and digits alone."""
    return [letters for word in text.lower().split() if (letters := "".join(filter(str.isalnum, word)))]


def _without(apart: Counter[str], text: str) -> str:
    """Give a line without the words at its beginning that are set aside; nothing where all of it is."""
    there, left = words(printable(text)), Counter(apart)
    if not Counter(there) - left:
        return "" if left else text
    first = 0
    while left[there[first]] > 0:
        left[there[first]] -= 1
        first += 1
    return " ".join(there[first:]) if first else text
