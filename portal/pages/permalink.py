"""One commitment on a page of its own, and the lasting address that leads to it."""

from typing import Any

from django.db.models import Case, Value, When
from django.http import Http404
from django.utils.translation import override

from goals.models import Commitment
from goals.outline import outline
from portal.reading.document import commitment_view, labelled, with_responsible
from portal.reading.parts import Reading
from strategies.models import Definition, Section, Strategy
from strategies.models.strategy import PUBLIC
from strategies.richtext import footnote_numbers
from strategies.wording import ADOPTED, PLAIN, said

# The current edition first, then what was in force before it.
NEAREST_TO_TODAY = Case(*(When(strategy__status=status, then=Value(place)) for place, status in enumerate(PUBLIC)))


def commitment_page(strategy: Strategy, uid: str, language: str) -> dict[str, Any] | None:
    """Give what the page of the commitment `uid` in `strategy` shows; None where the edition has no such one."""
    rows = list(with_responsible(strategy.commitments.all()))
    for row in rows:
        row.strategy = strategy  # the one in hand, so that addresses cost no queries
    nodes = [node for tree in outline(rows) for node in tree]
    node = next((node for node in nodes if node.row.uid == uid), None)
    if node is None:
        return None
    definitions = list(strategy.definitions.all())
    footnotes = list(strategy.footnotes.all())
    plain = Reading(language, PLAIN, definitions, footnotes)
    both = bool(node.row.plain_sv and node.row.text_sv)  # type: ignore[attr-defined]
    numbers = {
        number
        for step in node
        for column in ("plain_sv", "plain_en", "text_sv", "text_en")
        for number in footnote_numbers(getattr(step.row, column) or "")
    }
    view = commitment_view(node, plain, 1)
    responsible_above = next(
        (step for step in reversed(node.above) if not view.responsible and step.row.responsibilities.all()), None
    )
    return {
        "strategy": strategy,
        "municipality": strategy.municipality,
        "view": view,
        "adopted": Reading(language, ADOPTED, definitions, footnotes).text(node.row) if both else None,
        "above": [(step.row, labelled(step), said(step.row, "title", language)) for step in node.above],
        "responsible_above": commitment_view(responsible_above, plain, 2) if responsible_above else None,
        "footnotes": [(note.number, plain.note(note)) for note in footnotes if note.number in numbers],
        "marked": plain.marked,
        "definitions": [plain.definition(row) for row in definitions],
    }


def current_address(uid: str, language: str) -> str:
    """Give today's address of the text with that uid, in `language`. Raises Http404 where no reader may see it."""
    texts: tuple[type[Any], ...] = (Commitment, Section, Definition)
    for model in texts:
        row = (
            model._default_manager.public()
            .filter(uid=uid)
            .select_related("strategy__municipality")
            .order_by(NEAREST_TO_TODAY, "-strategy__edition")
            .first()
        )
        if row:
            with override(language):
                if isinstance(row, Commitment):
                    return row.get_absolute_url()
                return f"{row.strategy.get_absolute_url()}#{uid}"
    raise Http404("Nothing that the public may read has that address.")
