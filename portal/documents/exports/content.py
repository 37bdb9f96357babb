"""What every download is made from: the edition as its page shows it, in one language and one wording."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.models import Responsibility
from portal.pages.document import Document
from portal.pages.reading import CommitmentView, SectionView, TextView
from portal.pages.wording import ADOPTED, PLAIN, Said, said
from strategies.dates import PartialDate
from strategies.models import Decision, Municipality, RelatedDocument, Strategy

# What a committee answers for in the whole document, where the role's own name would be a fact about the document.
ROLES = {
    Responsibility.Role.COORDINATION: gettext_lazy("Responsible for coordination"),
    Responsibility.Role.FOLLOW_UP: gettext_lazy("Responsible for follow-up"),
    Responsibility.Role.REVISION: gettext_lazy("Responsible for revision"),
}


@dataclass(frozen=True)
class Content:
    """An edition to be written down. `site` gives the full address of a path."""

    strategy: Strategy
    language: str
    wording: str
    site: Callable[[str], str]
    document: Document
    decisions: list[Decision]
    whole: list[Responsibility]
    related: list[RelatedDocument]

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
    def commitments(self) -> Iterator[CommitmentView]:
        """Walk through all commitments in the order in which the page has them."""
        for section in self.document.sections:
            yield from _in_section(section)
        for commitment in self.document.commitments_outside:
            yield from _with_below(commitment)


def content(strategy: Strategy, language: str, wording: str, site: Callable[[str], str]) -> Content:
    """Fetch the edition `strategy`. Costs the same few queries whatever its size."""
    whole = Responsibility.objects.filter(strategy=strategy, commitment=None).select_related("committee__municipality")
    return Content(
        strategy=strategy,
        language=language,
        wording=wording,
        site=site,
        document=Document(strategy, language, wording, terms_open=False),
        decisions=list(strategy.decisions.select_related("body__municipality")),
        whole=list(whole),
        related=list(strategy.related_documents.all()),
    )


def in_words(shown: Said) -> str:
    """Give a short text, with a word on its language where that is not the reader's."""
    return f"{shown.text} {_('(in Swedish)')}" if shown.foreign else shown.text


def notes_on(view: TextView) -> list[str]:
    """Say what the reader has to know of a text's language and wording, as its page does."""
    notes = []
    if view.said.foreign:
        notes.append(_("This text is not translated yet. It is shown in Swedish."))
    if view.said.other_wording and view.said.wording == ADOPTED:
        notes.append(_("There is no plain-language version yet. This is the adopted wording."))
    elif view.said.other_wording:
        notes.append(_("The adopted wording is not in the portal. This is the plain-language version."))
    return notes


def which_text(source: Content) -> str:
    """Say which text this is, and which one counts."""
    if source.wording == PLAIN and source.document.has_plain:
        return _("This is the plain-language version. It is easier to read, but it is the adopted wording that counts.")
    return _("This is the adopted wording.") if source.document.has_adopted else ""


def responsible(view: CommitmentView, language: str) -> list[tuple[str, str]]:
    """Give who answers for a commitment: each role, and its bodies on one line."""
    return [
        (capfirst(role), ", ".join(in_words(said(row.committee, "name", language)) for row in rows))
        for role, rows in view.responsible
    ]


def facts(source: Content) -> list[tuple[str, str]]:
    """Give the facts about the document, each with its label; what the document does not say is left out."""
    strategy, language = source.strategy, source.language
    period = [
        _("from %(date)s") % {"date": strategy.valid_from} if strategy.valid_from else "",
        _("until %(date)s") % {"date": strategy.valid_until} if strategy.valid_until else "",
        _("until further notice") if strategy.until_further_notice else "",
    ]
    rows = [
        (_("Type of document"), capfirst(strategy.get_kind_display())),
        (_("Edition"), strategy.edition),
        *((capfirst(row.get_kind_display()), _decision(row, language)) for row in source.decisions),
        (_("Case number"), ", ".join(strategy.case_numbers)),
        (_("In force"), " ".join(part for part in period if part)),
        (_("Applies to"), in_words(source.said("applies_to"))),
        (_("Target group"), in_words(source.said("target_group"))),
        *((_role(row), in_words(said(row.committee, "name", language))) for row in source.whole),
        (_("Replaces"), strategy.replaces),
        (_("Revised"), in_words(source.said("review"))),
        (_("Evaluated"), in_words(source.said("evaluation"))),
        (_("Published"), in_words(source.said("publication"))),
    ]
    return [(str(label), value) for label, value in rows if value]


def _role(row: Responsibility) -> str:
    return str(ROLES.get(Responsibility.Role(row.role)) or capfirst(row.get_role_display()))


def _decision(row: Decision, language: str) -> str:
    body = in_words(said(row.body, "name", language)) if row.body else ""
    date = str(row.date) if isinstance(row.date, PartialDate) else ""
    reference = f"({row.reference})" if row.reference else ""
    return " ".join(part for part in (body, date, row.paragraph, reference) if part)


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
