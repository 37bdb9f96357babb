"""The letters of a PDF's page as pieces of words, and these as the rows that a reader sees."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from pdfminer.layout import LTChar

from portal.importer.sources.line import Line
from portal.importer.sources.symbols import readable

BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
UNMAPPED = re.compile(r"\(cid:\d+\)")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-", "\u2010": "-"})

# All in heights of the letters.
SPACE = 0.18  # from here on, what stands between two letters is a space, though none is written
COLUMN = 0.7  # from here on, it may part columns
TAB = 2.2  # from here on, it parts what stands on one row as a tab does
BACK = 0.4  # how far a letter may reach back over the one before it
RAISED = 0.12  # how much higher than its row's letters a raised figure ends
SMALL = 0.9  # how high a raised figure is at most
LARGE = 40.0  # points, from which a figure is drawn for the look of it
SAME_ROW = 0.35  # how far apart the feet of letters on one row are at most


@dataclass(frozen=True)
class Link:
    """Where on a page one can click, and where that leads."""

    x0: float
    top: float
    x1: float
    bottom: float
    href: str


@dataclass
class Piece:
    """Letters in a row that look the same, in points from the page's upper left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = False  # a space is written before it
    href: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Give its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass
class Fragment:
    """Pieces that follow each other on a row, or those in a table's `box`, with its rows of `cells` of them."""

    pieces: list[Piece]
    cells: list[list[list[Piece]]] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Measure its pieces anew."""
        self.size = usual_size(self.pieces)
        main = [piece for piece in self.pieces if piece.size == self.size]
        self.x0, self.top, self.x1, self.bottom = self.box or (
            min(piece.x0 for piece in self.pieces),
            min(piece.top for piece in main),
            max(piece.x1 for piece in self.pieces),
            max(piece.bottom for piece in main),
        )

    def is_level_with(self, other: "Fragment") -> bool:
        """Say whether it stands as high on the page as another one, in part."""
        return other.bottom > self.top and other.top < self.bottom

    @property
    def words(self) -> int:
        """Say how many words it has."""
        return 1 + sum(piece.spaced for piece in self.pieces[1:])

    @property
    def text(self) -> str:
        """Give its letters, as they are written."""
        return "".join(f" {piece.text}" if piece.spaced else piece.text for piece in self.pieces).strip()


def usual_size(found: Iterable[Piece | Fragment | Line]) -> float:
    """Give the size of most letters."""
    letters: Counter[float] = Counter()
    for one in found:
        letters[one.size or 0.0] += len(one.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def pieces(letters: Iterable[LTChar], height: float, links: Sequence[Link] = ()) -> list[Piece]:
    """Give the pieces that upright letters make, in the order in which the file has them."""
    found: list[Piece] = []
    spaced = False  # before a letter that was left out
    for new in _letters(letters, height):
        new.spaced |= spaced
        new.href = _href(new, links) if links else ""
        last = found[-1] if found else None
        if last and _printed_twice(last, new):
            spaced = new.spaced
            continue
        spaced = False
        if last and _goes_on(last, new):
            last.text += new.text
            last.x1 = max(last.x1, new.x1)
        else:
            new.spaced |= last is not None and _is_apart(last, new)
            found.append(new)
    return found


def _letters(letters: Iterable[LTChar], height: float) -> Iterator[Piece]:
    """Give a piece for each letter, which says whether a space is written before it."""
    looks: dict[str, tuple[bool, bool]] = {}
    spaced = True
    for letter in letters:
        text = _text(letter)
        if not text.strip():
            spaced = True
            continue
        if letter.fontname not in looks:
            looks[letter.fontname] = (bool(BOLD.search(letter.fontname)), bool(ITALIC.search(letter.fontname)))
        size = round(letter.size, 1) or 0.1
        box = (letter.x0, height - letter.y1, letter.x1, height - letter.y0)
        yield Piece(text, *box, size, *looks[letter.fontname], spaced)
        spaced = False


def fragments(found: Iterable[Piece]) -> list[Fragment]:
    """Put pieces together that stand on one row with no more than a space between them, from top to bottom."""
    joined: list[Fragment] = []
    for row in in_rows(_runs(found)):
        before: Fragment | None = None
        for run in row:
            apart = run.x0 - before.x1 if before else inf
            run.pieces[0].spaced |= apart > SPACE * run.size
            if before and apart < COLUMN * min(before.size, run.size):
                before.pieces.extend(run.pieces)
                before.measure()
            else:
                joined.append(run)
                before = run
    return joined


def _runs(found: Iterable[Piece]) -> list[Fragment]:
    """Put pieces together that follow each other in the file and on the page."""
    runs: list[list[Piece]] = []
    for piece in found:
        if runs and _follows(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [Fragment(run) for run in runs]


def in_rows(found: Iterable[Fragment]) -> list[list[Fragment]]:
    """Give fragments as rows from top to bottom, each from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(found, key=lambda fragment: (_foot(fragment), fragment.x0)):
        same = rows and abs(rows[-1][0].bottom - fragment.bottom) < SAME_ROW * min(rows[-1][0].size, fragment.size)
        if same and not (rows[-1][0].cells or fragment.cells or _is_large(rows[-1][0]) or _is_large(fragment)):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda fragment: fragment.x0) for row in rows]


def _foot(fragment: Fragment) -> float:
    """Give where a fragment stands among the rows: a large figure beside several of them, above the first."""
    return fragment.top if _is_large(fragment) else fragment.bottom


def _is_large(fragment: Fragment) -> bool:
    return fragment.size >= LARGE and len(fragment.text) <= len("10") and not fragment.cells


def turned(letters: Iterable[LTChar], height: float) -> list[list[Piece]]:
    """Give the rows of text that is not upright, such as a note along the margin, in the order of the file."""
    rows: list[list[Piece]] = []
    spaced = True
    before: LTChar | None = None
    for letter in letters:
        text = _text(letter)
        if not text.strip():
            spaced = True
            continue
        far = max(letter.width, letter.height, before.width, before.height) if before else 0
        near = before and max(abs(letter.x0 - before.x0), abs(letter.y0 - before.y0)) <= 2 * far
        piece = Piece(text, letter.x0, height - letter.y1, letter.x1, height - letter.y0, 0, spaced=spaced)
        if not near:
            rows.append([])
        rows[-1].append(piece)
        before, spaced = letter, False
    return rows


def _text(letter: LTChar) -> str:
    text = letter.get_text()
    # The format has a bullet at each number that its usual encoding leaves empty, and pdfminer has none there.
    return "•" if text == "(cid:127)" else UNMAPPED.sub("\ufffd", readable(text.translate(LIGATURES)))


def _href(piece: Piece, links: Sequence[Link]) -> str:
    x, y = piece.middle
    return next((link.href for link in links if link.x0 <= x <= link.x1 and link.top <= y <= link.bottom), "")


def _printed_twice(last: Piece, new: Piece) -> bool:
    """Say whether a letter is the one before it once more, which is how some programs make bold ones."""
    width = new.x1 - new.x0
    return last.text.endswith(new.text) and abs(last.x1 - new.x1) < width / 4 and abs(last.bottom - new.bottom) < 1


def _goes_on(last: Piece, new: Piece) -> bool:
    """Say whether a letter goes on right after a piece, and looks like it."""
    size = min(last.size, new.size)
    near = abs(last.bottom - new.bottom) < size / 10 and -BACK * size < new.x0 - last.x1 < SPACE * size
    return not new.spaced and near and _look(last) == _look(new)


def _look(piece: Piece) -> tuple[float, bool, bool, str]:
    return piece.size, piece.bold, piece.italic, piece.href


def _is_apart(last: Piece, new: Piece) -> bool:
    """Say whether there is space between a piece and the next on its row, though none is written."""
    return _follows(last, new) and new.x0 - last.x1 > SPACE * min(last.size, new.size)


def _follows(last: Piece, new: Piece) -> bool:
    """Say whether a piece stands right after another, which may be raised or of another size, on the same row."""
    size = max(last.size, new.size)
    together = min(last.bottom, new.bottom) - max(last.top, new.top)
    near = min(last.size, new.size) if max(last.size, new.size) >= LARGE else size
    return together > min(last.size, new.size) * 0.4 and -BACK * size < new.x0 - last.x1 < near
