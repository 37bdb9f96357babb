"""What every download is made from: the edition as its page shows it, in one language and one wording."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from goals.models import Responsibility
from portal.reading.document import Document
from portal.reading.parts import CommitmentView, SectionView, TextView
from strategies.models import Decision, Municipality, RelatedDocument, Strategy
from strategies.richtext import plain_text
from strategies.wording import ADOPTED, COLUMN, PLAIN, Said, said

WORDS_OF_NAME = 6
# XML has no place for these (XML 1.0, 2.2), and an office file that held one could not be opened.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Content:
    """An edition to be written down. `site` gives the full address of a path; `current` is the edition in force."""

    strategy: Strategy
    language: str
    wording: str
    site: Callable[[str], str]
    document: Document
    decisions: list[Decision]
    whole: list[Responsibility]
    related: list[RelatedDocument]
    current: Strategy | None

    @property
    def municipality(self) -> Municipality:
        """Give the strategy's municipality."""
        return self.strategy.municipality

    def said(self, field: str) -> Said:
        """Give a translated field of the strategy in the language, or in Swedish."""
        return self.said_of(self.strategy, field)

    def said_of(self, row: Any, field: str) -> Said:
        """Give a translated field of a row of the strategy in the language, or in Swedish."""
        return said(row, field, self.language)

    def address(self, uid: str) -> str:
        """Give the lasting address of the text with that uid, in full."""
        return self.site(reverse("permalink", args=[uid]))

    @property
    def edition_address(self) -> str:
        """Give the address of the edition's page, in full."""
        return self.site(self.strategy.get_absolute_url())

    @property
    def commitments(self) -> Iterator[CommitmentView]:
        """Walk through all commitments in the order in which the page has them."""
        for section in self.document.sections:
            yield from _in_section(section)
        for commitment in self.document.commitments_outside:
            yield from _with_below(commitment)

    @property
    def sections(self) -> Iterator[SectionView]:
        """Walk through all sections in their order."""
        yield from _all_sections(self.document.sections)

    @cached_property
    def is_translated(self) -> bool:
        """Say whether any of the texts is in the language that was asked for."""
        rows = (self.commitments, self.sections, self.document.definitions)
        texts: Iterator[TextView] = (view.text for views in rows for view in views)
        return any(text and not text.said.foreign for text in texts)


def content(strategy: Strategy, language: str, wording: str, site: Callable[[str], str]) -> Content:
    """Fetch the edition `strategy`, in the wording that it has. Costs the same few queries whatever its size."""
    whole = Responsibility.objects.filter(strategy=strategy, commitment=None).select_related("committee__municipality")
    held = wording_held(strategy, wording)
    return Content(
        strategy=strategy,
        language=language,
        wording=held,
        site=site,
        document=Document(strategy, language, held, terms_open=False),
        decisions=list(strategy.decisions.select_related("body__municipality")),
        whole=list(whole),
        related=list(strategy.related_documents.all()),
        current=strategy if strategy.is_current else strategy.series.current().first(),
    )


def wording_held(strategy: Strategy, wording: str) -> str:
    """Give the wording that was asked for, or the other one where no text of the edition has it."""

    def has(which: str) -> bool:
        some = Q(**{f"{COLUMN[which]}_sv__gt": ""})
        return strategy.sections.filter(some).exists() or strategy.commitments.filter(some).exists()

    other = ADOPTED if wording == PLAIN else PLAIN
    if has(wording):
        return wording
    return other if has(other) else PLAIN


def writable(text: str) -> str:
    """Give a text without the characters that XML has no place for."""
    return _NOT_XML.sub("", text)


def in_words(shown: Said | str) -> str:
    """Give a short text, with a word on its language where that is not the reader's."""
    if isinstance(shown, str):
        return shown
    return f"{shown.text} {_('(in Swedish)')}" if shown.foreign else shown.text


def notes_on(view: TextView, source: Content) -> list[str]:
    """Say what the reader has to know of a text's language and wording, where the document has not said it for all."""
    notes = []
    if view.said.foreign and source.is_translated:
        notes.append(_("This text is not translated yet. It is shown in Swedish."))
    if view.said.other_wording and view.said.wording == ADOPTED:
        notes.append(_("There is no plain-language version yet. This is the adopted wording."))
    elif view.said.other_wording:
        notes.append(_("The adopted wording is not in the portal. This is the plain-language version."))
    return notes


def own_number(view: CommitmentView) -> str:
    """Give the number that the document itself has before a commitment, or nothing."""
    return view.row.number or ""


def labelled(view: CommitmentView) -> str:
    """Give a commitment's kind, with its number where the document has one: “Sub-goal 2”, “Measure”."""
    return f"{capfirst(view.row.get_kind_display())} {own_number(view)}".strip()


def named(view: CommitmentView) -> str:
    """Give what a commitment is known by: kind, number and title; where it has no title, its first words."""
    name = view.title.text if view.title else Truncator(plain_text(view.text.said.text)).words(WORDS_OF_NAME)
    return f"{labelled(view)}: {name}" if name else labelled(view)


def responsible(view: CommitmentView, language: str) -> list[tuple[str, str]]:
    """Give who answers for a commitment: each role, and its bodies on one line."""
    return [
        (capfirst(role), ", ".join(in_words(said(row.committee, "name", language)) for row in rows))
        for role, rows in view.responsible
    ]


def with_levels(source: Content) -> Iterator[tuple[CommitmentView, tuple[CommitmentView, ...]]]:
    """Give each commitment with those above it, the outermost first."""
    above: dict[int, tuple[CommitmentView, ...]] = {}
    for view in source.commitments:
        mine = above.get(view.row.pk, ())
        yield view, mine
        for _kind, _heading, below in view.groups:
            above |= {child.row.pk: (*mine, view) for child in below}


def in_swedish(text: str, language: str) -> Said:
    """Give a text that the portal has in Swedish alone."""
    return replace(Said(text, "sv"), asked_language=language)


def _all_sections(views: list[SectionView]) -> Iterator[SectionView]:
    for view in views:
        yield view
        yield from _all_sections(view.children)


def _in_section(section: SectionView) -> Iterator[CommitmentView]:
    for child in section.children:
        yield from _in_section(child)
    for commitment in section.commitments:
        yield from _with_below(commitment)


def _with_below(view: CommitmentView) -> Iterator[CommitmentView]:
    yield view
    for _kind, _heading, below in view.groups:
        for child in below:
            yield from _with_below(child)
