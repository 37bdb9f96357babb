"""A web page as lines: headings, paragraphs, lists, tables; menus, headers and footers as furniture."""

import re
from dataclasses import replace
from typing import Any

from portal.importer.sources.decoding import decoded
from portal.importer.sources.line import Furniture, Source
from portal.importer.sources.paragraph import PLAIN, Look, Paragraph, Sheet
from portal.importer.sources.web.elements import BLOCKS, HEADINGS, MOST_OPEN, SILENT, VOID, Element, Elements
from portal.importer.sources.web.looks import SIZE, USUAL, Declarations, Looks, margin, with_declarations
from portal.importer.sources.web.markup import Tag, tokens
from portal.importer.sources.web.places import placed
from portal.importer.sources.web.regions import CONTENT, Region, furniture, settled, word_style

CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
MOST_UNPRINTABLE = 0.1  # of a page: some programs leave control characters in it, at notes' marks
BEGINNING = 2_000  # bytes in which a page says its encoding

SPACED = {"hr", "p", *HEADINGS}  # with space above them
LEVELS = {str(level) for level in HEADINGS.values()}
BUTTON_HOLDERS = {"summary", "a", *HEADINGS}
UNFOLDING = {"aria-expanded", "aria-controls"}
SPACE = re.compile(r"[ \t\r\n\f]+")
TYPED_TAB = re.compile(r"[ \t\r\n\f]*(?:\xa0[ \t\r\n\f]*){3,}")
SIGNS = re.compile(r"(?=.*\S)[\W_]*", re.DOTALL)
# What leads to a note, where it is not raised, or from the note back.
NOTE_MARK = re.compile(r"\[(\d{1,3})\]")


def read_web(content: bytes) -> Source:
    """Give the lines of an HTML file; raise SourceError when its letters cannot be read. Nothing is ever fetched."""
    charset = CHARSET.search(content[:BEGINNING])
    text = decoded(content, charset[1].decode() if charset else "", unprintable=MOST_UNPRINTABLE)
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
        self._open = Elements(Element("", look))
        self._elements = 0
        self._heading = 1  # the level of the last one
        self._notes: dict[str, str] = {}

    def flush(self) -> None:
        """End the paragraph that is being read."""
        if self._paragraph:
            facts = self._open.last.facts
            if item := self._open.opening():
                # A note's number is its label.
                facts = facts | {"item": None if facts.get("note") else item}
            self.sheet.add(self._paragraph, **facts)
            self.regions += [self._open.last.region] * (len(self.sheet.lines) - len(self.regions))
        self._paragraph = Paragraph()

    def take(self, token: Tag | str) -> None:
        """Take the next tag or text of the page."""
        if isinstance(token, str):
            self._text(token)
        elif token.end:
            self._end(token.name)
        else:
            self._start(token.name, token.attributes)

    def _text(self, text: str) -> None:
        element = self._open.last
        if element.tag == "title":
            self.title += text
        elif element.tag == "style":
            self._looks.read(text)
        if element.silent or (element.decoration and SIGNS.fullmatch(text)):
            return
        look = element.look
        if look.href.startswith("#"):
            text, look = self._reference(text, look)
        self._paragraph.add(text if element.kept else SPACE.sub(" ", TYPED_TAB.sub("\t ", text)), look)

    def _reference(self, text: str, look: Look) -> tuple[str, Look]:
        """Give the text of a link within the page as a note's mark, where it is one, and remember which note's."""
        bracketed = NOTE_MARK.fullmatch(text.strip())
        if bracketed:
            text, look = bracketed[1], replace(look, raised=True)
        if look.raised and text.strip().isdecimal():
            self._notes[look.href[1:]] = text.strip()
        return text, look

    def _start(self, tag: str, named: dict[str, str]) -> None:
        """Open an element, and end what it ends."""
        if tag in BLOCKS:
            # No paragraph can hold a block.
            self._close(self._open.ended_by("p"))
        if tag in BLOCKS or self._is_button(tag):
            self.flush()
        self._close(self._open.ended_by(tag))
        if tag == "br":
            if not self._open.last.silent:
                self._paragraph.add("\n", replace(self._open.last.look, raised=False))
        elif tag in SPACED:
            self.sheet.gap()
        if tag not in VOID and len(self._open) < MOST_OPEN:
            self._push(tag, named)

    def _close(self, elements: int) -> None:
        if elements:
            self.flush()
        for _element in range(elements):
            self._open.pop()

    def _end(self, tag: str) -> None:
        """Close an element and what is open inside it; an end of what is not open says nothing."""
        if tag not in self._open:
            return
        if tag in BLOCKS or self._is_button(tag):
            self.flush()
        while self._open.pop() != tag:
            pass

    def _is_button(self, tag: str) -> bool:
        """Say whether an element is a button by itself, and not one that makes a heading or a link of its text."""
        return tag == "button" and not self._open.within(BUTTON_HOLDERS)

    def _push(self, tag: str, named: dict[str, str]) -> None:
        parent = self._open.last
        self._elements += 1
        said = self._looks.of(tag, named)
        look = with_declarations(_look(tag, named, parent.look), said)
        element = Element(
            tag,
            look,
            silent=parent.silent or tag in SILENT or (tag not in BLOCKS and _is_hidden(named, said)),
            kept=parent.kept or tag == "pre",
            region=parent.region.within(tag, named, self._elements),
            decoration=parent.decoration or named.get("aria-hidden") == "true" or look.href.startswith("#"),
        )
        facts = self._facts(tag, named)
        if tag in BLOCKS:
            facts |= self._of_block(named, said, look)
        element.facts = parent.facts | facts | placed(element, named, self._open, self.sheet)
        self._open.push(element)

    def _facts(self, tag: str, named: dict[str, str]) -> dict[str, Any]:
        """Give what an element says of the lines in it: by itself, and where it is no furniture, by its kind."""
        facts = self._kind(tag, named)
        if self._open.last.facts.get("furniture"):
            return {}
        kind = furniture(tag, named, in_content=self._open.within(CONTENT) > 0)
        return facts | {"furniture": kind} if kind else facts

    def _kind(self, tag: str, named: dict[str, str]) -> dict[str, Any]:
        if heading := _heading(tag, named):
            self._heading = heading
            return {"heading": heading}
        button = self._is_button(tag)
        # What opens a part of the page that is folded away is its heading.
        if tag == "summary" or (button and not UNFOLDING.isdisjoint(named)):
            return {"heading": min(self._heading + 1, len(HEADINGS))}
        if button:
            return {"furniture": Furniture.HEADER}
        return {"title": True} if word_style(named) == "title" else {}

    def _of_block(self, named: dict[str, str], said: Declarations, look: Look) -> dict[str, Any]:
        """Give how far in a block stands, and whose note it is."""
        facts: dict[str, Any] = {}
        if "margin-left" in said and look.size:
            facts["indent"] = margin(said, look)
        if note := self._notes.get(named.get("id") or named.get("name", "")):
            facts["note"] = note
        return facts


def _heading(tag: str, named: dict[str, str]) -> int | None:
    level = named.get("aria-level", "2")
    return int(level) if named.get("role") == "heading" and level in LEVELS else HEADINGS.get(tag)


def _look(tag: str, named: dict[str, str], look: Look) -> Look:
    if tag in {"b", "strong"}:
        return replace(look, bold=True)
    if tag in {"i", "em", "cite", "dfn"}:
        return replace(look, italic=True)
    if tag in {"sup", "sub"}:
        return replace(look, raised=tag == "sup")
    if tag == "a" and named.get("href"):
        return replace(look, href=named["href"].strip())
    return look


def _is_hidden(named: dict[str, str], said: Declarations) -> bool:
    """Say whether a stretch of letters never shows; a block that is hidden may be one that its heading unfolds."""
    return "hidden" in named or said.get("display") == "none" or said.get("visibility") == "hidden"
