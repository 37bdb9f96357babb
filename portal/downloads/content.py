"""What every download is made from: the edition as its page shows it, in one language and one wording."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from goals.models import Responsibility
from portal.reading.document import Document
from portal.reading.parts import CommitmentView, SectionView, TextView
from strategies.models import Decision, Municipality, RelatedDocument, Strategy
from strategies.wording import ADOPTED, COLUMN, PLAIN, Said, said

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
        return self.document.all_commitments

    @property
    def sections(self) -> Iterator[SectionView]:
        """Walk through all sections in their order."""
        return self.document.all_sections

    @property
    def unmarked_notes(self) -> list[tuple[int, TextView]]:
        """Give the footnotes that no text of the document marks, each with its number; other notes may mark them."""
        notes = self.document.footnotes
        all_notes = "".join(view.html for _number, view in notes)
        in_notes = {number for number, _view in notes if f'id="footnote-mark-{number}"' in all_notes}
        marked = self.document.reading.marked - in_notes
        return [(number, view) for number, view in notes if number not in marked]

    @cached_property
    def is_translated(self) -> bool:
        """Say whether any of the texts is in the language that was asked for."""
        rows = (self.commitments, self.sections, self.document.definitions)
        texts: Iterator[TextView] = (view.text for views in rows for view in views)
        return any(text and not text.said.foreign for text in texts)


def content(strategy: Strategy, language: str, wording: str, site: Callable[[str], str]) -> Content:
    """Fetch the edition `strategy`, in the wording that it has. Costs the same few queries whatever its size."""
    held = wording_held(strategy, wording)
    document = Document(strategy, language, held, terms_open=False)
    return Content(
        strategy=strategy,
        language=language,
        wording=held,
        site=site,
        document=document,
        decisions=document.decisions,
        whole=document.whole,
        related=document.related,
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
    return shown if isinstance(shown, str) else shown.in_words


def notes_on(view: TextView, source: Content) -> list[str]:
    """Say what the reader has to know of a text's language and wording, where the document has not said it for all."""
    return view.said.notes(language_is_told=not source.is_translated)


def own_number(view: CommitmentView) -> str:
    """Give the number that the document itself has before a commitment, or nothing."""
    return view.row.number or ""


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
        above |= {child.row.pk: (*mine, view) for child in view.children}
