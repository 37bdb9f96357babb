"""History of every change, also of one made through a proxy model."""

from typing import Any

from django.db.models import Model, signals
from simple_history import register
from simple_history.models import HistoricalRecords


class RecordsOfProxiesToo(HistoricalRecords):
    """Records that also hear of rows saved or deleted as one of the model's proxies.

    Django sends its signals with the proxy class as sender, which django-simple-history does not listen for.
    """

    def finalize(self, sender: type[Model], **kwargs: Any) -> None:
        """Listen for the model, as the library does, and from then on for each proxy of it as it is made."""
        if sender._meta.proxy and sender._meta.concrete_model is self.cls:
            self._listen(sender)
        elif self.cls is sender:
            super().finalize(sender, **kwargs)
            for proxy in sender.__subclasses__():
                self._listen(proxy)

    def _listen(self, sender: type[Model]) -> None:
        # The library's admin looks for the history manager's name on the class that it shows.
        sender._meta.simple_history_manager_attribute = self.manager_name  # type: ignore[attr-defined]
        signals.post_save.connect(self.post_save, sender=sender, weak=False)
        signals.pre_delete.connect(self.pre_delete, sender=sender, weak=False)
        signals.post_delete.connect(self.post_delete, sender=sender, weak=False)


def keep_history(model: type[Model], app: str, **options: Any) -> None:
    """Record every change of `model` from now on; call it once the model's translation is registered."""
    register(model, app=app, records_class=RecordsOfProxiesToo, **options)
