"""The lines of a text file as they are typed: with their pages, and what stands on each page as furniture."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.importer.sources.line import Furniture
from portal.importer.sources.symbols import readable

BLANK_LINES_OF_A_PAGE = 3
FORM_FEEDS = 2  # that tell how the pages of a file end
SPACED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: +[^\W\d_]){3,}(?!\S)")
SHORTEST_SPACED = 4  # letters of a word, at least one in the line, that is written with spaces between them
# A page's number: certain by its form, or perhaps one, alone or beside what the page is headed with.
DASHED = re.compile(r"[-–—] ?(\d{1,3}) ?[-–—]")
OF_ALL = re.compile(
    r"(?:sida|sid\.?|s\.) ?(\d{1,3})(?: ?\(\d{1,3}\)| (?:av|/) \d{1,3})?|(\d{1,3}) ?\(\d{1,3}\)", re.IGNORECASE
)
BESIDE = re.compile(r"(\d{1,3}) {2,}(\S.*)|(\S.*?) {2,}(?:sida )?(\d{1,3})(?: ?\(\d{1,3}\))?", re.IGNORECASE)
WIDE = re.compile(r"\S {3,}\S")
LONGEST = 160  # letters of a line that may have a page's number
CERTAIN = "("
FEWEST = {"": 3, CERTAIN: 1, ">": 1}  # of the pages that a form of numbers counts
FAR_IN = 20  # letters from the left, where a page's number may stand
FIRST_LINES = 6  # of a document, among which its title and sender stand
MANY = 3  # pages
EDGE = 3  # lines at the top or the bottom of a page


@dataclass(frozen=True)
class Raw:
    """A line of the file: its number in it, its letters, its page, and whether a gap or a page's end is above it."""

    number: int
    text: str
    gap: bool
    page: int
    furniture: Furniture | None = None

    @property
    def indent(self) -> int:
        """Give how many letters from the left it begins."""
        return width(self.text[: len(self.text) - len(self.text.lstrip())])


def width(space: str) -> int:
    """Give how many letters wide a stretch of spaces and tabs is."""
    return len(space.expandtabs(4))


def raw_lines(text: str, *, blanks_end_pages: bool) -> list[Raw]:
    """Give the lines that are not empty, with the furniture that only shows by how lines are placed on the pages."""
    return _with_furniture(list(_paged(text, blanks_end_pages)))


def _paged(text: str, blanks_end_pages: bool) -> Iterator[Raw]:
    page, blank = 1, 1
    # Where pages end by form feeds, space says nothing of them.
    blanks_end_pages = blanks_end_pages and text.count("\f") < FORM_FEEDS
    ended = re.sub(r"\r\n?|[\u2028\x85]", "\n", text)
    # A page may end in the middle of a line of the file.
    for number, line in enumerate(re.sub(r"(?<=[^\n])(?=[\f\v])", "\n", ended).split("\n"), start=1):
        fresh_page = "\f" in line or "\v" in line
        letters = readable(re.sub(r"[\f\v]", "", line))
        if fresh_page:
            page += 1
        if not letters.strip():
            blank += 1
            continue
        page += blanks_end_pages and blank >= BLANK_LINES_OF_A_PAGE and number > blank and not fresh_page
        yield Raw(number, SPACED_OUT.sub(_together, letters), blank > 0 or fresh_page, page)
        blank = 0


def _together(found: re.Match[str]) -> str:
    """Give words that are written with a space after each letter as others are."""
    parted = [word.replace(" ", "") for word in re.split(" {2,}", found[0])]
    return " ".join(parted) if max(map(len, parted)) >= SHORTEST_SPACED else found[0]


def _with_furniture(lines: list[Raw]) -> list[Raw]:
    numbered = _page_numbers(lines)
    parted = bool(lines) and lines[-1].page > 1
    if numbered and not parted:
        # Where nothing else parts the pages, their numbers do.
        lines = _parted(lines, numbered)
    told = list(lines)
    # Figures alone on pages that are known are told by their places on all of them.
    for at in (at for at in numbered if not (parted and lines[at].text.strip().isdecimal())):
        told[at] = replace(told[at], furniture=Furniture.FOOTER)
    for at in _running(lines, numbered):
        told[at] = replace(told[at], furniture=Furniture.HEADER)
    return told


def _parted(lines: Sequence[Raw], numbered: set[int]) -> list[Raw]:
    told, page = [], 1
    for at, line in enumerate(lines):
        told.append(replace(line, page=page))
        page += at in numbered
    return told


def _page_numbers(lines: Sequence[Raw]) -> set[int]:
    """Give the lines that count the pages."""
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        found = _number(line)
        if found:
            series[found[0]].append((at, found[1]))
    return {
        at
        for key, rows in series.items()
        if len(rows) >= FEWEST.get(key, 2)
        and (key == CERTAIN or all(number == rows[0][1] + step for step, (_at, number) in enumerate(rows)))
        for at, _of_it in rows
    }


def _number(line: Raw) -> tuple[str, int] | None:
    """Give a page's number that a line may have, with what else it has: a sign of the form, or the words beside it."""
    text = line.text.strip()
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and len(text) <= len("100"):
        return ">" if line.indent >= FAR_IN else "", int(text)
    found = DASHED.fullmatch(text) or OF_ALL.fullmatch(text)
    if found:
        return "(", int(next(filter(None, found.groups())))
    found = BESIDE.fullmatch(text)
    return (_key(found[2] or found[3]), int(found[1] or found[4])) if found else None


def _key(text: str) -> str:
    return " ".join(re.sub(r"\d+", "0", text.casefold()).split())


def _running(lines: Sequence[Raw], numbered: set[int]) -> set[int]:
    """Give the lines that stand beside a page's number, or wide apart at a page's edge, and on other pages too.

    Those on many pages, if they could not be taken for rows of a table, are told by their places on all of them.
    """
    first = {_key(line.text) for line in lines[:FIRST_LINES]}
    told: set[int] = set()
    for key, places in _at_edges(lines, numbered).items():
        if len(places) > 1 or key in first:
            told.update(places if len(places) < MANY else (at for at in places if _is_wide(lines[at])))
    return {at for at in told if lines[at].page > lines[0].page}


def _at_edges(lines: Sequence[Raw], numbered: set[int]) -> dict[str, list[int]]:
    """Give the places of lines that may run along the pages, those that say the same together."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at not in numbered and (_beside(lines, at, numbered) or _heads_a_page(lines, at)):
            found[_key(line.text)].append(at)
    return found


def _is_wide(line: Raw) -> bool:
    """Say whether a line is of two halves, far apart."""
    return bool(WIDE.search(line.text.strip()))


def _beside(lines: Sequence[Raw], at: int, numbered: set[int]) -> bool:
    """Say whether a line stands right above or below a page's number, and apart from the text."""
    under = at - 1 in numbered and lines[at].number == lines[at - 1].number + 1
    over = at + 1 in numbered and lines[at + 1].number == lines[at].number + 1
    return (under and (at + 1 == len(lines) or lines[at + 1].gap)) or (over and lines[at].gap)


def _heads_a_page(lines: Sequence[Raw], at: int) -> bool:
    """Say whether a line of two halves, and no row of a table, stands at the edge of a page."""
    if not _is_wide(lines[at]):
        return False
    before, after = lines[max(at - EDGE, 0) : at], lines[at + 1 : at + 1 + EDGE]
    page = lines[at].page
    edge = any(line.page != page for line in (*before, *after)) or not before or not after
    rows = [line for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]) if line.page == page]
    return edge and not any(map(_is_wide, rows))
