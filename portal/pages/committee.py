"""What one committee answers for, across strategies."""

from dataclasses import dataclass, field

from django.utils.text import Truncator

from goals.models import Commitment, Responsibility
from goals.outline import OutlineNode, outline
from portal.reading.document import labelled, place_of
from strategies.models import Committee, Strategy
from strategies.richtext import plain_text
from strategies.wording import Said, said


@dataclass
class Answer:
    """One commitment that the committee answers for."""

    row: Commitment
    label: str
    above: str
    name: Said


@dataclass
class Role:
    """What the committee answers for in one role: the whole strategy, some of its commitments, or both."""

    name: str
    whole: bool = False
    answers: list[Answer] = field(default_factory=list)


def answers_for(committee: Committee, language: str) -> list[tuple[Strategy, list[Role]]]:
    """Give the strategies in force in which `committee` has a role, with its roles and commitments in order."""
    responsibilities = (
        Responsibility.objects.current()
        .filter(committee=committee)
        .select_related("strategy__municipality")
        .order_by("strategy__slug", "position")
    )
    held = list(responsibilities)
    nodes = _nodes({row.strategy_id for row in held})
    strategies: dict[int, tuple[Strategy, dict[str, Role]]] = {}
    for responsibility in held:
        strategy, roles = strategies.setdefault(responsibility.strategy_id, (responsibility.strategy, {}))
        role = roles.setdefault(responsibility.role, Role(responsibility.get_role_display()))
        if responsibility.commitment_id is None:
            role.whole = True
        else:
            role.answers.append(_answer(nodes[responsibility.commitment_id], strategy, language))
    return [(strategy, list(roles.values())) for strategy, roles in strategies.values()]


def name_in(row: Commitment, language: str, letters: int | None = None) -> Said:
    """Give what a commitment is called in `language`: its title, or its text on one line, cut after `letters`."""
    title = said(row, "title", language)
    if title:
        return title
    text = said(row, "plain", language) or said(row, "text", language)
    name = plain_text(text.text)
    return Said(Truncator(name).chars(letters) if letters else name, text.language, asked_language=language)


def _nodes(strategies: set[int]) -> dict[int, OutlineNode]:
    rows: dict[int, list[Commitment]] = {}
    for row in Commitment.objects.filter(strategy__in=strategies):
        rows.setdefault(row.strategy_id, []).append(row)
    return {node.row.pk: node for each in rows.values() for tree in outline(each) for node in tree}


def _answer(node: OutlineNode, strategy: Strategy, language: str) -> Answer:
    node.row.strategy = strategy  # the one in hand, so that the address costs no query
    above = place_of(node.above[-1], language) if node.above else ""
    return Answer(node.row, labelled(node), above, name_in(node.row, language))
