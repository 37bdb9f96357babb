"""Rules that the database cannot hold, held on every way in: form, import, bulk and shell go through one method.

A model says its rule in `faults()`. Saving refuses a row that has any; so do `bulk_create`, `bulk_update` and
`update`, which check the rows after the change and undo it whole. All of them, and deleting, hold the lock of the
strategies that the rows belong to, so that nothing changes between the judgement and the write.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.utils.translation import gettext_lazy as _

from strategies.fields import translated_fields
from strategies.locking import locked, strategies_in, strategies_of
from strategies.plaintext import tidied

type_of_faults = dict[str, list[Any]]


class RuledQuerySet(models.QuerySet[Any]):
    """A queryset whose bulk writes obey the rules of its model."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Create the rows, or raise ValidationError and create none."""
        rows = list(objs)
        with locked(*strategies_of(rows)):
            for row in rows:
                row.refuse_faults()
            return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Update the rows, or raise ValidationError and update none."""
        rows = list(objs)
        for row in rows:
            row.tidy_texts()
        with transaction.atomic(using=self.db), locked(*strategies_of(rows)):
            return super().bulk_update(rows, fields, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Update the rows, or raise ValidationError and update none."""
        kwargs = {name: tidied(value) for name, value in kwargs.items()}
        written = {self.model._meta.get_field(name).name for name in kwargs}
        fixed = written & set(self.model.FIXED)
        if fixed:
            raise ValidationError({name: [NEVER_CHANGES] for name in fixed})
        if not written & set(self.model.RULED):
            with locked(*strategies_in(self)):
                return super().update(**kwargs)
        with transaction.atomic(using=self.db), locked(*strategies_in(self)):
            keys = list(self.values_list("pk", flat=True))
            count = super().update(**kwargs)
            for row in self.model._default_manager.using(self.db).filter(pk__in=keys):
                row.refuse_faults()
            return count

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows, and give what Django gives."""
        with locked(*strategies_in(self)):
            return super().delete()

    bulk_create.alters_data = True  # type: ignore[attr-defined]
    bulk_update.alters_data = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


NEVER_CHANGES = _("This is decided when the row is created and never changes.")


class RuledModel(models.Model):
    """A model with a rule. Subclasses name the fields that the rule is about and say what is wrong in `faults()`."""

    RULED: ClassVar[Sequence[str]] = ()  # a bulk update of one of these is checked
    FIXED: ClassVar[Sequence[str]] = ()  # these never change once the row exists

    objects = RuledQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, or raise ValidationError and store nothing."""
        with locked(*strategies_of([self])):
            self.refuse_faults()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, and give what Django gives."""
        with locked(*strategies_of([self])):
            return super().delete(*args, **kwargs)

    def faults(self) -> type_of_faults:
        """Say what is wrong with the row: the name of each field at fault with its messages. Empty when all is well."""
        return {}

    def refuse_faults(self) -> None:
        """Tidy the row’s texts, then raise ValidationError when the row breaks a rule."""
        self.tidy_texts()
        faults = self._changed_fixed_fields() or self.faults()
        if faults:
            raise ValidationError(faults)

    def tidy_texts(self) -> None:
        """Take out of the texts what no text may hold, before anything is asked of the database about them."""
        # The plain column of a translated field gives Swedish for a missing English, and would store it as English.
        passed_by = {*self.get_deferred_fields(), *translated_fields(self)}
        fields = self._meta.concrete_fields
        names = {field.attname for field in fields if isinstance(field, models.CharField | models.TextField)}
        for name in names - passed_by:
            setattr(self, name, tidied(getattr(self, name)))

    def clean(self) -> None:
        """Let forms show the same faults, field by field."""
        super().clean()
        self.refuse_faults()

    def _changed_fixed_fields(self) -> type_of_faults:
        if not self.FIXED or self.pk is None:
            return {}
        database = self._state.db or router.db_for_write(type(self))
        names = [cast(models.Field, self._meta.get_field(name)).attname for name in self.FIXED]
        stored = type(self)._base_manager.using(database).filter(pk=self.pk).values(*names).first()
        if stored is None:
            return {}
        return {
            field: [NEVER_CHANGES]
            for field, name in zip(self.FIXED, names, strict=True)
            if stored[name] != getattr(self, name)
        }
