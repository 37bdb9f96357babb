"""What a download says of itself: which text it is, which one counts, whether it is in force, and the facts."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.models import Responsibility
from portal.downloads.content import Content, in_swedish, in_words
from portal.templatetags.portal import partial_date
from strategies.models import Decision, Strategy
from strategies.wording import ADOPTED, Said, said

# What a committee answers for in the whole document, where the role's own name would be a fact about the document.
ROLES = {
    Responsibility.Role.COORDINATION: gettext_lazy("Responsible for coordination"),
    Responsibility.Role.FOLLOW_UP: gettext_lazy("Responsible for follow-up"),
    Responsibility.Role.REVISION: gettext_lazy("Responsible for revision"),
}


@dataclass(frozen=True)
class Fact:
    """A fact about the document. What only the portal says of it is no part of the document, and is `ours`."""

    label: str
    value: Said | str
    ours: bool = False


def which_text(source: Content) -> str:
    """Say which text this is, in which language, and which one counts."""
    adopted = source.wording == ADOPTED
    if not source.is_translated and source.language != "sv":
        told = _("The texts are not translated yet. They are shown in Swedish.")
    elif source.language == "sv":
        told = ""
    else:
        told = _("This is a translation. Only the Swedish adopted wording has legal standing.")
    if adopted:
        return _joined(_("This is the adopted wording."), told)
    if not source.document.has_plain:
        return _joined(_("The text is not in the portal yet."), told)
    said = _("This is the plain-language version. It is easier to read, but it is the adopted wording that counts.")
    missing = "" if source.document.has_adopted else _("The adopted wording is not in the portal.")
    return _joined(said, missing, told)


def which_text_in_short(source: Content) -> str:
    """Say the same in a few words, for the foot of a page: “Plain language, English”."""
    wording = _("Adopted wording") if source.wording == ADOPTED else _("Plain language")
    language = _("Swedish") if source.language == "sv" or not source.is_translated else _("English")
    return f"{wording}, {language}"


def demonstration() -> str:
    """Say that the texts are those of a demonstration."""
    return _("Demonstration. The texts are retold from real strategies, and are not the municipalities’ own words.")


def status(source: Content) -> str:
    """Say that the edition is no longer in force, and which one is; nothing of one that is in force."""
    strategy, current = source.strategy, source.current
    if strategy.is_current:
        return ""
    withdrawn = strategy.status == Strategy.Status.WITHDRAWN
    told = _("This edition has been withdrawn.") if withdrawn else _("This edition has been superseded.")
    in_force = _("Edition %(edition)s is in force.") % {"edition": current.edition} if current else ""
    return _joined(told, in_force)


def facts(source: Content) -> list[Fact]:
    """Give the facts about the document, each with its label; what the document does not say is left out."""
    strategy, language = source.strategy, source.language
    period = [
        _("from %(date)s") % {"date": _date(strategy.valid_from)} if strategy.valid_from else "",
        _("until %(date)s") % {"date": _date(strategy.valid_until)} if strategy.valid_until else "",
        _("until further notice") if strategy.until_further_notice else "",
    ]
    rows = [
        Fact(_("Type of document"), capfirst(strategy.get_kind_display()), ours=True),
        Fact(_("Edition"), strategy.edition, ours=True),
        Fact(_("Status"), status(source), ours=True),
        *(Fact(capfirst(row.get_kind_display()), _decision(row, language)) for row in source.decisions),
        Fact(_("Case number"), ", ".join(strategy.case_numbers)),
        Fact(_("In force"), _joined(*period)),
        Fact(_("Applies to"), source.said("applies_to")),
        Fact(_("Target group"), source.said("target_group")),
        *(Fact(_role(row), said(row.committee, "name", language)) for row in source.whole),
        Fact(_("Replaces"), in_swedish(strategy.replaces, language)),
        Fact(_("Revised"), source.said("review")),
        Fact(_("Evaluated"), source.said("evaluation")),
        Fact(_("Published"), source.said("publication")),
    ]
    return [fact for fact in rows if fact.value]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _role(row: Responsibility) -> str:
    return str(ROLES.get(Responsibility.Role(row.role)) or capfirst(row.get_role_display()))


def _date(value: Any) -> str:
    return partial_date(value)


def _decision(row: Decision, language: str) -> str:
    """Give body, date and paragraph; a reference such as “§ 7/2021” says the paragraph, and the year."""
    body = in_words(said(row.body, "name", language)) if row.body else ""
    date = _date(row.date)
    if row.paragraph and row.reference.startswith(row.paragraph):
        return _joined(body, "" if row.reference.endswith(f"/{date}") else date, row.reference)
    return _joined(body, date, row.paragraph, f"({row.reference})" if row.reference else "")
