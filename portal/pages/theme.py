"""What the municipalities commit to in one theme."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from goals.models import Commitment, Theme
from portal.pages.committee import name_in
from strategies.models import Municipality
from strategies.wording import Said

# Letters of a commitment's text: enough to compare by, since the whole stands on its own page.
SHORT = 160


@dataclass
class Column:
    """One municipality's commitments in the theme: (row, name) pairs in the order of its documents."""

    municipality: Municipality
    commitments: list[tuple[Commitment, Said]] = field(default_factory=list)


def by_municipality(theme: Theme, municipalities: Iterable[Municipality], language: str) -> list[Column]:
    """Give a column for each of `municipalities`, in their order, with its current commitments in `theme`."""
    columns = {row.pk: Column(row) for row in municipalities}
    rows = (
        Commitment.objects.current()
        .filter(themes=theme, strategy__municipality__in=columns)
        .select_related("strategy__municipality")
        .order_by("strategy__slug", "parent__parent__position", "parent__position", "position")
    )
    for row in rows:
        columns[row.strategy.municipality_id].commitments.append((row, name_in(row, language, SHORT)))
    return list(columns.values())
