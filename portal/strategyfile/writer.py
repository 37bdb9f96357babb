"""A strategy to a file: the whole edition as the format has it, and its text, the same for the same content."""

import json
from collections.abc import Iterable
from typing import Any

from goals.models import Responsibility
from portal.strategyfile.columns import entry
from portal.strategyfile.schema import FORMAT, keys_of
from strategies.models import Committee, Decision, Strategy
from strategies.tree import Node, laid_out


def written(strategy: Strategy) -> dict[str, Any]:
    """Give the edition as the object of a strategy file, with the format's keys in their order.

    Costs the same few queries whatever the size of the strategy.
    """
    decisions = list(strategy.decisions.select_related("body").order_by("position"))
    responsibilities = list(
        strategy.responsibilities.select_related("committee", "commitment").order_by("position", "pk")
    )
    sections = list(strategy.sections.all())
    uids = {section.pk: section.uid for section in sections}
    commitments = laid_out(strategy.commitments.prefetch_related("themes"))
    given = entry(strategy) | {
        "format": FORMAT,
        "municipality": strategy.municipality.code,
        "slug": strategy.slug,
        "edition": strategy.edition,
        "decisions": [_decision(row) for row in decisions],
        "committees": [_committee(row) for row in _mentioned(decisions, responsibilities)],
        "sections": [_section(node) for node in laid_out(sections)],
        "commitments": [_commitment(node, uids) for node in commitments],
        "responsibilities": [_responsibility(row) for row in responsibilities],
        "definitions": [
            _object("definition", entry(row) | {"uid": row.uid}) for row in strategy.definitions.order_by("position")
        ],
        "footnotes": [_object("footnote", entry(row)) for row in strategy.footnotes.order_by("number")],
        "related_documents": [
            _object("related_document", entry(row)) for row in strategy.related_documents.order_by("position")
        ],
    }
    return _object("", given)


def as_json(data: dict[str, Any]) -> str:
    """Give the text of the strategy file that holds `data`."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _object(part: str, given: dict[str, Any]) -> dict[str, Any]:
    """Give what is not empty in `given`, in the order of the format's keys."""
    return {key: given[key] for key in keys_of(part) if given.get(key) not in (None, "", [], {}, False)}


def _mentioned(decisions: Iterable[Decision], responsibilities: Iterable[Responsibility]) -> list[Committee]:
    committees = {row.body.slug: row.body for row in decisions if row.body}
    committees |= {row.committee.slug: row.committee for row in responsibilities}
    return [committees[slug] for slug in sorted(committees)]


def _decision(row: Decision) -> dict[str, Any]:
    return _object("decision", entry(row) | {"body": row.body.slug if row.body else None})


def _committee(row: Committee) -> dict[str, Any]:
    return _object("committee", entry(row) | {"slug": row.slug})


def _section(node: Node) -> dict[str, Any]:
    below = [_section(child) for child in node.children]
    return _object("section", entry(node.row) | {"uid": node.row.uid, "children": below})


def _commitment(node: Node, sections: dict[int, str]) -> dict[str, Any]:
    more = {
        "uid": node.row.uid,
        "themes": sorted(theme.slug_en for theme in node.row.themes.all()),
        "section": sections.get(node.row.section_id),
        "children": [_commitment(child, sections) for child in node.children],
    }
    return _object("commitment", entry(node.row) | more)


def _responsibility(row: Responsibility) -> dict[str, Any]:
    more = {"committee": row.committee.slug, "role": row.role, "commitment": None}
    if row.commitment:
        more["commitment"] = row.commitment.uid
    return {key: more[key] for key in keys_of("responsibility")}
