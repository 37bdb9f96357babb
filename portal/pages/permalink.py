"""The lasting address of a text, and where it leads today."""

from typing import Any

from django.db.models import Case, Value, When
from django.http import Http404
from django.utils.translation import override

from goals.models import Commitment
from strategies.models import Definition, Section
from strategies.models.strategy import PUBLIC

# The current edition first, then what was in force before it.
NEAREST_TO_TODAY = Case(*(When(strategy__status=status, then=Value(place)) for place, status in enumerate(PUBLIC)))


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
