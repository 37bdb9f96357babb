"""How the letters of a web page look, as far as it says so itself: word processors save pages with all their styles."""

import re
from collections.abc import Mapping
from dataclasses import replace

from portal.importer.sources.opendocument.styles import BOLD_FROM, points
from portal.importer.sources.paragraph import Look

RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
# Blocks within blocks are for other things than reading on a screen.
NESTED = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
REMARK = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
SIZE = re.compile(r"(?<![\w-])font-size\s*:\s*[\d.]+pt", re.IGNORECASE)
USUAL = 12.0  # points, where a page that has points says nothing
LONGEST = 200_000  # letters of styles that are read

Declarations = dict[str, str]


class Looks:
    """The rules of a page's own style sheets, for a tag, for a class, and for a tag with a class."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}

    def read(self, sheet: str) -> None:
        """Take what a style sheet says of letters, where it measures them in points, as word processors do."""
        if len(sheet) > LONGEST or not SIZE.search(sheet):
            return
        for selectors, text in RULE.findall(NESTED.sub(" ", REMARK.sub(" ", sheet))):
            for selector in selectors.split(","):
                found = SELECTOR.fullmatch(selector.strip())
                if found and selector.strip():
                    key = ((found[1] or "").lower(), found[2] or "")
                    self._rules[key] = self._rules.get(key, {}) | _declarations(text)

    def of(self, tag: str, named: Mapping[str, str]) -> Declarations:
        """Give what holds for an element, by its tag, its classes and its own style."""
        found: Declarations = {}
        classes = named.get("class", "").split() if self._rules else []
        for key in [(tag, ""), *(("", name) for name in classes), *((tag, name) for name in classes)]:
            found |= self._rules.get(key, {})
        return found | _declarations(named["style"]) if "style" in named else found


def _declarations(text: str) -> Declarations:
    pairs = (declaration.partition(":") for declaration in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, colon, value in pairs if colon}


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
