"""An edition as what its PDF is made from: names, facts and texts as nodes, which the template sets without asking."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.downloads.content import Content, notes_on, own_number, responsible
from portal.downloads.notices import demonstration, facts, status, which_text, which_text_in_short
from portal.downloads.pdf.nodes import Node, nodes, words
from portal.reading.parts import CommitmentView, DefinitionView, SectionView, TextView
from strategies.wording import Said

LOWEST_HEADING = 6


def edition(source: Content) -> dict[str, Any]:
    """Give all that the template needs: `head` and `facts` for the first page, `body`, and `notes` by their numbers."""
    writer = _Writer(source)
    body = list(writer.body())
    strategy, municipality = source.strategy, source.municipality
    short = _("edition %(edition)s") % {"edition": strategy.edition}
    return {
        "language": source.language,
        "title": f"{strategy.title} ({strategy.edition}), {municipality.name}",
        "author": municipality.name,
        "about": strategy.summary or "",
        "running_head": words(f"{municipality.name} · {strategy.title}, {short}"),
        "running_foot": words(f"{which_text_in_short(source)}. {status(source)}"),
        "head": {
            **{name: spoken(source.said(name)) for name in ("title", "subtitle", "summary")},
            "municipality": spoken(source.said_of(municipality, "name")),
            "edition": words(f"{capfirst(strategy.get_kind_display())}, {short}"),
            "status": status(source),
            "demonstration": demonstration() if settings.DEMO else "",
            "which_text": [{"is": "strong", "of": [f"{which_text_in_short(source)}."]}, f" {which_text(source)}"],
            "address": [f"{_('Address:')} ", linked(source.edition_address)],
        },
        "facts": [{"term": [fact.label], "of": spoken(fact.value)} for fact in facts(source)],
        "contents": _("Contents"),
        "body": body,
        "notes": writer.notes,
    }


def spoken(shown: Said | str) -> list[Node]:
    """Give a short text, which says so where it is in another language than the reader's."""
    if isinstance(shown, str):
        return words(shown)
    if not shown.foreign:
        return words(shown.text)
    return [{"is": "span", "lang": shown.language, "of": words(shown.text)}, f" {_('(in Swedish)')}"]


def paragraph(inner: list[Node]) -> Node:
    """Give running text as a paragraph."""
    return {"is": "paragraph", "of": inner}


def aside(text: list[Node]) -> Node:
    """Give what the portal adds below a text."""
    return {"is": "aside", "of": text}


def linked(address: str, inner: list[Node] | None = None) -> Node:
    """Give a link to an outside address, which stands for itself where there are no other words."""
    return {"is": "link", "to": address, "of": inner or words(address)}


def begun(blocks: list[Node]) -> list[Node]:
    """Give blocks of which the first, where it is a paragraph, goes on in a line that has begun."""
    first, others = blocks[0] if blocks else "", blocks[1:]
    if isinstance(first, str):
        return blocks
    if first["is"] == "paragraph":
        return [{**first, "is": "span"}, *others]
    if first["is"] == "part":
        return [{**first, "of": begun(first["of"])}, *others]
    return blocks


class _Writer:
    """Goes through a document from top to bottom, and keeps what must be known of what it has passed."""

    def __init__(self, source: Content) -> None:
        self.source = source
        self.notes: dict[str, dict[str, Any]] = {}
        self._footnotes = dict(source.document.footnotes)
        self._level = 1

    def body(self) -> Iterable[Node]:
        """Give the document's own text, and below it what it refers to."""
        document, source = self.source.document, self.source
        for section in document.sections:
            yield from self._section(section)
        yield from self._commitments(document.commitments_outside, labels=True)
        if document.definitions_outside:
            yield self._heading(_("Definitions"), 2)
            yield self._definitions(document.definitions_outside)
        if source.related:
            yield self._heading(_("Related documents"), 2, listed=True)
            yield {"is": "list", "of": [self._related(row) for row in source.related]}
        # Their marks are read here, after all texts: a note that only another one marks has no place of its own.
        self.notes = {
            number: note | {"of": begun(self._text(self._footnotes[int(number)], nested=True))}
            for number, note in self.notes.items()
        }
        unmarked = [(number, view) for number, view in document.footnotes if str(number) not in self.notes]
        if unmarked:
            yield self._heading(_("Footnotes"), 2)
            yield {"is": "group", "of": [self._unmarked(number, view) for number, view in unmarked]}

    def _section(self, section: SectionView) -> Iterable[Node]:
        if section.title:
            yield self._heading(section.title, section.level, listed=True)
        yield from self._text(section.text)
        if section.row.signed_by:
            role: list[Node] = [{"is": "line"}, *spoken(section.role)] if section.role else []
            yield {"is": "signature", "of": [*words(section.row.signed_by), *role]}
        if section.definitions:
            yield self._definitions(section.definitions)
        for child in section.children:
            yield from self._section(child)
        yield from self._commitments(section.commitments, labels=True)

    def _commitments(self, views: list[CommitmentView], *, labels: bool, root: bool = True) -> Iterable[Node]:
        """Give those with titles as chapters, and the others as a list in which each says its kind, or not."""
        if not views:
            return
        if not views[0].title:
            yield {"is": "group", "of": [self._item(view, labels=labels) for view in views]}
            return
        for view in views:
            number = own_number(view)
            yield self._heading(
                view.title,
                view.level,
                kind=capfirst(view.row.get_kind_display()),
                number=number,
                listed=root and bool(view.title),
            )
            yield from self._text(view.text)
            yield from self._beside(view)
            yield from self._below(view)

    def _below(self, view: CommitmentView) -> Iterable[Node]:
        for _kind, heading, below in view.groups:
            if not below[0].title:
                yield self._heading(str(heading), view.level + 1, group=True)
            yield from self._commitments(below, labels=False, root=False)

    def _item(self, view: CommitmentView, *, labels: bool) -> Node:
        number = own_number(view)
        kind: list[Node] = []
        if labels:
            kind = [{"is": "kind", "of": [capfirst(view.row.get_kind_display())]}]
        title = [paragraph([{"is": "strong", "of": spoken(view.title)}])] if view.title else []
        inner = [*kind, *title, *self._text(view.text), *self._beside(view), *self._below(view)]
        return {"is": "item", "label": number, "of": inner}

    def _beside(self, view: CommitmentView) -> Iterable[Node]:
        for role, bodies in responsible(view, self.source.language):
            yield aside(words(f"{role}: {bodies}"))
        yield aside([linked(self.source.address(view.row.uid))])

    def _definitions(self, definitions: list[DefinitionView]) -> Node:
        terms = [{"term": spoken(each.term), "of": self._text(each.text)} for each in definitions]
        return {"is": "terms", "of": terms}

    def _related(self, row: Any) -> Node:
        title, decision = spoken(self.source.said_of(row, "title")), spoken(self.source.said_of(row, "decision"))
        shown = [linked(row.url, title)] if row.url else title
        return {"is": "item", "of": [paragraph([*shown, *([" – ", *decision] if row.decision else [])])]}

    def _unmarked(self, number: int, view: TextView) -> Node:
        return {"is": "item", "label": str(number), "of": self._text(view, nested=True)}

    def _text(self, view: TextView, *, nested: bool = False) -> list[Node]:
        """Give a rich text, and what the reader is told of it; in a note (`nested`), no mark opens another."""
        if not view:
            return []
        blocks = nodes(view.html, self._known_mark if nested else self._mark)
        if view.said.foreign:
            blocks = [{"is": "part", "lang": view.said.language, "of": blocks}]
        return [*blocks, *(aside([note]) for note in notes_on(view, self.source))]

    def _mark(self, number: int) -> Node:
        if number not in self._footnotes:
            return {"is": "sup", "of": [str(number)]}
        first = str(number) not in self.notes
        self.notes.setdefault(str(number), {"is": "note"})
        return {"is": "note", "number": number, "first": first}

    def _known_mark(self, number: int) -> Node:
        return self._mark(number) if str(number) in self.notes else {"is": "sup", "of": [str(number)]}

    def _heading(self, title: Said | str, level: int, *, kind: str = "", **more: Any) -> Node:
        """Give a heading; no level is left out on the way down (ISO 14289-1, 7.4.2)."""
        self._level = min(level, self._level + 1, LOWEST_HEADING)
        return {"is": "heading", "level": self._level, "kind": kind, "of": spoken(title), **more}
