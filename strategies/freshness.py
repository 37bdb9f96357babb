"""A strategy counts as changed when any part of it is: readers see the date, and search engines come back."""

from typing import Any

from django.db.models import Model
from django.utils import timezone


def strategy_changed(instance: Model, raw: bool = False, **_kwargs: Any) -> None:
    """Note on the strategy that one of its parts was saved or deleted. A receiver of post_save and post_delete."""
    is_history = hasattr(instance, "history_id")
    if raw or is_history or getattr(instance, "strategy_id", None) is None:
        return
    # The manager that judges nothing: who writes to a part holds the strategy's lock already.
    strategies = instance._meta.get_field("strategy").related_model._base_manager  # type: ignore[union-attr]
    strategies.filter(pk=instance.strategy_id).update(changed_at=timezone.now())  # type: ignore[attr-defined]
