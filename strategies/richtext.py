"""Rich text: what it may hold, and how everything else is taken out of it. Pure functions."""

import re
from html import unescape

import nh3

from strategies.plaintext import without_control

# A whole strategy is shorter; sanitising takes long over what is much longer.
LONGEST_RICH_TEXT = 200_000

TEXT = {"br", "em", "strong", "sup", "sub", "span", "a"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"}
TAGS = frozenset(TEXT | BLOCKS)
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
DEEPEST = 200  # elements in one another
# Those that end by themselves where the next one begins, or that hold nothing, do not nest.
_NESTING = re.compile(
    r"</?(?!(?:p|li|t[rdh]|d[td]|br|hr|img|input|wbr|link|meta|col|area|embed|source|track)\b)[a-z][^>]*(?:>|\Z)",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|ul|ol|blockquote|table)\b", re.IGNORECASE)
# A number that a database keeps, and that Python reads: it refuses one of some thousand digits.
_FOOTNOTE = r"#footnote-([1-9][0-9]{0,8})"
_ADDRESS = re.compile(rf"(?:(?i:https?://|mailto:|tel:)|{_FOOTNOTE}\Z)")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep a link only to an outside address or to a footnote of the same text."""
    if name == "href" and not _ADDRESS.match(value):
        return None
    return value


def clean(html: str) -> str:
    """Give `html` with only the allowed elements, attributes and addresses; text without any block becomes paragraphs.

    The result is stable: cleaning it again changes nothing. Markup without any text in it becomes the empty string.
    """
    cleaned = _allowed_only(html)
    if not _BLOCK.search(cleaned):
        paragraphs = re.split(r"\n\s*\n", cleaned)
        cleaned = _allowed_only("\n".join(f"<p>{paragraph.strip()}</p>" for paragraph in paragraphs))
    return cleaned if plain_text(cleaned) else ""


def length(html: str) -> int:
    """Give how long `html` is, as it was sent or as it is stored: what is longer counts."""
    return len(html) if len(html) > LONGEST_RICH_TEXT else max(len(html), len(clean(html)))


def _allowed_only(html: str) -> str:
    cleaned = nh3.clean(
        _not_too_deep(without_control(html)),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return without_control(cleaned).strip()  # again, since &#1; is one too


def _not_too_deep(html: str) -> str:
    """Give `html` without the tags that stand within more others than any text needs; what is in them stays.

    A parser looks through all open elements at each tag, so that a text of such tags alone would take it very long.
    """
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        is_end = tag[0].startswith("</")
        depth = max(depth + (-1 if is_end else 1), 0)
        return "" if depth + is_end > DEEPEST else tag[0]

    return _NESTING.sub(kept, html)


def plain_text(html: str) -> str:
    """Give the words of `html` on one line, without markup; footnote marks are left out."""
    without_marks = re.sub(rf'<a href="{_FOOTNOTE}">[^<]*</a>', "", html)
    blocks_apart = re.sub(r"</?(?:p|li|br|tr|td|th|ul|ol|blockquote)\b[^>]*>", " ", without_marks)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", blocks_apart)).split())


def footnote_numbers(html: str) -> list[int]:
    """Give the numbers of the footnotes that `html` refers to, in the order in which they stand."""
    return [int(number) for number in re.findall(f'href="{_FOOTNOTE}"', html)]
