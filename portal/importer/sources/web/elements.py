"""The elements of a web page that are open: which tags there are, and which of them end which."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from portal.importer.sources.line import Item
from portal.importer.sources.paragraph import PLAIN, Look
from portal.importer.sources.web.regions import ANYWHERE, Region
from portal.importer.sources.web.tables import Grid

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {
    "script", "style", "template", "title", "iframe", "object", "svg", "canvas", "audio", "video", "select", "datalist",
    "noscript",
}  # fmt: skip
SECTIONS = {
    "address", "article", "aside", "body", "footer", "head", "header", "html", "main", "nav", "search", "section",
}  # fmt: skip
TABULAR = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
LISTS = {"ul", "ol", "menu", "dir"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FLOW = {
    "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form",
    "hgroup", "hr", "legend", "li", "p", "pre", "summary",
}  # fmt: skip
BLOCKS = SECTIONS | TABULAR | LISTS | set(HEADINGS) | FLOW
# What a new one of these ends: one that is open, unless what stands after it here stands between.
ENDS = {
    "p": ({"p"}, BLOCKS - {"p"}),
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "table"}),
    "dd": ({"dt", "dd"}, {"dl", "table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "body": ({"head"}, set()),
}
MOST_OPEN = 300  # elements in one another; those deeper hold text only


@dataclass
class Element:
    """An element that is open, with what holds inside it."""

    tag: str
    look: Look = PLAIN
    facts: dict[str, Any] = field(default_factory=dict)  # what holds for the lines in it
    silent: bool = False
    kept: bool = False  # spaces and line ends are as typed
    region: Region = ANYWHERE
    decoration: bool = False  # signs in it, such as arrows, are no text
    kind: str = ""  # of a list's numbers, or "bullet"
    count: int = 0  # items of a list
    grid: Grid | None = None  # of a table
    opens: Item | None = None  # of a list item whose text has not begun


class Elements:
    """The open elements of a page, the outermost first: the page itself, which has no tag."""

    def __init__(self, page: Element) -> None:
        self._open = [page]
        self._tags: Counter[str] = Counter()

    @property
    def last(self) -> Element:
        """Give the innermost."""
        return self._open[-1]

    def __len__(self) -> int:
        return len(self._open)

    def __contains__(self, tag: str) -> bool:
        return self._tags[tag] > 0

    def within(self, tags: Collection[str]) -> int:
        """Say in how many elements with one of these tags the innermost one is."""
        return sum(self._tags[tag] for tag in tags)

    def nearest(self, tags: Collection[str]) -> Element:
        """Give the innermost element with one of these tags, or the page itself."""
        if not self.within(tags):
            return self._open[0]
        return next(element for element in reversed(self._open) if element.tag in tags)

    def push(self, element: Element) -> None:
        """Open an element inside the last one."""
        self._open.append(element)
        self._tags[element.tag] += 1

    def pop(self) -> str:
        """Close the innermost element, and give its tag."""
        tag = self._open.pop().tag
        self._tags[tag] -= 1
        return tag

    def ended_by(self, tag: str) -> int:
        """Say how many elements a new one with this tag closes, as pages may leave their ends out."""
        ended, between = ENDS.get(tag, (set(), set()))
        if not self.within(ended):
            return 0
        for deep, element in enumerate(reversed(self._open), start=1):
            if element.tag in ended:
                return deep
            if element.tag in between:
                break
        return 0

    def opening(self) -> Item | None:
        """Give the list item that a paragraph here begins, the first time."""
        for element in reversed(self._open):
            if element.opens:
                item, element.opens = element.opens, None
                return item
            if element.tag in {"li", "table"}:
                break
        return None
