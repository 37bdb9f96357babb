"""One commitment on a page of its own."""

from collections.abc import Iterable
from typing import Any

from goals.models import Commitment
from goals.outline import OutlineNode, outline
from portal.reading.document import by_role, commitment_view, commitments_of
from portal.reading.labels import label, place
from portal.reading.parts import Reading
from strategies.models import Strategy
from strategies.richtext import footnote_numbers
from strategies.wording import ADOPTED, PLAIN, said

TEXTS = ("plain_sv", "plain_en", "text_sv", "text_en")


def commitment_page(strategy: Strategy, uid: str, language: str) -> dict[str, Any] | None:
    """Give what the page of the commitment `uid` in `strategy` shows; None where the edition has no such one."""
    nodes = (node for tree in outline(commitments_of(strategy)) for node in tree)
    node = next((node for node in nodes if node.row.uid == uid), None)
    return _shown(node, strategy, language) if node else None


def _shown(node: OutlineNode, strategy: Strategy, language: str) -> dict[str, Any]:
    definitions, footnotes = list(strategy.definitions.all()), list(strategy.footnotes.all())
    plain = Reading(language, PLAIN, definitions, footnotes)
    adopted = Reading(language, ADOPTED, definitions, footnotes)
    view = commitment_view(node, plain, 1)
    numbers = _footnotes_in(step.row for step in node)
    # From top to bottom, since a footnote's way back leads to its first mark on the page.
    return {
        "strategy": strategy,
        "municipality": strategy.municipality,
        "view": view,
        "adopted": adopted.text(node.row) if node.row.plain_sv and node.row.text_sv else None,
        "above": [(step.row, label(step), said(step.row, "title", language)) for step in node.above],
        "responsible_above": None if view.responsible else _responsible_above(node, language),
        "footnotes": [(note.number, plain.note(note)) for note in footnotes if note.number in numbers],
        "marked": plain.marked,
        "definitions": [plain.definition(row) for row in definitions],
    }


def _responsible_above(node: OutlineNode, language: str) -> dict[str, Any] | None:
    """Give the place of the nearest commitment above that names who answers for it, and whom; None where none does."""
    for step in reversed(node.above):
        if responsible := by_role(step.row.responsibilities.all()):
            return {"place": place(step, language), "responsible": responsible}
    return None


def _footnotes_in(rows: Iterable[Commitment]) -> set[int]:
    """Give the numbers of the footnotes that any text of `rows` marks, in whatever language and wording."""
    texts = (getattr(row, column) or "" for row in rows for column in TEXTS)
    return {number for text in texts for number in footnote_numbers(text)}
