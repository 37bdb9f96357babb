"""What the styles of an OpenDocument text say of its paragraphs, letters and lists."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from portal.importer.sources.numbering import Level
from portal.importer.sources.paragraph import Look
from portal.importer.sources.safety import Element
from portal.importer.sources.word.styles import CONTENTS, TITLES, number

DEFAULT_SIZE = 12.0
BOLD_FROM = 600  # of weights as numbers, where 400 is regular
LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|cm|mm|in|px|pc)")
POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "px": 0.75, "pc": 12.0}
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True)
class Style:
    """A paragraph's or a run's style. `look` is None where it is hidden; `indent` is in points."""

    look: Look | None
    title: bool = False
    contents: bool = False
    indent: float = 0.0
    list_style: str = ""


class Styles:
    """The styles of one of the files in an OpenDocument text, with the common ones."""

    def __init__(self, elements: Iterable[Element]) -> None:
        """Take the elements that are styles, the nearest last."""
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        plain = Look(size=DEFAULT_SIZE)
        for element in elements:
            if element.tag == "style":
                self._styles[element.get("family", ""), element.get("name", "")] = element
            elif element.tag in {"list-style", "outline-style"}:
                self._lists[element.get("name", "") if element.tag == "list-style" else element.tag] = element
            elif element.tag == "default-style" and element.get("family") == "paragraph":
                plain = _with_letters(plain, element.find("text-properties")) or plain
        self._plain = Style(look=plain)
        self._known: dict[tuple[str, str], Style] = {}
        self._levels: dict[str, Mapping[int, Level]] = {}

    def paragraph(self, name: str) -> Style:
        """Give the paragraph style `name`; what it does not say is as the document's default."""
        if ("paragraph", name) not in self._known:
            style = self._plain
            for element in self._chain("paragraph", name):
                style = _with(style, element)
            self._known["paragraph", name] = style
        return self._known["paragraph", name]

    def letters(self, look: Look | None, name: str) -> Look | None:
        """Give how a run with the text style `name` looks inside one that looks so; None if it is hidden."""
        for element in self._chain("text", name):
            look = _with_letters(look, element.find("text-properties"))
        return look

    def levels(self, name: str) -> Mapping[int, Level]:
        """Give the levels of a list style, or of the headings' numbers (“outline-style”)."""
        if name not in self._levels:
            found = (_level(element) for element in self._lists.get(name, ()))
            self._levels[name] = {at: level for at, level in found if level}
        return self._levels[name]

    def _chain(self, family: str, name: str) -> list[Element]:
        chain: list[Element] = []
        while (family, name) in self._styles and self._styles[family, name] not in chain:
            chain.append(self._styles[family, name])
            name = chain[-1].get("parent-style-name", "")
        return chain[::-1]


def _with(style: Style, element: Element) -> Style:
    name = (element.get("display-name") or element.get("name", "")).lower().replace("_20_", " ")
    properties = element.find("paragraph-properties")
    indent = points(properties.get("margin-left", "")) if properties is not None else None
    return replace(
        style,
        look=_with_letters(style.look, element.find("text-properties")),
        title=style.title or name in TITLES,
        contents=style.contents or bool(CONTENTS.fullmatch(name)),
        indent=style.indent if indent is None else indent,
        list_style=element.get("list-style-name", style.list_style),
    )


def _with_letters(look: Look | None, properties: Element | None) -> Look | None:
    if look is None or properties is None:
        return look
    if properties.get("display") == "none":
        return None
    for name, applied in LETTERS.items():
        if setting := properties.get(name):
            look = applied(look, setting)
    return look


def _with_weight(look: Look, weight: str) -> Look:
    return replace(look, bold=weight == "bold" or (number(weight) or 0) >= BOLD_FROM)


def _with_slant(look: Look, slant: str) -> Look:
    return replace(look, italic=slant in {"italic", "oblique"})


def _with_position(look: Look, position: str) -> Look:
    """Raise letters as the first of two words says: by name, or by how many hundredths of their height."""
    share = number(position.partition(" ")[0].removesuffix("%"))
    return replace(look, raised=position.startswith("super") or (share or 0) > 0)


def _with_size(look: Look, size: str) -> Look:
    share = PERCENT.fullmatch(size)
    if share and look.size:
        return replace(look, size=round(look.size * float(share[1]) / 100, 1))
    return replace(look, size=points(size) or look.size)


LETTERS: dict[str, Callable[[Look, str], Look]] = {
    "font-weight": _with_weight,
    "font-style": _with_slant,
    "text-position": _with_position,
    "font-size": _with_size,
}


def points(length: str) -> float | None:
    """Give a length in points, or None for what is no length."""
    found = LENGTH.fullmatch(length)
    return round(float(found[1]) * POINTS[found[2]], 1) if found else None


def _level(element: Element) -> tuple[int, Level | None]:
    at = (number(element.get("level")) or 1) - 1
    if element.tag in {"list-level-style-bullet", "list-level-style-image"}:
        return at, Level("bullet", element.get("bullet-char", ""))
    if element.tag not in {"list-level-style-number", "outline-level-style"}:
        return at, None
    kind = element.get("num-format", "")
    shown = min(number(element.get("display-levels")) or 1, at + 1)
    places = ".".join(f"%{place}" for place in range(at + 2 - shown, at + 2)) if kind else ""
    pattern = f"{element.get('num-prefix', '')}{places}{element.get('num-suffix', '')}"
    start = number(element.get("start-value"))
    return at, Level(kind, pattern if kind else "", 1 if start is None else start)
