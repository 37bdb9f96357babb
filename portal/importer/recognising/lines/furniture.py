"""What is on the pages and not in the text: headers, footers, page numbers, the table of contents. Pure functions."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from portal.importer.recognising import vocabulary
from portal.importer.recognising.notice import Reason
from portal.importer.recognising.structure.phrases import commitment_label, responsible_label, unnumbered
from portal.importer.recognising.words import folded, squeezed
from portal.importer.sources.line import Furniture, Line

_KNOWN: dict[Furniture, Reason] = {
    Furniture.HEADER: Reason.HEADER,
    Furniture.FOOTER: Reason.FOOTER,
    Furniture.CONTENTS: Reason.CONTENTS,
}
_PAGE_WORDS = re.compile(
    r"(?:sida|sid|s|page|p)\.?\s*\d{1,4}(?:\s*(?:\(\d{1,4}\)|(?:av|of|/)\s*\d{1,4}))?", re.IGNORECASE
)
_PAGE_OF = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:\(\s*\d{1,4}\s*\)|/\s*\d{1,4}|\bav\s+\d{1,4})\s*[-–—]?", re.IGNORECASE)
_NUMBER = re.compile(r"[-–—|]?\s*(\d{1,4})\s*[-–—|]?")
_ENTRY = re.compile(r"(.*?[^\W\d_].*?)(?:\s*(?:[.…·_]\s?){3,}|\s*\t+|\s{3,})\s*(\d{1,4})?\s*")
_LOOSE_ENTRY = re.compile(r"(.*?[^\W\d_].*?)(?:\s*[.…·_]{2,}\s*|\s+)(\d{1,4})\s*")
_LEADER = re.compile(r"(?:[.…·]\s?){4,}")
_ENDS_AS_ENTRY = re.compile(r"(?:\d|[.…·_]\s?[.…·_]|\t)\s*$")
# Several entries in one paragraph, as a program leaves them that joins lines.
_PAGE_BEFORE_TITLE = re.compile(r"\D\d{1,3}\s+[^\W\d_]")
_LONG_LEADER = re.compile(r"([.…·_]{3})[.…·_]+")
# A title without a page number is passed over as a whole, and not from each of its letters.
_ENTRY_IN_ROW = re.compile(r"([^\W\d_][^.…]*?)\s*[.…·_]*\s*(\d{1,3})(?=\s|$)|[^\W\d_][^.…]*")
LONGEST_ENTRY = 300  # letters
EDGE = 3  # lines at the top and at the bottom of a page that may be its header and footer
MOST_REPEATED = 120  # letters of a line that is one
FEWEST_ENTRIES = 3

Reasons = dict[int, Reason]


def furniture(lines: Sequence[Line]) -> Reasons:
    """Give the lines (by their index) that are no part of the text, each with the reason."""
    found: Reasons = {}
    for index, line in enumerate(lines):
        if line.furniture:
            found[index] = _KNOWN[line.furniture]
        elif (
            line.cell is None
            and line.heading is None
            and (_PAGE_WORDS.fullmatch(line.text.strip()) or _is_page_of(line))
        ):
            found[index] = Reason.PAGE_NUMBER
    found |= {index: Reason.CONTENTS for index in _contents(lines) if index not in found}
    found |= _repeated(lines, found)
    found |= dict.fromkeys(_lone_numbers(lines, found), Reason.PAGE_NUMBER)
    return found


def _is_page_of(line: Line) -> bool:
    return line.item is None and bool(_PAGE_OF.fullmatch(line.text.strip()))


def _repeated(lines: Sequence[Line], known: Reasons) -> Reasons:
    """Find what stands at the top or the bottom of many pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None and index not in known and line.text.strip():
            pages[line.page].append(index)
    at_foot = _at_edges([_edge(rows, False, lines) for rows in pages.values()])
    at_head = _at_edges([_edge(rows, True, lines) for rows in pages.values()])
    return dict.fromkeys(at_foot, Reason.FOOTER) | dict.fromkeys(at_head, Reason.HEADER)


def _at_edges(edges: Sequence[dict[int, str]]) -> list[int]:
    """Give the lines at one edge of the pages whose words stand there on many of them."""
    counted = Counter(key for edge in edges for key in set(edge.values()))
    fewest = max(3, len(edges) // 4)
    return [index for edge in edges for index, key in edge.items() if counted[key] >= fewest]


def _edge(rows: Sequence[int], from_top: bool, lines: Sequence[Line]) -> dict[int, str]:
    """Give the lines at the top or the bottom of a page that may be its header or footer, with what each says."""
    most = max(1, min(EDGE, len(rows) // 3))
    edge = rows[:most] if from_top else rows[-most:]
    return {index: _key(lines[index].text) for index in edge if _may_repeat(lines[index])}


def _may_repeat(line: Line) -> bool:
    text = line.text.strip()
    labelled = commitment_label(text) or responsible_label(text)
    plain = line.item is None and line.heading is None and not line.title and line.note is None
    return plain and len(text) <= MOST_REPEATED and not labelled and line.cell is None


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", folded(text)) or text.strip()


def _lone_numbers(lines: Sequence[Line], known: Reasons) -> list[int]:
    """Find lines of one number each that count the pages: each is greater than the one before."""
    numbered = [
        (index, number, line.page)
        for index, line in enumerate(lines)
        if index not in known and (number := _lone_number(line)) is not None
    ]
    on_pages = len({page for _index, _number, page in numbered}) == len(numbered)
    rising = all(first[1] < second[1] for first, second in itertools.pairwise(numbered))
    return [index for index, _number, _page in numbered] if rising and (on_pages or len(numbered) > 1) else []


def _lone_number(line: Line) -> int | None:
    match = _NUMBER.fullmatch(line.text.strip())
    return int(match[1]) if match and line.cell is None and line.item is None and line.note is None else None


def _contents(lines: Sequence[Line]) -> list[int]:
    """Find the table of contents: what follows its title, or a run of lines that end with rising page numbers."""
    last = {squeezed(line.text): index for index, line in enumerate(lines)}
    found: list[int] = []
    index = 0
    while index < len(lines):
        run = _contents_at(lines, index, last)
        found += run
        index = run[-1] + 1 if run else index + 1
    return found


def _contents_at(lines: Sequence[Line], index: int, last: dict[str, int]) -> list[int]:
    """Give the lines of a table of contents that begins at `index`, its title with them."""
    if _is_row_of_entries(lines[index].text, last, index):
        return [index]
    if folded(lines[index].text) not in vocabulary.SECTIONS.contents_titles:
        run = _entries(lines, index, False, last)
        return run if len(run) >= FEWEST_ENTRIES else []
    below = index + 1
    run = _entries(lines, below, True, last)
    if not run and below < len(lines) and _is_row_of_entries(lines[below].text, last, below):
        run = [below]
    return [index, *run] if run else []


def _is_row_of_entries(text: str, last: dict[str, int], index: int) -> bool:
    """Say whether a paragraph is a whole table of contents: titles that come later, each with a rising page number."""
    if not text.rstrip()[-1:].isdecimal() or len(list(itertools.islice(_PAGE_BEFORE_TITLE.finditer(text), 2))) <= 1:
        return False
    entries = list(_entries_in_row(text))
    pages = [page for _title, page in entries]
    again = sum(last.get(squeezed(title), -1) > index for title, _page in entries)
    return len(entries) >= FEWEST_ENTRIES and pages == sorted(pages) and again * 2 > len(entries)


def _entries_in_row(text: str) -> Iterator[tuple[str, int]]:
    """Give the entries of a table of contents in one paragraph, each with its page."""
    for match in _ENTRY_IN_ROW.finditer(_LONG_LEADER.sub(r"\1", " ".join(text.split()))):
        if match[2]:
            yield match[1], int(match[2])


def _entries(lines: Sequence[Line], start: int, titled: bool, last: dict[str, int]) -> list[int]:
    """Give the lines from `start` on that are entries: with leaders or a number, or else, titled, found further on."""
    run: list[int] = []
    highest = 0
    for index in range(start, len(lines)):
        line = lines[index]
        number = _page_of(line.text, titled, index, last)
        if (
            number is None
            and titled
            and line.heading is None
            and (_wrapped(lines, index) or (not highest and _comes_again(lines, index, run, last)))
        ):
            number = 0
        if number is None or 0 < number < highest:
            break
        run.append(index)
        highest = max(highest, number)
    return run


def _page_of(text: str, titled: bool, index: int, last: dict[str, int]) -> int | None:
    """Give the page that an entry of the contents names (0 where it has only leaders); None for what is no entry."""
    if not _may_be_entry(text):
        return None
    match = _ENTRY.fullmatch(text)
    # A row of figures is one of a table.
    if match and not match[1].rstrip()[-1:].isdigit() and (match[2] or _LEADER.search(text)):
        return int(match[2] or 0)
    loose = _LOOSE_ENTRY.fullmatch(text)
    return int(loose[2]) if loose and (titled or _is_later(loose[1], index, last)) else None


def _may_be_entry(text: str) -> bool:
    return len(text) <= LONGEST_ENTRY and bool(_ENDS_AS_ENTRY.search(text))


def _is_later(title: str, index: int, last: dict[str, int]) -> bool:
    """Say whether a line after `index` is a title, with its number or without."""
    return any(last.get(squeezed(part), -1) > index for part in (title, title[unnumbered(title)[1] :]))


def _wrapped(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line without a number is the first part of an entry that goes over two."""
    if index + 1 >= len(lines) or lines[index + 1].gap or lines[index].text.rstrip().endswith((".", ":")):
        return False
    below = lines[index + 1].text
    if not _may_be_entry(below):
        return False
    match = _ENTRY.fullmatch(below)
    return bool(match and match[2]) or (below[:1].islower() and bool(_LOOSE_ENTRY.fullmatch(below)))


def _comes_again(lines: Sequence[Line], index: int, run: Sequence[int], last: dict[str, int]) -> bool:
    """Say whether a line under the title of the contents is the text of a later line too."""
    key = squeezed(lines[index].text)
    begun_again = bool(run) and key == squeezed(lines[run[0]].text)
    return bool(key) and not begun_again and last[key] > index


def contents_titles(lines: Sequence[Line], found: Reasons) -> frozenset[str]:
    """Give the titles in the table of contents among the furniture that was found, as `squeezed` gives them."""
    titles = set()
    for index, reason in found.items():
        if reason is Reason.CONTENTS:
            text = lines[index].text
            is_short = len(text) <= LONGEST_ENTRY
            match = (_ENTRY.fullmatch(text) or _LOOSE_ENTRY.fullmatch(text)) if is_short else None
            several = [title for title, _page in _entries_in_row(text)]
            for title in several if len(several) >= FEWEST_ENTRIES else [match[1] if match else text]:
                titles |= {squeezed(title), squeezed(title[unnumbered(title)[1] :])}
    return frozenset(titles - {""})
