"""HTML as the tags and texts it is made of, in time that grows as the page does, unlike Python's own reader."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Each alternative takes all up to where it ends, or to the end of the page, as browsers do: no place is read twice.
TEXT = re.compile(r"[^<]+")
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![a-zA-Z]))[^>]*(?:>|\Z)", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""[\s/]+|([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([^\s>"'][^\s>]*)?))?"""
)
# What these hold is no markup, up to their end tag.
RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title", "textarea")}
LONGEST_NAME = 40


@dataclass(frozen=True)
class Tag:
    """A start tag with its attributes, the first of each name, or an end tag."""

    name: str
    attributes: dict[str, str]
    end: bool = False


def tokens(page: str) -> Iterator[Tag | str]:
    """Give the tags and the texts of a page, in their order. Comments and declarations are neither."""
    at = 0
    while at < len(page):
        if text := TEXT.match(page, at):
            yield html.unescape(text[0])
            at = text.end()
        elif comment := COMMENT.match(page, at):
            at = comment.end()
        elif found := TAG.match(page, at):
            attributes, at = _attributes(page, found.end())
            tag = Tag(found[2].lower()[:LONGEST_NAME], attributes, end=bool(found[1]))
            yield tag
            if tag.name in RAW and not tag.end:
                inside, at = _inside(page, at, tag.name)
                yield from inside
        else:
            yield "<"
            at += 1


def _inside(page: str, at: int, name: str) -> tuple[list[str], int]:
    """Give the text of an element that holds no markup, if it has any, and where its end tag begins."""
    closing = RAW[name].search(page, at)
    end = closing.start() if closing else len(page)
    text = page[at:end]
    return [text if name in {"script", "style"} else html.unescape(text)] if text else [], end


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """Give the attributes of a tag, and where what stands after it begins."""
    attributes: dict[str, str] = {}
    while at < len(page) and page[at] != ">":
        found = ATTRIBUTE.match(page, at)
        # All that can stand here but the tag's end is a space, a slash or the beginning of a name.
        at = found.end() if found else at + 1
        if found and found[1]:
            attributes.setdefault(found[1].lower(), html.unescape(found[2] or found[3] or found[4] or ""))
    return attributes, at + 1
