"""How the letters of a web page look, as far as it says so itself: word processors save pages with all their styles."""

import re
from collections.abc import Mapping
from dataclasses import replace

from portal.importer.sources.opendocument.styles import BOLD_FROM, points
from portal.importer.sources.paragraph import Look

# Blocks within blocks are for other things than reading on a screen.
NESTED = re.compile(r"@[^@{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
SIZE = re.compile(r"(?<![\w-])font-size\s*:\s*[\d.]+pt", re.IGNORECASE)
USUAL = 12.0  # points, where a page that has points says nothing
LONGEST = 200_000  # letters of styles that are read

ASKED = {"display", "font-size", "font-style", "font-weight", "margin-left", "visibility"}
Declarations = dict[str, str]


class Looks:
    """The rules of a page's own style sheets, for a tag, for a class, and for a tag with a class."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}

    def read(self, sheet: str) -> None:
        """Take what a style sheet says of letters, where it measures them in points, as word processors do."""
        if len(sheet) > LONGEST or not SIZE.search(sheet):
            return
        for rule in NESTED.sub(" ", REMARK.sub(" ", sheet)).split("}")[:-1]:
            before, _brace, text = rule.rpartition("{")
            said = _declarations(text)
            for selector in before.rpartition("{")[2].split(",") if said else ():
                found = SELECTOR.fullmatch(selector.strip())
                if found and found[0]:
                    key = ((found[1] or "").lower(), found[2] or "")
                    self._rules[key] = self._rules.get(key, {}) | said

    def of(self, tag: str, named: Mapping[str, str]) -> Declarations:
        """Give what holds for an element, by its tag, its classes and its own style."""
        found: Declarations = {}
        classes = named.get("class", "").split() if self._rules else []
        for key in [(tag, ""), *(("", name) for name in classes), *((tag, name) for name in classes)]:
            found |= self._rules.get(key, {})
        return found | _declarations(named["style"]) if "style" in named else found


def _declarations(text: str) -> Declarations:
    """Give those of a style's declarations that are asked for here."""
    pairs = (declaration.lower().partition(":") for declaration in text.split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs if name.strip() in ASKED}


def with_declarations(look: Look, said: Declarations) -> Look:
    """Give a look with what a style says on top of it; sizes only in points."""
    weight, slant = said.get("font-weight", ""), said.get("font-style", "")
    if weight:
        look = replace(look, bold=weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight[:4]) >= BOLD_FROM))
    if slant:
        look = replace(look, italic=slant in {"italic", "oblique"})
    size = said.get("font-size", "")
    if size.endswith("pt"):
        look = replace(look, size=points(size) or look.size)
    return look


def margin(said: Declarations, look: Look) -> float:
    """Give how far in a block stands, in letters, which are half as wide as they are high."""
    return round((points(said.get("margin-left", "")) or 0) / ((look.size or USUAL) / 2), 1)
