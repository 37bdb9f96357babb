"""What a download says of itself: which text it is, which one counts, whether it is in force, and the facts."""

from django.utils.translation import gettext as _

from portal.downloads.content import Content
from portal.reading.facts import Fact, Facts
from strategies.models import Strategy
from strategies.wording import ADOPTED


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
    told = Facts(source.strategy, source.language, decisions=source.decisions, whole=source.whole)
    return told.all(status=status(source))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
