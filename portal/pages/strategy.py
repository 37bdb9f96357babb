"""One edition of a strategy on its page, whole."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.downloads.formats import downloads
from portal.opendata.legislation import legislation
from portal.reading.document import Document
from portal.reading.facts import Facts
from strategies.models import Strategy
from strategies.wording import ADOPTED, PLAIN


def wording_asked_for(request: HttpRequest) -> str:
    """Give the wording in which a reader wants a text: plain language, unless the address says otherwise."""
    return ADOPTED if request.GET.get("wording") == ADOPTED else PLAIN


def strategy_page(strategy: Strategy, editions: list[Strategy], request: HttpRequest) -> dict[str, Any]:
    """Give what the page of `strategy`, one of the public `editions` of its series, shows."""
    language, wording = get_language() or "sv", wording_asked_for(request)
    document = Document(strategy, language, wording)
    facts = Facts(strategy, language, decisions=document.decisions, whole=document.whole)
    # In the table of all facts dates are figures, so that they can be compared and copied.
    exact = Facts(strategy, language, decisions=document.decisions, whole=document.whole, write_date=str)
    return {
        "strategy": strategy,
        "municipality": strategy.municipality,
        "document": document,
        "facts": facts.in_short(),
        "all_facts": exact.all(no_decision=_("The document does not say.")),
        "source_files": strategy.source_files.public(),
        "current_edition": next((other for other in editions if other.is_current), None),
        "other_editions": [other for other in editions if other.pk != strategy.pk],
        "wording": wording,
        "downloads": downloads(strategy, wording),
        "legislation": legislation(strategy, document.decisions, request),
    }
