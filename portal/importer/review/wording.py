"""Rich text cut in two and put together, with every word and the order kept. Pure functions on sanitised HTML."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Any, TypeAlias

from django.utils.text import Truncator
from lxml import html as markup

from strategies.richtext import clean, footnote_numbers, plain_text

BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "table"})
LISTS = frozenset({"ul", "ol"})
ENDS = (".", "!", "?", ":", ";", "…", "”", '"', ")")
LONGEST_BEGINNING = 60
Element: TypeAlias = Any  # lxml's, which has no types


@dataclass(frozen=True)
class Cut:
    """A place where a text can be cut: its number, from 1, and how what would come after it begins."""

    at: int
    beginning: str


def cuts(html: str) -> list[Cut]:
    """Give the places where a text can be cut: before each block, and before each item of a list, but the first."""
    found: list[Cut] = []
    for block, item in _places(_blocks(html)):
        begins = block if item is None else item
        found.append(Cut(len(found) + 1, Truncator(_words(begins)).chars(LONGEST_BEGINNING)))
    return found


def cut(html: str, at: int) -> tuple[str, str]:
    """Give the text before and after the cut number `at`, which is one of `cuts`; 0 leaves nothing before it."""
    blocks = _blocks(html)
    if at == 0:
        return "", _written(blocks)
    block, item = _places(blocks)[at - 1]
    place = blocks.index(block)
    if item is None:
        return _written(blocks[:place]), _written(blocks[place:])
    rest = deepcopy(block)
    items = _items(block)
    first = items.index(item)
    for before in _items(rest)[:first]:
        rest.remove(before)
    rest.text = None
    for after in items[first:]:
        block.remove(after)
    if rest.tag == "ol":
        rest.set("start", str(_start(block) + first))
    return _written(blocks[: place + 1]), _written([rest, *blocks[place + 1 :]])


def heading_of(html: str) -> tuple[str, str] | None:
    """Give the words of a text's first paragraph and the text after it; None where it cannot be made a heading."""
    blocks = _blocks(html)
    if not blocks or blocks[0].tag != "p" or footnote_numbers(_written(blocks[:1])):
        return None
    return _words(blocks[0]), _written(blocks[1:])


def joined(first: str, second: str) -> str:
    """Give one text of two. A list goes on in the list before it, and a sentence in the paragraph before it."""
    here, there = _blocks(first), _blocks(second)
    if here and there:
        if _list_goes_on(here[-1], there[0]):
            here[-1].extend(there.pop(0))
        elif _sentence_goes_on(here[-1], there[0]):
            _continue(here[-1], there.pop(0))
    return _written([*here, *there])


def paragraph(text: str) -> str:
    """Give plain text as a paragraph; nothing for no text."""
    return clean(f"<p>{escape(text)}</p>") if text.strip() else ""


def listed(texts: Iterable[str]) -> str:
    """Give plain texts as a list; nothing for none."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return clean(f"<ul>{items}</ul>") if items else ""


def _blocks(html: str) -> list[Element]:
    """Give the elements at the top of a text; what stands loose among them becomes a paragraph."""
    if not html.strip():
        return []
    root = markup.fragment_fromstring(html, create_parent="div")
    blocks: list[Element] = []
    loose = _paragraph_of(root.text)
    for piece in list(root):
        if any(element.tag in BLOCKS for element in piece.iter()):
            blocks += [*_unless_empty(loose), piece]
            loose, piece.tail = _paragraph_of(piece.tail), None
        else:
            loose.append(piece)
    return [*blocks, *_unless_empty(loose)]


def _paragraph_of(text: str | None) -> Element:
    element = markup.Element("p")
    element.text = text if text and text.strip() else None
    return element


def _unless_empty(element: Element) -> list[Element]:
    return [element] if element.text or len(element) else []


def _written(blocks: Iterable[Element]) -> str:
    return clean("".join(markup.tostring(block, encoding="unicode", with_tail=False) for block in blocks))


def _words(element: Element) -> str:
    return plain_text(markup.tostring(element, encoding="unicode", with_tail=False))


def _places(blocks: list[Element]) -> list[tuple[Element, Element | None]]:
    """Give each place to cut at, as a block and, within a list, the item. There are words on either side of each."""
    pieces = [(block, item) for block in blocks for item in ([None, *_items(block)[1:]] if _items(block) else [None])]
    lengths = [len(_words(_first_piece(block) if item is None else item)) for block, item in pieces]
    before = list(accumulate(lengths, initial=0))
    return [piece for place, piece in enumerate(pieces) if 0 < before[place] < before[-1]]


def _first_piece(block: Element) -> Element:
    """Give what stands before the second place to cut at in a block: a list's first item, or all of it."""
    items = _items(block)
    return items[0] if items else block


def _items(block: Element) -> list[Element]:
    return [item for item in block if item.tag == "li"] if block.tag in LISTS else []


def _start(block: Element) -> int:
    start = block.get("start", "1")
    return int(start) if start.isdecimal() else 1


def _list_goes_on(one: Element, other: Element) -> bool:
    if one.tag != other.tag or one.tag not in LISTS or (other.text or "").strip():
        return False
    return one.tag == "ul" or _start(other) == _start(one) + len(_items(one))


def _sentence_goes_on(one: Element, other: Element) -> bool:
    before, after = _words(one), _words(other)
    return one.tag == other.tag == "p" and not before.endswith(ENDS) and after[:1].islower()


def _continue(one: Element, other: Element) -> None:
    text = f" {other.text or ''}"
    if len(one):
        one[-1].tail = (one[-1].tail or "") + text
    else:
        one.text = (one.text or "") + text
    one.extend(other)


def joined_all(*texts: str) -> str:
    """Give one text of several."""
    whole = ""
    for text in texts:
        whole = joined(whole, text) if text else whole
    return whole
