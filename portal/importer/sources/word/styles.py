"""What the styles of a Word file say of its paragraphs and letters."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from lxml import etree

from portal.importer.sources.paragraph import Look
from portal.importer.sources.safety import Element

HEADING = re.compile(r"(?:heading|rubrik) ([1-9])")
CONTENTS = re.compile(r"(?:toc|contents) (?:[1-9]|heading)|table of figures")
TITLES = {"title", "titel", "document title", "dokumenttitel"}
BODY_LEVEL = 9  # the outline level of what is no heading
DEFAULT_SIZE = 10.0  # where a file says nothing
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Style:
    """A paragraph's style, or the paragraph's own settings on top of it."""

    look: Look
    heading: int | None = None
    title: bool = False
    contents: bool = False
    indent: float = 0.0  # in twentieths of a point
    list_id: str = ""
    list_level: int | None = None
    style_ids: tuple[str, ...] = field(default=())


class Styles:
    """The styles of a document, looked up by their id."""

    def __init__(self, root: Element) -> None:
        """Take the root of styles.xml."""
        found: list[Element] = root.findall("style")
        self._elements = {style.get("styleId", ""): style for style in found}
        self._plain = with_letters(Look(size=DEFAULT_SIZE), root.find("docDefaults/rPrDefault/rPr"))
        usual = (style for style in found if style.get("type") == "paragraph" and is_on(style, "default"))
        self._usual = next((style.get("styleId", "") for style in usual), "")
        self.named = cache(self._named)
        self.character = cache(self._character)

    def paragraph(self, properties: Element | None) -> Style:
        """Give the style of a paragraph with these properties (its pPr)."""
        if properties is None:
            return self.named(self._usual)
        style = self.named(value(properties, "pStyle") or self._usual)
        return _with_properties(style, properties)

    def letters(self, style: Style, properties: Element | None) -> Look | None:
        """Give how a run with these properties (its rPr) looks in a paragraph of this style; None if it is hidden."""
        if properties is None:
            return style.look
        look = style.look
        own = self.character(value(properties, "rStyle"))
        if own is not None:
            # What a paragraph's and a character's style both emphasise is not emphasised at all.
            look = replace(
                with_letters(look, own),
                bold=look.bold != is_on(own, "b"),
                italic=look.italic != is_on(own, "i"),
            )
        hidden = is_on(properties, "vanish") or (own is not None and is_on(own, "vanish"))
        return None if hidden else with_letters(look, properties)

    def _chain(self, style_id: str) -> list[Element]:
        """Give a style and those it is based on, from the base up."""
        chain: list[Element] = []
        while style_id in self._elements and self._elements[style_id] not in chain:
            chain.append(self._elements[style_id])
            style_id = value(chain[-1], "basedOn")
        return chain[::-1]

    def _named(self, style_id: str) -> Style:
        style = Style(look=self._plain)
        chain = self._chain(style_id)
        for element in chain:
            name = value(element, "name").lower()
            style = replace(
                style,
                look=with_letters(style.look, element.find("rPr")),
                title=style.title or name in TITLES,
                contents=style.contents or bool(CONTENTS.fullmatch(name)),
            )
            heading = HEADING.fullmatch(name)
            if heading:
                style = replace(style, heading=int(heading[1]))
            properties = element.find("pPr")
            if properties is not None:
                style = _with_properties(style, properties)
        style_ids = tuple(element.get("styleId", "") for element in reversed(chain))
        return replace(style, style_ids=style_ids)

    def _character(self, style_id: str) -> Element | None:
        """Give the letters' settings of a character style and those it is based on, the nearest in effect."""
        merged = etree.Element("rPr")
        for element in self._chain(style_id):
            for setting in element.iterfind("rPr/*"):
                for before in merged.findall(setting.tag):
                    merged.remove(before)
                etree.SubElement(merged, setting.tag, dict(setting.attrib))
        return merged if len(merged) else None


def _with_properties(style: Style, properties: Element) -> Style:
    outline = number(value(properties, "outlineLvl"))
    if outline is not None:
        style = replace(style, heading=outline + 1 if outline < BODY_LEVEL else None)
    indent = properties.find("ind")
    if indent is not None:
        style = replace(style, indent=float(number(indent.get("left") or indent.get("start")) or 0))
    listed = properties.find("numPr")
    if listed is not None:
        level = number(value(listed, "ilvl"))
        style = replace(
            style,
            list_id=value(listed, "numId") or style.list_id,
            list_level=style.list_level if level is None else level,
        )
    return style


def with_letters(look: Look, properties: Element | None) -> Look:
    """Give a look with what an rPr says on top of it."""
    for setting in properties if properties is not None else ():
        match setting.tag:
            case "b":
                look = replace(look, bold=_on(setting))
            case "i":
                look = replace(look, italic=_on(setting))
            case "sz":
                half_points = number(setting.get("val"))
                look = replace(look, size=half_points / 2) if half_points else look
            case "vertAlign":
                look = replace(look, raised=setting.get("val") == "superscript")
    return look


def value(element: Element, name: str) -> str:
    """Give the value of a setting inside `element`, or "" where it has none."""
    setting = element.find(name)
    return (setting.get("val") or "") if setting is not None else ""


def is_on(element: Element, name: str) -> bool:
    """Say whether a setting, or an attribute, of `element` is switched on."""
    if element.get(name) is not None:
        return element.get(name) not in OFF
    setting = element.find(name)
    return setting is not None and _on(setting)


def _on(setting: Element) -> bool:
    return setting.get("val", "1") not in OFF


def number(text: str | None) -> int | None:
    """Give the whole number that an attribute says, or None."""
    try:
        return int(float(text or ""))
    except (ValueError, OverflowError):
        return None
