"""What is written to the security log, and when: one function writes, and receivers call it wherever it happens.

A change is logged in its own transaction, so that what is undone was never logged; a failure or a refusal after it.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from simple_history.models import HistoricalRecords

from portal.models import SecurityEvent
from strategies.models import Membership, Strategy
from strategies.plaintext import tidied

Kind = SecurityEvent.Kind
WATCHED = {"is_active", "is_superuser", "email", "password"}


def record(kind: str, request: HttpRequest | None = None, *, account: str = "", about: str = "") -> None:
    """Write that something of a `kind` happened: who did or tried it, from where, and what it was about.

    Without an `account` it is the person signed in; without a `request`, the one in hand. Passwords never come here.
    """
    request = request or getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    account = account or (user.email or user.get_username() if user and user.is_authenticated else "")
    SecurityEvent.objects.create(
        kind=kind,
        account=tidied(account)[: SecurityEvent.LONGEST_ACCOUNT],
        address=_address(request),
        about=tidied(about)[: SecurityEvent.LONGEST],
    )


def record_refusal(request: HttpRequest) -> None:
    """Write that somebody signed in was refused; what strangers try is in the server's own log."""
    user = getattr(request, "user", None)
    if user and user.is_authenticated:
        record(Kind.REFUSED, request, about=f"{request.method} {request.path}")


def record_export(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write that a file left the admin, if `response` is one."""
    name = response.headers.get("Content-Disposition", "")
    if name.startswith("attachment"):
        record(Kind.EXPORT, request, about=f"{request.path} {name}")


@receiver(user_logged_in)
def _signed_in(user: Any, request: HttpRequest | None = None, **_options: Any) -> None:
    record(Kind.SIGN_IN, request, account=user.email or user.get_username())


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_options: Any) -> None:
    record(Kind.WRONG_PASSWORD, request, account=credentials.get("email") or credentials.get("username") or "")


@receiver(pre_save, sender=User)
@receiver(pre_save, sender=Strategy)
def _remember(sender: Any, instance: Any, update_fields: Any = None, **_options: Any) -> None:
    """Keep what is stored, so that it can be told what was changed."""
    watched = WATCHED if sender is User else {"status"}
    instance._before = None
    if instance.pk and not (update_fields and watched.isdisjoint(update_fields)):
        instance._before = sender._base_manager.filter(pk=instance.pk).values(*watched).first()


@receiver(post_save, sender=User)
def _person(instance: Any, created: bool, raw: bool = False, **_options: Any) -> None:
    if created:
        _told(Kind.RIGHTS, instance, _("new administrator") if instance.is_superuser else _("new person"))
        return
    for what in _rights_changed(instance):
        _told(Kind.RIGHTS, instance, what)
    if _chose_password(instance):
        _told(Kind.PASSWORD, instance, _("new password"))


def _rights_changed(person: Any) -> Iterator[str]:
    names = {"is_active": _("may sign in"), "is_superuser": _("portal administrator"), "email": _("e-mail address")}
    for field, name in names.items() if person._before else ():
        before, now = person._before[field], getattr(person, field)
        if before != now:
            yield f"{name}: {before} → {now}"


def _chose_password(person: Any) -> bool:
    """Say whether the password is another: not when Django stores the old one's digest anew, by a better method."""
    chosen = person._password is not None or not person.has_usable_password()
    return bool(person._before) and chosen and person._before["password"] != person.password


@receiver(post_delete, sender=User)
def _person_deleted(instance: Any, **_options: Any) -> None:
    _told(Kind.RIGHTS, instance, _("deleted"))


@receiver(post_save, sender=Membership)
def _membership(instance: Membership, created: bool, **_options: Any) -> None:
    _told(Kind.RIGHTS, instance, _("given") if created else _("changed"))


@receiver(post_delete, sender=Membership)
def _membership_deleted(instance: Membership, **_options: Any) -> None:
    _told(Kind.RIGHTS, instance, _("taken back"))


@receiver(post_save, sender=Strategy)
def _strategy(instance: Any, **_options: Any) -> None:
    before = (instance._before or {"status": Strategy.Status.DRAFT})["status"]
    if before != instance.status:
        _told(Kind.PUBLICATION, instance, f"{Strategy.Status(before).label} → {instance.get_status_display()}")


def _told(kind: str, row: Any, what: str) -> None:
    with override(settings.LANGUAGE_CODE):
        record(kind, about=f"{row}: {what}")


def _address(request: HttpRequest | None) -> str | None:
    """Give the network address that `request` came from, as the proxies report it; None where nothing tells."""
    if request is None:
        return None
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return None
