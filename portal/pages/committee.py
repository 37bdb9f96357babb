"""What one committee answers for, across strategies."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from goals.models import Commitment, Responsibility
from goals.outline import OutlineNode, outline
from portal.reading.labels import label, place
from strategies.models import Committee, Membership, Strategy
from strategies.wording import Said


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


def open_to(user: Any) -> QuerySet[Committee]:
    """Give the bodies whose pages `user` may read: those that a public edition names, and the user's own.

    What only a draft names would tell of the draft.
    """
    public = Committee.objects.named_in(Strategy.objects.public())
    if not user.is_authenticated:
        return public
    own = Membership.objects.filter(user=user.pk).exclude(committee=None)
    return public | Committee.objects.filter(pk__in=own.values("committee"))


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


def _nodes(strategies: set[int]) -> dict[int, OutlineNode]:
    rows: dict[int, list[Commitment]] = {}
    for row in Commitment.objects.filter(strategy__in=strategies):
        rows.setdefault(row.strategy_id, []).append(row)
    return {node.row.pk: node for each in rows.values() for tree in outline(each) for node in tree}


def _answer(node: OutlineNode, strategy: Strategy, language: str) -> Answer:
    node.row.strategy = strategy  # the one in hand, so that the address costs no query
    above = place(node.above[-1], language) if node.above else ""
    return Answer(node.row, label(node), above, node.row.name_in(language))
