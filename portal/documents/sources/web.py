"""A web page as lines: headings, paragraphs, lists, tables; menus, headers and footers as furniture."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from portal.documents.sources.decoding import decoded
from portal.documents.sources.line import Cell, Furniture, Item, Source
from portal.documents.sources.markup import Tag, tokens
from portal.documents.sources.numbering import written
from portal.documents.sources.paragraph import PLAIN, Look, Paragraph, Sheet

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
BEGINNING = 2_000  # bytes in which a page says its encoding

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "title", "iframe", "object", "svg", "canvas", "audio", "video", "select"}
SECTIONS = {
    "address",
    "article",
    "aside",
    "body",
    "footer",
    "head",
    "header",
    "html",
    "main",
    "nav",
    "search",
    "section",
}
TABULAR = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
LISTS = {"ul", "ol", "menu", "dir"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FLOW = {
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
}
FLOW |= {"hgroup", "hr", "legend", "li", "p", "pre", "summary"}
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
FURNITURE = {"nav": Furniture.CONTENTS, "header": Furniture.HEADER, "footer": Furniture.FOOTER}
# What Word calls its styles in the pages that it saves.
STYLES = {"toc": Furniture.CONTENTS, "header": Furniture.HEADER, "footer": Furniture.FOOTER}
WORD_STYLE = re.compile(r"\bMso(Toc|Header|Footer|Title)", re.IGNORECASE)
# A header within one of these is that of the text itself.
CONTENT = {"main", "article", "section"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")
MOST_OPEN = 300  # elements in one another; those deeper hold text only


@dataclass
class _Element:
    """An element that is open, with what holds inside it."""

    tag: str
    facts: dict[str, Any]
    look: Look
    silent: bool = False
    kept: bool = False  # spaces and line ends are as typed
    kind: str = ""  # of a list's numbers, or "bullet"
    count: int = 0  # items of a list, or rows of a table
    column: int = 0
    table: int = 0
    opens: Item | None = None  # of a list item whose text has not begun


def read_web(content: bytes) -> Source:
    """Give the lines of an HTML file; raise SourceError when its letters cannot be read. Nothing is ever fetched."""
    charset = CHARSET.search(content[:BEGINNING])
    page = _Page()
    for token in tokens(decoded(content, charset[1].decode() if charset else "")):
        page.take(token)
    page.flush()
    return Source(tuple(page.sheet.lines), title=" ".join(page.title.split()))


class _Page:
    """One page while it is being read."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.title = ""
        self._paragraph = Paragraph()
        self._open = [_Element("", {}, PLAIN)]
        self._tags: Counter[str] = Counter()
        self._notes: dict[str, str] = {}

    def flush(self) -> None:
        """End the paragraph that is being read."""
        if not self._paragraph:
            self._paragraph = Paragraph()
            return
        facts = dict(self._open[-1].facts)
        for element in reversed(self._open):
            if element.opens:
                # A note's number is its label.
                facts["item"] = None if facts.get("note") else element.opens
                element.opens = None
                break
            if element.tag in {"li", "table"}:
                break
        self.sheet.add(self._paragraph, **facts)
        self._paragraph = Paragraph()

    def take(self, token: Tag | str) -> None:
        """Take the next tag or text of the page."""
        if isinstance(token, str):
            self._text(token)
        elif token.end:
            self._end(token.name)
        else:
            self._start(token.name, token.attributes)

    def _text(self, data: str) -> None:
        element = self._open[-1]
        if element.tag == "title":
            self.title += data
        if element.look.raised and element.look.href.startswith("#") and data.strip().isdecimal():
            self._notes[element.look.href[1:]] = data.strip()
        if not element.silent:
            self._paragraph.add(data if element.kept else SPACE.sub(" ", data), element.look)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        """Open an element, and end what it ends."""
        if tag in BLOCKS:
            self._end_paragraph()
            self.flush()
        self._end_before(tag)
        if tag == "br":
            if not self._open[-1].silent:
                self._paragraph.add("\n", replace(self._open[-1].look, raised=False))
        elif tag in {"hr", "p"} or tag in HEADINGS:
            self.sheet.gap()
        if tag not in VOID and len(self._open) < MOST_OPEN:
            self._push(tag, named)

    def _end(self, tag: str) -> None:
        """Close an element and what is open inside it; an end of what is not open says nothing."""
        if not self._tags[tag]:
            return
        if tag in BLOCKS:
            self.flush()
        while self._pop() != tag:
            pass

    def _end_paragraph(self) -> None:
        """Close a paragraph that a block begins in, as none can hold one."""
        if self._tags["p"]:
            self._end_before("p")

    def _end_before(self, tag: str) -> None:
        ended, between = ENDS.get(tag, (set(), set()))
        if not any(self._tags[other] for other in ended):
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in ended:
                self.flush()
                while len(self._open) > at:
                    self._pop()
                return
            if self._open[at].tag in between:
                return

    def _pop(self) -> str:
        element = self._open.pop()
        self._tags[element.tag] -= 1
        return element.tag

    def _push(self, tag: str, named: dict[str, str]) -> None:
        parent = self._open[-1]
        element = _Element(tag, parent.facts, parent.look, parent.silent, parent.kept or tag == "pre")
        element.silent |= tag in SILENT or "hidden" in named or bool(HIDDEN.search(named.get("style", "")))
        element.look = self._look(tag, named, parent.look)
        facts = _facts(tag, named) if not parent.facts.get("furniture") else {}
        if tag in FURNITURE and not (tag != "nav" and any(self._tags[holder] for holder in CONTENT)):
            facts["furniture"] = FURNITURE[tag]
        note = self._notes.get(named.get("id") or named.get("name", ""))
        if note and tag in BLOCKS:
            facts["note"] = note
        self._place(element, named, facts)
        if facts:
            element.facts = parent.facts | facts
        self._open.append(element)
        self._tags[tag] += 1

    def _look(self, tag: str, named: dict[str, str], look: Look) -> Look:
        if tag in {"b", "strong"}:
            return replace(look, bold=True)
        if tag in {"i", "em", "cite", "dfn"}:
            return replace(look, italic=True)
        if tag in {"sup", "sub"}:
            return replace(look, raised=tag == "sup")
        if tag == "a" and named.get("href"):
            return replace(look, href=named["href"].strip())
        return look

    def _place(self, element: _Element, named: dict[str, str], facts: dict[str, Any]) -> None:
        """Say where in a list or a table an element stands."""
        if element.tag in LISTS:
            element.kind = named.get("type", "decimal") if element.tag == "ol" else "bullet"
            start = named.get("start", "")
            element.count = int(start) - 1 if start.isdecimal() and len(start) < len("10000") else 0
        elif element.tag == "li":
            holder = self._nearest(LISTS)
            holder.count += 1
            mark = "•" if holder.kind in {"", "bullet"} else f"{written(holder.count, holder.kind)}."
            level = sum(self._tags[tag] for tag in LISTS)
            element.opens = Item(max(level - 1, 0), mark)
        elif element.tag == "table":
            self.sheet.gap()
            element.table = self.sheet.table()
        elif element.tag == "tr":
            table = self._nearest({"table"})
            element.table, element.column = table.table, 0
            element.count = table.count
            table.count += 1
        elif element.tag in {"td", "th"} and self._tags["tr"]:
            row = self._nearest({"tr"})
            facts["cell"] = Cell(row.table, row.count, row.column)
            span = named.get("colspan", "")
            row.column += int(span) if span.isdecimal() and 0 < len(span) < len("1000") else 1

    def _nearest(self, tags: set[str]) -> _Element:
        """Give the innermost open element with one of these tags, or the page itself."""
        if not any(self._tags[tag] for tag in tags):
            return self._open[0]
        return next(element for element in reversed(self._open) if element.tag in tags)


def _facts(tag: str, named: dict[str, str]) -> dict[str, Any]:
    if tag in HEADINGS:
        return {"heading": HEADINGS[tag]}
    style = WORD_STYLE.search(named.get("class", ""))
    if not style:
        return {}
    kind = style[1].lower()
    return {"title": True} if kind == "title" else {"furniture": STYLES[kind]}
