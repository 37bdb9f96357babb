"""A web page as lines: headings, paragraphs, lists, tables; menus, headers and footers as furniture."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from portal.importer.sources.decoding import decoded
from portal.importer.sources.line import Furniture, Item, Source
from portal.importer.sources.numbering import written
from portal.importer.sources.paragraph import PLAIN, Look, Paragraph, Sheet
from portal.importer.sources.web.looks import SIZE, USUAL, Declarations, Looks, margin, with_declarations
from portal.importer.sources.web.markup import Tag, tokens
from portal.importer.sources.web.regions import ANYWHERE, CONTENT, WORD_STYLE, Region, furniture, settled
from portal.importer.sources.web.tables import Grid

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
BEGINNING = 2_000  # bytes in which a page says its encoding

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "title", "iframe", "object", "svg", "canvas", "audio", "video", "select"}
SILENT |= {"datalist", "noscript"}
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
SPACE = re.compile(r"[ \t\r\n\f]+")
TYPED_TAB = re.compile(r"[ \t\r\n\f]*(?:\xa0[ \t\r\n\f]*){3,}")
# What leads to a note, where it is not raised, or from the note back.
NOTE_MARK = re.compile(r"\[(\d{1,3})\]")
MOST_OPEN = 300  # elements in one another; those deeper hold text only


@dataclass
class _Element:
    """An element that is open, with what holds inside it."""

    tag: str
    facts: dict[str, Any]
    look: Look
    silent: bool = False
    kept: bool = False  # spaces and line ends are as typed
    region: Region = ANYWHERE
    decoration: bool = False  # signs in it, such as arrows, are no text
    kind: str = ""  # of a list's numbers, or "bullet"
    count: int = 0  # items of a list
    grid: Grid | None = None  # of a table
    opens: Item | None = None  # of a list item whose text has not begun


def read_web(content: bytes) -> Source:
    """Give the lines of an HTML file; raise SourceError when its letters cannot be read. Nothing is ever fetched."""
    charset = CHARSET.search(content[:BEGINNING])
    text = decoded(content, charset[1].decode() if charset else "")
    page = _Page(replace(PLAIN, size=USUAL) if SIZE.search(text) else PLAIN)
    for token in tokens(text):
        page.take(token)
    page.flush()
    title = " ".join(page.title.split())
    return Source(tuple(settled(page.sheet.lines, page.regions, title)), title=title)


class _Page:
    """One page while it is being read."""

    def __init__(self, look: Look) -> None:
        self.sheet = Sheet()
        self.regions: list[Region] = []  # of each line
        self.title = ""
        self._looks = Looks()
        self._paragraph = Paragraph()
        self._open = [_Element("", {}, look)]
        self._elements = 0
        self._heading = 1  # the level of the last one
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
        self.regions += [self._open[-1].region] * (len(self.sheet.lines) - len(self.regions))
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
        elif element.tag == "style":
            self._looks.read(data)
        if element.silent or (element.decoration and data.strip() and not any(letter.isalnum() for letter in data)):
            return
        look = element.look
        if look.href.startswith("#"):
            bracketed = NOTE_MARK.fullmatch(data.strip())
            if bracketed:
                data, look = bracketed[1], replace(look, raised=True)
            if look.raised and data.strip().isdecimal():
                self._notes[look.href[1:]] = data.strip()
        self._paragraph.add(data if element.kept else SPACE.sub(" ", TYPED_TAB.sub("\t ", data)), look)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        """Open an element, and end what it ends."""
        if tag in BLOCKS:
            self._end_paragraph()
        if tag in BLOCKS or self._is_button(tag):
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
        if tag in BLOCKS or self._is_button(tag):
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

    def _is_button(self, tag: str) -> bool:
        """Say whether an element is a button by itself, and not one that makes a heading or a link of its text."""
        return tag == "button" and not any(self._tags[holder] for holder in (*HEADINGS, "summary", "a"))

    def _push(self, tag: str, named: dict[str, str]) -> None:
        parent = self._open[-1]
        self._elements += 1
        element = _Element(tag, parent.facts, parent.look, parent.silent, parent.kept or tag == "pre")
        element.region = parent.region.within(tag, named, self._elements)
        said = self._looks.of(tag, named)
        element.silent |= tag in SILENT or (tag not in BLOCKS and _is_hidden(named, said))
        element.look = with_declarations(self._look(tag, named, parent.look), said)
        element.decoration = parent.decoration or named.get("aria-hidden") == "true" or element.look.href[:1] == "#"
        facts = self._facts(tag, named)
        if parent.facts.get("furniture"):
            facts = {}
        elif kind := furniture(tag, named, in_content=any(self._tags[holder] for holder in CONTENT)):
            facts["furniture"] = kind
        if tag in BLOCKS and "margin-left" in said and element.look.size:
            facts["indent"] = margin(said, element.look)
        note = self._notes.get(named.get("id") or named.get("name", ""))
        if note and tag in BLOCKS:
            facts["note"] = note
        self._place(element, named, facts)
        if facts:
            element.facts = parent.facts | facts
        self._open.append(element)
        self._tags[tag] += 1

    def _facts(self, tag: str, named: dict[str, str]) -> dict[str, Any]:
        """Give what an element by itself says of the lines in it."""
        level = named.get("aria-level", "2")
        heading = HEADINGS.get(tag)
        if named.get("role") == "heading" and level in set("123456"):
            heading = int(level)
        if heading:
            self._heading = heading
            return {"heading": heading}
        # What opens a part of the page that is folded away is its heading.
        if tag == "summary" or (self._is_button(tag) and ("aria-expanded" in named or "aria-controls" in named)):
            return {"heading": min(self._heading + 1, len(HEADINGS))}
        if self._is_button(tag):
            return {"furniture": Furniture.HEADER}
        style = WORD_STYLE.search(named.get("class", ""))
        return {"title": True} if style and style[1].lower() == "title" else {}

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
        elif element.tag in {"table", "dl"}:
            self.sheet.gap()
            element.grid = Grid(self.sheet.table())
        elif element.tag in {"tr", "td", "th"}:
            grid = self._nearest({"table"}).grid
            if grid and element.tag == "tr":
                grid.begin_row()
            elif grid and self._tags["tr"]:
                facts["cell"] = grid.cell(named)
        elif element.tag in {"dt", "dd"} and not self._tags["td"]:
            grid = self._nearest({"dl"}).grid
            if grid:
                facts["cell"] = grid.term() if element.tag == "dt" else grid.meaning()

    def _nearest(self, tags: set[str]) -> _Element:
        """Give the innermost open element with one of these tags, or the page itself."""
        if not any(self._tags[tag] for tag in tags):
            return self._open[0]
        return next(element for element in reversed(self._open) if element.tag in tags)


def _is_hidden(named: dict[str, str], said: Declarations) -> bool:
    """Say whether a stretch of letters never shows; a block that is hidden may be one that its heading unfolds."""
    return "hidden" in named or said.get("display") == "none" or said.get("visibility") == "hidden"
