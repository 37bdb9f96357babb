"""Strategy files to test with: the shipped ones, small ones, and what the database holds before and after."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps

from portal import strategyfile
from portal.strategyfile import faults

DEMO = sorted((Path(strategyfile.__file__).parent / "demo").glob("*.json"))


def small(**keys: Any) -> dict[str, Any]:
    """Give the least that a strategy file may hold, with `keys` beside it or in its place."""
    return {
        "format": "integrationsportalen-strategy/1",
        "municipality": "1293",
        "slug": "integrationsstrategi",
        "edition": "2021",
        "kind": "strategy",
        "title": {"sv": "Integrationsstrategi"},
    } | keys


def full() -> dict[str, Any]:
    """Give a small file with something under every key, in the format's order and form."""
    return small(
        title={"sv": "Integrationsstrategi", "en": "Integration strategy"},
        subtitle={"sv": "Alla är med"},
        summary={"sv": "Så gör vi.", "en": "What we do."},
        case_numbers=["2021-1", "2021-2"],
        decisions=[
            {"kind": "adopted", "body": "fullmaktige", "date": "2021-09", "paragraph": "§ 7", "reference": "2021/7"},
            {"kind": "revised", "date": "2022"},
        ],
        valid_from="2021-10-01",
        until_further_notice=True,
        replaces="Den gamla",
        applies_to={"sv": "Alla"},
        target_group={"sv": "Invånare"},
        review={"sv": "Varje år"},
        evaluation={"sv": "Vart fjärde år"},
        publication={"sv": "Webben"},
        committees=[
            {"slug": "fullmaktige", "kind": "council", "name": {"sv": "Kommunfullmäktige", "en": "Municipal Council"}},
            {"slug": "styrelsen", "kind": "executive_board", "name": {"sv": "Kommunstyrelsen"}},
        ],
        sections=[
            {
                "uid": "saaaaaaaaa",
                "kind": "foreword",
                "title": {"sv": "Förord", "en": "Foreword"},
                "text": {"sv": "<p>Beslutat.</p>"},
                "plain": {"sv": "<p>Vi vill.</p>", "en": "<p>We want.</p>"},
                "signed_by": "Anna Andersson",
                "signed_role": {"sv": "Ordförande", "en": "Chair"},
                "children": [{"uid": "sbbbbbbbbb", "kind": "other", "title": {"sv": "Under"}}],
            }
        ],
        commitments=[
            {
                "uid": "caaaaaaaaa",
                "kind": "focus_area",
                "number": "1",
                "title": {"sv": "Boende", "en": "Housing"},
                "plain": {"sv": '<p>Hem.<a href="#footnote-1">1</a></p>'},
                "themes": ["governance", "housing"],
                "section": "saaaaaaaaa",
                "children": [{"uid": "cbbbbbbbbb", "kind": "measure", "plain": {"sv": "<p>Bygga.</p>"}}],
            }
        ],
        responsibilities=[
            {"committee": "styrelsen", "role": "owner", "commitment": None},
            {"committee": "styrelsen", "role": "lead", "commitment": "cbbbbbbbbb"},
        ],
        definitions=[
            {"uid": "daaaaaaaaa", "term": {"sv": "hem", "en": "home"}, "plain": {"sv": "<p>Där man bor.</p>"}}
        ],
        footnotes=[{"number": 1, "text": {"sv": "<p>En källa.</p>", "en": "<p>A source.</p>"}}],
        related_documents=[{"title": {"sv": "Lag"}, "decision": {"sv": "2010:800"}, "url": "https://www.example.se/"}],
    )


def commitment(uid: str, kind: str = "focus_area", *children: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Give a commitment with a title after its uid."""
    below = {"children": list(children)} if children else {}
    return {"uid": uid, "kind": kind, "title": {"sv": uid}} | keys | below


def found(**keys: Any) -> list[tuple[str, str]]:
    """Give the faults of a small file with `keys`, as (path, message)."""
    return [(fault.path, fault.message) for fault in faults(small(**keys))]


def as_file(data: Any) -> bytes:
    """Give the content of a file that holds `data`."""
    return json.dumps(data).encode()


def everything_stored() -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of all of the portal's tables, the history too."""
    models: list[Any] = [model for name in ("strategies", "goals") for model in apps.get_app_config(name).get_models()]
    models += [field.remote_field.through for model in models for field in model._meta.many_to_many]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}
