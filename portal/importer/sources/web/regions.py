"""What of a web page is the document, and what stands around it on every page of the site. Pure functions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.importer.sources.line import Furniture, Line

TAGS = {"nav": Furniture.CONTENTS, "header": Furniture.HEADER, "footer": Furniture.FOOTER}
ROLES = {
    "navigation": Furniture.CONTENTS, "menu": Furniture.CONTENTS, "menubar": Furniture.CONTENTS,
    "banner": Furniture.HEADER, "search": Furniture.HEADER, "dialog": Furniture.HEADER, "alertdialog": Furniture.HEADER,
    "contentinfo": Furniture.FOOTER,
}  # fmt: skip
# What Word calls its styles in the pages that it saves.
STYLES = {"toc": Furniture.CONTENTS, "header": Furniture.HEADER, "footer": Furniture.FOOTER}
WORD_STYLE = re.compile(r"\bMso(Toc|Header|Footer|Title)", re.IGNORECASE)
# A header within one of these is that of the text itself, unlike that of the page.
CONTENT = {"main", "article", "section", "blockquote"}
WHOLE = {"html", "body", "main", "article"}
# Words in the class or the id of what surrounds a text.
AROUND = {
    "banner", "breadcrumb", "breadcrumbs", "brodsmulor", "consent", "contact", "cookie", "cookiebar", "cookies", "dela",
    "delning", "feedback", "kakor", "kontakt", "listen", "lyssna", "menu", "meny", "nav", "navbar", "navigation",
    "news", "nyheter", "share", "sharing", "sidebar", "sidomeny", "skip", "skiplink", "social", "submenu", "toc",
    "updated",
}  # fmt: skip
WORD = re.compile(r"[A-Z]?[a-zåäö]+|[A-Z]+(?![a-zåäö])")
# What pages say about themselves, in a line of its own.
ABOUT_ITSELF = re.compile(
    r"(?:hoppa till (?:sidans? )?(?:huvud)?innehåll(?:et)?|du är här:?|dela(?: (?:på .{1,20}|(?:den här )?sidan))?"
    r"|lyssna|skriv ut(?: sidan)?|till toppen(?: av sidan)?|visa (?:alla|mer|mindre)|(?:hjälpte|var|hade du) .{0,30}\b"
    r"(?:information(?:en)?|innehållet|sidan)\b.{0,40}\?"
    r"|(?:sidan )?(?:senast )?(?:uppdaterad|uppdaterades|granskad|publicerad)\b(?: den)?:? ?\d.{0,80}"
    r"|sidansvarig\b.{0,80})",
    re.IGNORECASE,
)
MOST_OF_A_PAGE = 0.5  # that the document fills: of the letters
MOST_OF_AN_ARTICLE = 0.8  # where a page only says which its articles are, which there may be several of
MOST_AROUND = 0.25  # that one part around the document fills


@dataclass(frozen=True)
class Region:
    """Where a line stands: in the page's main part, in an article, in what is called as if it surrounded the text."""

    main: bool = False
    article: bool = False
    around: tuple[int, ...] = ()

    def within(self, tag: str, named: Mapping[str, str], number: int) -> "Region":
        """Give the region in an element, the page's `number`th."""
        surrounds = tag not in WHOLE and (self._is_aside(tag, named) or AROUND & _words(named))
        return Region(
            main=self.main or tag == "main" or named.get("role") == "main",
            article=self.article or tag == "article",
            around=(*self.around, number) if surrounds else self.around,
        )

    def _is_aside(self, tag: str, named: Mapping[str, str]) -> bool:
        """Say whether an element stands aside; within the text, a box of facts is of it too, if it is in Swedish."""
        return tag == "aside" and not ((self.main or self.article) and named.get("lang", "sv").startswith("sv"))


ANYWHERE = Region()


def word_style(named: Mapping[str, str]) -> str:
    """Give what Word calls an element's style, of those that say what it is; "" for any other."""
    style = WORD_STYLE.search(named.get("class", ""))
    return style[1].lower() if style else ""


def furniture(tag: str, named: Mapping[str, str], *, in_content: bool) -> Furniture | None:
    """Give what kind of furniture an element by its nature is."""
    known = STYLES.get(word_style(named)) or ROLES.get(named.get("role", "").lower())
    if known:
        return known
    if tag in {"header", "footer"} and (in_content or "title" in _words(named)):
        return None
    return TAGS.get(tag)


def _words(named: Mapping[str, str]) -> set[str]:
    return {word.lower() for word in WORD.findall(f"{named.get('class', '')} {named.get('id', '')}")}


def settled(lines: Sequence[Line], regions: Sequence[Region], title: str) -> list[Line]:
    """Give a page's lines, with those as furniture that are no part of the document; `title` is the page's."""
    free = [at for at, line in enumerate(lines) if not line.furniture]
    inside = _document(lines, regions, free)
    around = _around(lines, regions, free)
    first = min(inside, default=0)
    outside = _outside(lines, inside, free, title) if inside else set()
    aside = {at for at in free if around.intersection(regions[at].around) or _says_of_page(lines[at])}
    told = list(lines)
    for at in outside | aside:
        told[at] = replace(lines[at], furniture=Furniture.FOOTER if at > first else Furniture.HEADER)
    return told


def _outside(lines: Sequence[Line], inside: set[int], free: Sequence[int], title: str) -> set[int]:
    """Give the lines that are not in the main part, without the document's title, if that is not there."""
    if any(lines[at].heading == 1 for at in inside):
        title = ""
    return {at for at in free if at not in inside and not _is_title(lines[at], title)}


def _is_title(line: Line, title: str) -> bool:
    return line.heading == 1 and title.casefold().startswith(line.text.casefold())


def _says_of_page(line: Line) -> bool:
    return line.cell is None and bool(ABOUT_ITSELF.fullmatch(line.text))


def _document(lines: Sequence[Line], regions: Sequence[Region], free: Sequence[int]) -> set[int]:
    """Give the lines of the part that the page says is its main one, where most of its text is there."""
    every = sum(len(lines[at].text) for at in free)
    for inside, most in (
        ([at for at in free if regions[at].main], MOST_OF_A_PAGE),
        ([at for at in free if regions[at].article], MOST_OF_AN_ARTICLE),
    ):
        if inside and sum(len(lines[at].text) for at in inside) >= most * every:
            return set(inside)
    return set()


def _around(lines: Sequence[Line], regions: Sequence[Region], free: Sequence[int]) -> set[int]:
    """Give the elements that surround the text, but not those that only are called so and hold most of it."""
    letters: Counter[int] = Counter()
    for at in free:
        for number in regions[at].around:
            letters[number] += len(lines[at].text)
    every = sum(len(lines[at].text) for at in free)
    return {number for number, held in letters.items() if held <= MOST_AROUND * every}
