"""What the municipalities commit to in one theme."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from goals.models import Commitment, Theme
from strategies.models import Municipality
from strategies.models.strategy import in_force
from strategies.wording import Said

# Letters of a commitment's text: enough to compare by, since the whole stands on its own page.
SHORT = 160


@dataclass
class Column:
    """One municipality's commitments in the theme: (row, name) pairs in the order of its documents."""

    municipality: Municipality
    commitments: list[tuple[Commitment, Said]] = field(default_factory=list)


def with_counts() -> QuerySet[Theme]:
    """Give all themes, each with how many commitments in force it has, and of how many municipalities."""
    of_today = in_force("commitments__strategy")
    return Theme.objects.annotate(
        commitment_count=Count("commitments", filter=of_today, distinct=True),
        municipality_count=Count("commitments__strategy__municipality", filter=of_today, distinct=True),
    )


def municipalities_in(theme: Theme) -> QuerySet[Municipality]:
    """Give the municipalities that have a commitment in force in `theme`, by name."""
    rows = Municipality.objects.filter(in_force("strategies"), strategies__commitments__themes=theme)
    return rows.distinct().order_by("short_name", "pk")


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
        columns[row.strategy.municipality_id].commitments.append((row, row.name_in(language, SHORT)))
    return list(columns.values())
