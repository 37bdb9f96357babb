"""Rich text on its way to a page: footnote marks that lead both ways, and defined terms that open. Pure functions."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.reading.terms import TermFinder

# Words in these are names, sources or links already, and are left as they are.
_NO_TERMS_IN = frozenset({"a", "th"})
_VOID = frozenset({"br"})


@dataclass
class PageMarks:
    """The footnotes that a page has (None where it has no place for any), and those it has marked so far.

    A footnote's first mark has an id for the way back, and an id is given once on a page.
    """

    footnotes: Collection[str] | None
    marked: set[str] = field(default_factory=set)


def marked_up(html: str, terms: TermFinder | None, marks: PageMarks) -> SafeString:
    """Give sanitised `html` ready for a page.

    A footnote mark becomes a superscript link, whose first one on the page has an id for the way back. It is no link
    where the footnote is missing, and is left out where the page has no footnotes at all. The first occurrence of each
    defined term becomes a button that opens its definition (a popover with id "definition-<uid>").
    """
    writer = _Writer(terms, marks)
    writer.feed(html)
    writer.close()
    return mark_safe("".join(writer.pieces))  # noqa: S308 — sanitised when it was stored, and rebuilt here


class _Writer(HTMLParser):
    """Writes what it reads, except for footnote marks and defined terms."""

    def __init__(self, terms: TermFinder | None, marks: PageMarks) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._terms = terms
        self._marks = marks
        self._opened: set[str] = set()
        self._within: list[str] = []
        self._open: Counter[str] = Counter()  # how many there are of each in that list
        self._end_of_mark: str | None = None  # what to write at the end of the footnote mark that the writer is in
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("#footnote-"):
            self._begin_mark(href)
        else:
            written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.pieces.append(f"<{tag}{written}>")
        if tag not in _VOID:
            self._within.append(tag)
            self._open[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if self._open[tag]:
            self._close(tag)
        if tag == "a" and self._end_of_mark is not None:
            self.pieces.append(self._end_of_mark)
            self._end_of_mark, self._silent = None, False
        else:
            self.pieces.append(f"</{tag}>")

    def _close(self, tag: str) -> None:
        """Close an element, and those in it that nothing has closed."""
        closed = ""
        while closed != tag:
            closed = self._within.pop()
            self._open[closed] -= 1

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._terms or any(self._open[tag] for tag in _NO_TERMS_IN):
            self.pieces.append(escape(data, quote=False))
            return
        end = 0
        for found in self._terms.found_in(data):
            if found.uid in self._opened:
                continue
            self._opened.add(found.uid)
            self.pieces.append(escape(data[end : found.start], quote=False))
            self.pieces.append(
                format_html(
                    '<button type="button" class="term" popovertarget="definition-{}">{}</button>',
                    found.uid,
                    data[found.start : found.end],
                )
            )
            end = found.end
        self.pieces.append(escape(data[end:], quote=False))

    def _begin_mark(self, href: str) -> None:
        number = href.removeprefix("#footnote-")
        footnotes, marked = self._marks.footnotes, self._marks.marked
        if footnotes is None:
            self._end_of_mark, self._silent = "", True
        elif number not in footnotes:
            self._end_of_mark = "</sup>"
            self.pieces.append("<sup>")
        else:
            self._end_of_mark = "</a></sup>"
            way_back = "" if number in marked else f' id="footnote-mark-{escape(number)}"'
            marked.add(number)
            label = _("Footnote %(number)s") % {"number": number}
            self.pieces.append(
                f'<sup class="footnote-mark"><a href="{escape(href)}"{way_back} '
                f'role="doc-noteref" aria-label="{escape(label)}">'
            )
