"""Who works with the portal, and as what. For portal administrators."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from strategies.admin.forms import RowForm
from strategies.admin.scoped import ScopedAdmin
from strategies.models import Membership


class ByMunicipality(ModelChoiceIterator):
    """Committees as the choices of a list, under the name of their municipality."""

    def __iter__(self) -> Iterator[Any]:
        """Give the empty choice, then one group for each municipality."""
        yield ("", self.field.empty_label)
        rows = self.queryset.select_related("municipality").order_by("municipality__name_sv", "slug")
        for municipality, committees in groupby(rows, key=lambda row: row.municipality):
            yield (str(municipality), [self.choice(committee) for committee in committees])


class CommitteeField(forms.ModelChoiceField):
    """A choice among committees whose names many municipalities share."""

    iterator = ByMunicipality


def describe_person(user: Any) -> str:
    """Give a person's name and the address that they sign in with."""
    name = user.get_full_name()
    return f"{name} ({user.email})" if name else user.email or user.get_username()


class PersonField(forms.ModelChoiceField):
    """A choice among people."""

    def label_from_instance(self, obj: Any) -> str:
        """Show who it is."""
        return describe_person(obj)


class GivesAccess:
    """What the page of a membership and the rows on a person's page share."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Make the choices readable."""
        if db_field.name == "committee":
            kwargs["form_class"] = CommitteeField
        if db_field.name == "user":
            kwargs["form_class"] = PersonField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


@admin.register(Membership)
class MembershipAdmin(GivesAccess, ScopedAdmin):
    """Give somebody access, or take it back."""

    form = RowForm
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "municipality", "role", "committee"],
                "description": _(
                    "A coordinator edits everything that belongs to the municipality. A committee member or "
                    "secretary reports for one committee and has no access to these pages."
                ),
            },
        )
    ]
    list_display = ["person", "role", "municipality", "committee"]
    list_display_links = ["person"]
    list_filter = ["role", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "municipality", "committee"]
    search_fields = ["user__email", "user__first_name", "user__last_name", "municipality__name_sv"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a membership in its municipality, with its person."""
        return ["user", "municipality"] if obj else []

    @admin.display(description=_("person"), ordering="user__email")
    def person(self, membership: Membership) -> str:
        """Show who it is."""
        return describe_person(membership.user)
