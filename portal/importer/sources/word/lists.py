"""The numbers and bullets that a Word file's paragraphs have by their settings."""

from collections.abc import Mapping

from portal.importer.sources.numbering import Counters, Level
from portal.importer.sources.safety import Element
from portal.importer.sources.word.styles import Style, Styles, number, value


class Lists:
    """The lists of a document, counted on from paragraph to paragraph."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """Take the root of numbering.xml and the styles, which may name lists too."""
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._lists = _by_id(root, "num", "numId")
        self._styles = styles
        self._counters = Counters()
        self._restarted: set[str] = set()
        self._levels: dict[str, Mapping[int, Level]] = {}

    def mark(self, style: Style) -> tuple[str, int, bool]:
        """Count a paragraph of this style; give its mark ("" for none), its level, and whether the mark has words."""
        abstract_id, abstract = self._definition(style.list_id)
        if abstract is None:
            return "", 0, False
        level = style.list_level
        if level is None:
            level = _level_of_style(abstract, style)
        levels = self._levels.get(style.list_id)
        if levels is None:
            levels = self._levels[style.list_id] = self._read(style.list_id, abstract)
        if style.list_id not in self._restarted:
            self._restarted.add(style.list_id)
            for override in self._lists[style.list_id].iterfind("lvlOverride"):
                start = number(value(override, "startOverride"))
                if start is not None:
                    self._counters.restart(abstract_id, number(override.get("ilvl")) or 0, start)
        mark = self._counters.mark(abstract_id, levels, level)
        return mark, level, level in levels and levels[level].worded

    def _definition(self, list_id: str) -> tuple[str, Element | None]:
        """Give what defines a list, perhaps by way of a list style, which names another list."""
        for _step in range(3):
            if list_id not in self._lists:
                break
            abstract_id = value(self._lists[list_id], "abstractNumId")
            abstract = self._abstract.get(abstract_id)
            linked = value(abstract, "numStyleLink") if abstract is not None else ""
            if not linked:
                return abstract_id, abstract
            list_id = self._styles.named(linked).list_id
        return "", None

    def _read(self, list_id: str, abstract: Element) -> dict[int, Level]:
        defined = [*abstract.iterfind("lvl"), *self._lists[list_id].iterfind("lvlOverride/lvl")]
        return {
            number(level.get("ilvl")) or 0: Level(
                kind=value(level, "numFmt") or "decimal",
                pattern=value(level, "lvlText"),
                start=1 if (start := number(value(level, "start"))) is None else start,
            )
            for level in defined
        }


def _level_of_style(abstract: Element, style: Style) -> int:
    """Give the level that a list has for a paragraph's style, where the style names the list alone."""
    levels = {value(level, "pStyle"): number(level.get("ilvl")) or 0 for level in abstract.iterfind("lvl")}
    return next((levels[style_id] for style_id in style.style_ids if style_id in levels), 0)


def _by_id(root: Element, tag: str, key: str) -> dict[str, Element]:
    return {element.get(key, ""): element for element in root.iterfind(tag)}
