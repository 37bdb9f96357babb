"""Rich text as a tree of nodes, in which no letter means anything but itself. Pure functions.

A node is a string, or a dictionary that says what it `is` and what it is made `of`. Blocks hold blocks (an item, a
quotation, a cell) or running text (a paragraph), never both. Any node may say its `lang` and its `dir`.
"""

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from itertools import groupby, takewhile
from typing import Any

from django.utils.encoding import iri_to_uri

from portal.downloads.grid import Cell, Place, placed, span

Node = dict[str, Any] | str

BLOCKS = {
    "p": "paragraph",
    "ul": "list",
    "ol": "numbered",
    "li": "item",
    "blockquote": "quotation",
    "table": "table",
    "caption": "caption",
    "tr": "row",
    "th": "cell",
    "td": "cell",
}
RUNNING = {"em": "em", "strong": "strong", "sup": "sup", "sub": "sub", "span": "span", "a": "link"}
OF_TEXT = ("paragraph", *RUNNING.values())
# A program that sets text calls itself for each level. No document has so many, and deeper ones are read on one level.
DEEPEST = 14
# Words from so many letters on are set so that they can be broken after each piece, without a hyphen; in the cell of a
# table these are words that cannot be hyphenated, such as addresses.
LONG, LONG_IN_CELL = (30, 15), (12, 8)
_FOOTNOTE = "#footnote-"
_ADDRESS = re.compile("(?:https?://|mailto:|tel:)", re.IGNORECASE)
_LANGUAGE = re.compile("([a-z]{2,3})(?:-|$)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r"\W*[^\W\d_]+(?:[-–/][^\W\d_]+)*\W*")


def nodes(html: str, mark: Callable[[int], Node]) -> list[Node]:
    """Give sanitised `html` as blocks; `mark` gives what stands at the mark of the footnote with a number."""
    reader = _Reader(mark)
    reader.feed(html)
    reader.close()
    return reader.finished()


def words(text: str, *, in_cell: bool = False) -> list[Node]:
    """Give a text as it stands, with each word that may be longer than its line in pieces."""
    found: list[Node] = []
    end = 0
    for word in _WORD.finditer(text):
        narrow = in_cell and not _HYPHENATED.fullmatch(word[0])
        longest, piece = LONG_IN_CELL if narrow else LONG
        if len(word[0]) >= longest:
            pieces: list[Node] = [word[0][at : at + piece] for at in range(0, len(word[0]), piece)]
            found += [text[end : word.start()], {"is": "word", "of": pieces}]
            end = word.end()
    return [part for part in (*found, text[end:]) if part]


class _Reader(HTMLParser):
    """Makes nodes of what it reads. The innermost element that is open is the last of `_open`."""

    def __init__(self, mark: Callable[[int], Node]) -> None:
        super().__init__(convert_charrefs=True)
        self._mark = mark
        self._open: list[tuple[str, dict[str, Any]]] = [("", {"is": "root", "of": []})]
        self._too_deep: list[str] = []

    def finished(self) -> list[Node]:
        """Close what is open, and give the blocks."""
        while len(self._open) > 1:
            self._close()
        return _blocks(self._open[0][1]["of"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add({"is": "line"})
        elif tag == "a" and said.get("href", "").startswith(_FOOTNOTE):
            self._open.append((tag, {"is": "mark", "number": said["href"].removeprefix(_FOOTNOTE), "of": []}))
        elif kind := BLOCKS.get(tag) or RUNNING.get(tag):
            self._begin(tag, {"is": kind, **_attributes(tag, said), "of": []})

    def handle_endtag(self, tag: str) -> None:
        if tag in self._too_deep:
            while self._too_deep.pop() != tag:
                pass
            self._add(" ")
        elif tag in (name for name, _node in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        in_cell = any(node["is"] == "cell" for _tag, node in self._open)
        self._open[-1][1]["of"] += words(re.sub(r"[ \t\n\r\f]+", " ", data), in_cell=in_cell)

    def _begin(self, tag: str, node: dict[str, Any]) -> None:
        if len(self._open) <= DEEPEST:
            self._open.append((tag, node))
        else:
            self._too_deep.append(tag)
            self._add(" ")

    def _add(self, node: Node) -> None:
        self._open[-1][1]["of"].append(node)

    def _close(self) -> str:
        """Close the innermost element, and put it where it belongs."""
        tag, node = self._open.pop()
        if node["is"] == "mark":
            self._add(self._mark(int(node["number"])))
        elif node["is"] == "sup" and len(node["of"]) == 1 and _is(node["of"][0], "note", "sup"):
            self._add(node["of"][0])  # which is raised by itself
        else:
            self._add(_complete(node))
        return tag


def _attributes(tag: str, said: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if language := _LANGUAGE.match(said.get("lang", "")):
        found["lang"] = language[1].lower()
    if said.get("dir") in ("ltr", "rtl"):
        found["dir"] = said["dir"]
    if tag == "a" and _ADDRESS.match(said.get("href", "")):
        found["to"] = iri_to_uri(said["href"])
    if tag == "ol":
        found["start"] = int(said["start"]) if re.fullmatch("[0-9]{1,6}", said.get("start", "")) else 1
    if tag in ("th", "td"):
        found |= {"heading": tag == "th", "across": span(said.get("colspan")), "down": span(said.get("rowspan"))}
    return found


def _complete(node: dict[str, Any]) -> dict[str, Any]:
    """Give an element that was read to its end in the form that its kind has."""
    kind, inner = node["is"], node["of"]
    if kind == "link" and "to" not in node:
        return node | {"is": "span"}
    if kind == "paragraph":
        return node | {"of": _running(inner)}
    if kind in ("list", "numbered"):
        return node | {"of": _gathered(inner, {"is": "item"})}
    if kind == "row":
        return node | {"of": _gathered(inner, {"is": "cell", "heading": False, "across": 1, "down": 1})}
    if kind == "table":
        return _table(node)
    return node if kind in OF_TEXT else node | {"of": _blocks(inner)}


def _blocks(inner: Iterable[Node]) -> list[Node]:
    """Give blocks alone: running text among them becomes paragraphs."""
    found: list[Node] = []
    for is_text, group in groupby(inner, key=_is_text):
        if not is_text:
            found += group
        elif running := _running(group):
            found.append({"is": "paragraph", "of": running})
    return found


def _running(inner: Iterable[Node]) -> list[Node]:
    """Give running text without the blanks around it."""
    found = list(inner)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" ")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
    return [part for part in found if part]


def _gathered(inner: list[Node], wanted: dict[str, Any]) -> list[Node]:
    """Give the items of a list, or the cells of a row; what stands between them belongs to the one before."""
    found: list[Any] = []
    for node in inner:
        if _is(node, wanted["is"]):
            found.append(node)
        elif loose := _blocks([node]):
            if not found:
                found.append(wanted | {"of": []})
            found[-1]["of"] += loose
    return found


def _table(node: dict[str, Any]) -> dict[str, Any]:
    """Give a table with each cell at its place, how many columns it has and how many of its rows are headings."""
    rows = [row["of"] for row in node["of"] if _is(row, "row") and row["of"]]
    places, columns = placed([[Cell(cell, cell["across"], cell["down"]) for cell in row] for row in rows])
    if not places:
        return node | {"is": "part", "of": _caption(node["of"])}
    heads = len(list(takewhile(_all_headings, rows)))
    return node | {
        "caption": _caption(node["of"]),
        "columns": columns,
        # A heading that spans more rows takes these with it.
        "heads": max((place.bottom + 1 for place in places if place.top < heads), default=0),
        "of": [_at(place) for place in places],
    }


def _caption(inner: list[Node]) -> list[Node]:
    """Give what stands in a table and in none of its rows."""
    found: list[Node] = []
    for node in inner:
        if isinstance(node, dict) and node["is"] == "caption":
            found += node["of"]
        elif not _is(node, "row"):
            found.append(node)
    return _blocks(found)


def _all_headings(row: list[dict[str, Any]]) -> bool:
    return all(cell["heading"] for cell in row)


def _at(place: Place) -> dict[str, Any]:
    return {
        **place.cell.made_of,
        "row": place.top,
        "column": place.left,
        "across": place.right - place.left + 1,
        "down": place.bottom - place.top + 1,
    }


def _is(node: Node, *kinds: str) -> bool:
    return isinstance(node, dict) and node["is"] in kinds


def _is_text(node: Node) -> bool:
    return isinstance(node, str) or _is(node, *RUNNING.values(), "line", "note", "word")
