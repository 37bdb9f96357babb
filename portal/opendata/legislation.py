"""A strategy in schema.org's words, for search engines and researchers (https://schema.org/Legislation)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from portal.site.addresses import absolute
from strategies.models import Decision, Strategy

IN_FORCE = {True: "https://schema.org/InForce", False: "https://schema.org/NotInForce"}


def legislation(strategy: Strategy, decisions: Iterable[Decision], request: HttpRequest) -> dict[str, Any]:
    """Give `strategy` as JSON-LD. What the document does not say is left out."""
    adopted = next((decision for decision in decisions if decision.kind == Decision.Kind.ADOPTED), None)
    municipality = strategy.municipality
    described = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": absolute(strategy.get_absolute_url(), request),
        "url": absolute(strategy.get_absolute_url(), request),
        "name": strategy.title,
        "alternateName": strategy.subtitle,
        "description": strategy.summary,
        "inLanguage": ["sv", "en"] if strategy.title_en else ["sv"],  # type: ignore[attr-defined]
        "version": strategy.edition,
        "legislationType": strategy.get_kind_display(),
        "legislationIdentifier": strategy.case_numbers,
        "legislationDate": str(adopted.date) if adopted and adopted.date else None,
        "legislationPassedBy": _organisation(adopted.body.name) if adopted and adopted.body else None,
        "legislationJurisdiction": {
            "@type": "AdministrativeArea",
            "name": municipality.name,
            "identifier": municipality.code,
        },
        "legislationResponsible": _organisation(municipality.name),
        "legislationLegalForce": IN_FORCE[strategy.is_current],
        "temporalCoverage": _period(strategy),
        "dateModified": strategy.changed_at.date().isoformat(),
    }
    return {key: value for key, value in described.items() if value}


def _organisation(name: str) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": name}


def _period(strategy: Strategy) -> str | None:
    if not strategy.valid_from:
        return None
    return f"{strategy.valid_from}/{strategy.valid_until or '..'}"
