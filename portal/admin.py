"""People: who can sign in, and what the security log tells of it. For portal administrators."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from portal.downloads.table.files import FORMULA
from portal.models import SecurityEvent
from portal.site.accounts import keep_one_address, send_password_mail
from strategies.admin.formsets import ScopedFormSet
from strategies.admin.people import GivesAccess, describe_person
from strategies.admin.scoped import ScopedInline, ScopedPages
from strategies.admin.version import VersionedForm
from strategies.models import Membership

# What the libraries put into the admin and nobody here needs: rights are memberships, addresses are the persons'.
for unused in (Group, User, EmailAddress, EmailConfirmation):
    if admin.site.is_registered(unused):
        admin.site.unregister(unused)

NAMES = ("first_name", "last_name")

HEADINGS = ("at", "kind", "account", "address", "about")


class PersonForm(VersionedForm):
    """A person, known by the address that they sign in with."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=150, help_text=_("The person signs in with this address.")
    )

    class Meta:
        model = User
        fields = ("email", *NAMES)

    def clean_email(self) -> str:
        """Refuse the address of somebody else."""
        email: str = self.cleaned_data["email"].strip().lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(models.Q(email__iexact=email) | models.Q(username__iexact=email)).exists():
            raise ValidationError(_("Somebody else signs in with this address."))
        return email

    def save(self, commit: bool = True) -> User:
        """Save the person, the address being their user name too."""
        self.instance.username = self.cleaned_data["email"]
        return super().save(commit)


class NewPersonForm(PersonForm):
    """A new person, with a password only if the administrator gives one."""

    new_password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave this empty and the person will be sent an e-mail with a link to choose one."),
    )

    def _post_clean(self) -> None:
        """Hold a given password to the same rules as one that the person chooses, once it is known who they are."""
        super()._post_clean()  # type: ignore[misc]
        if password := self.cleaned_data.get("new_password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("new_password", error)

    def save(self, commit: bool = True) -> User:
        """Save the person with the password, or with none that works."""
        self.instance.set_password(self.cleaned_data["new_password"] or None)
        return super().save(commit)


class MembershipFormSet(ScopedFormSet):
    """Memberships of one person."""

    once = ("municipality", "role", "committee")


class MembershipInline(GivesAccess, ScopedInline):  # type: ignore[misc]
    """What the person may do."""

    model = Membership
    formset = MembershipFormSet
    fieldsets = [(None, {"fields": [("municipality", "role"), "committee"]})]


@admin.register(User)
class PersonAdmin(ScopedPages, UserAdmin):
    """People who can sign in. A membership gives them something to do."""

    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", NAMES, "password_page"]}),
        (_("Access"), {"fields": ["is_active", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", NAMES, "new_password"]})]
    list_display = ["email", "name", "works_for", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    filter_horizontal = ()
    actions = ["send_password_mails"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Give people with what they work for."""
        return super().get_queryset(request).prefetch_related("memberships__municipality")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form, in the portal's words."""
        labels = {"is_active": _("Can sign in"), "is_superuser": _("Portal administrator")}
        helps = {
            "is_active": _(
                "Untick this rather than delete somebody: their name then stays with what they have changed."
            ),
            "is_superuser": _("May edit everything, in every municipality, and give others access."),
        }
        return super().get_form(request, obj, change=change, labels=labels, help_texts=helps, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep administrators from shutting themselves out."""
        own = ["is_active", "is_superuser"] if obj == request.user else []
        return ["password_page", "last_login", "date_joined", *own]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Keep administrators from deleting themselves."""
        return obj != request.user and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the person; one without a password gets a mail for choosing it."""
        super().save_model(request, obj, form, change)
        keep_one_address(obj)
        if not change and not obj.has_usable_password():
            self._send(request, [obj])

    @admin.display(description=_("password"))
    def password_page(self, person: User) -> str:
        """Link to the page where an administrator sets a password."""
        return format_html('<a href="../password/">{}</a>', _("Set a password"))

    @admin.display(description=_("name"), ordering="first_name")
    def name(self, person: User) -> str:
        """Show the person's name."""
        return person.get_full_name()

    @admin.display(description=_("works for"))
    def works_for(self, person: Any) -> str:
        """Show the municipalities, and as what."""
        return ", ".join(f"{row.municipality} ({row.get_role_display()})" for row in person.memberships.all())

    @admin.action(description=_("E-mail a link to choose a password"), permissions=["change"])
    def send_password_mails(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Mail each of the chosen people a link for choosing a password."""
        self._send(request, list(queryset))

    def _send(self, request: HttpRequest, people: Iterable[User]) -> None:
        for person in people:
            if send_password_mail(request, person):
                text = _("%(person)s will get an e-mail with a link to choose a password.")
                level = messages.SUCCESS
            else:
                text = _(
                    "The e-mail to %(person)s could not be sent. Check that the person can sign in and that "
                    "the portal’s mail server works, then choose “E-mail a link to choose a password” in the "
                    "list of people."
                )
                level = messages.ERROR
            self.message_user(request, text % {"person": describe_person(person)}, level)


class Echo:
    """A file that gives back what is written to it, for the rows of a response that is sent as it is made."""

    def write(self, text: str) -> str:
        """Give the text."""
        return text


@admin.register(SecurityEvent)
class SecurityEventAdmin(ScopedPages, admin.ModelAdmin):
    """The security log: read, chosen from and taken out by administrators; nobody changes it."""

    list_display = ["at", "kind", "person", "address", "about"]
    list_filter = ["kind", "at"]
    search_fields = ["account", "address", "about"]
    date_hierarchy = "at"
    fields = HEADINGS
    has_export = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let the portal alone add to it."""
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def get_urls(self) -> list[Any]:
        """Give the addresses of the list and of each line, and that of the table."""
        table = self.admin_site.admin_view(self.export_view)
        return [path("export/", table, name="portal_securityevent_export"), *super().get_urls()]

    @admin.display(description=_("person"), ordering="account")
    def person(self, event: SecurityEvent) -> str:
        """Show who it was, with a link to all that is about the same person."""
        link = urlencode({"account__exact": event.account})
        return format_html('<a href="?{}">{}</a>', link, event.account) if event.account else "–"

    def export_view(self, request: HttpRequest) -> StreamingHttpResponse:
        """Send what the list shows, all pages of it, as CSV; raise PermissionDenied for others than administrators."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        writer = csv.writer(Echo(), delimiter=";")
        lines = (writer.writerow([guarded(cell) for cell in line]) for line in self._lines(rows))
        response = StreamingHttpResponse(chain(["\ufeff"], lines), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="security-log-{localdate()}.csv"'
        return response

    def _lines(self, rows: Iterable[SecurityEvent]) -> Iterator[list[str]]:
        yield [str(self.opts.get_field(name).verbose_name) for name in HEADINGS]  # type: ignore[union-attr]
        for row in rows:
            at = localtime(row.at).isoformat(timespec="seconds")
            yield [at, row.get_kind_display(), row.account, row.address or "", row.about]


def guarded(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
