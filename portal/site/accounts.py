"""Signing in: who may, how often one may guess, and where it leads."""

import time
from math import ceil
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext, override

from portal.models import SecurityEvent
from portal.site.security_log import record
from strategies import scoping
from strategies.models import Membership

WRONG_PASSWORD = "login_failed"  # noqa: S105 (the name of a limit)


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are given by the portal's administrator: nobody signs up, and nobody can lock another person out.

    Wrong passwords are counted for an account together with the network address that they come from, and for the
    address alone (ACCOUNT_RATE_LIMITS). Whoever guesses waits; the right person elsewhere does not.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ValidationError, and say when to try again, after too many wrong passwords."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            record(SecurityEvent.Kind.SLOWED, request, account=credentials.get("email", ""))
            minutes = ceil(self._seconds_to_wait(request, **credentials) / 60)
            text = ngettext(
                "Too many wrong passwords have been sent from your network. Try again in %(minutes)d minute, "
                "or choose “Forgotten your password?”.",
                "Too many wrong passwords have been sent from your network. Try again in %(minutes)d minutes, "
                "or choose “Forgotten your password?”.",
                minutes,
            )
            raise ValidationError(text % {"minutes": minutes}, code=error.code) from error

    # django-allauth's own name for what wrong passwords are counted by: it has no public one.
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{super()._get_login_attempts_cache_key(request, **credentials)} {ratelimit.get_ip(request)}"

    def _seconds_to_wait(self, request: HttpRequest, **credentials: Any) -> float:
        """Give how long until each limit that is reached lets one more attempt through."""
        now, waits = time.time(), [1.0]
        asked = {"app": "allauth.account", "action": WRONG_PASSWORD}
        account = self._get_login_attempts_cache_key(request, **credentials)
        for rate in ratelimit.get_rates(**asked):
            attempts = cache.get(ratelimit.get_cache_key(request, **asked, rate=rate, key=account), [])
            if len(attempts) >= rate.amount:  # the newest stands first
                waits.append(attempts[rate.amount - 1] + rate.duration - now)
        return max(waits)


@receiver(password_reset)
def _begin_anew(request: HttpRequest, user: User, **_options: Any) -> None:
    """Let somebody who has just chosen a new password use it at once: the letter has shown who they are."""
    ClosedAdapter(request)._delete_login_attempts_cached_email(request, email=user.email)


@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead each to their work: coordinators and administrators to the admin, members to their committee's page."""
    if scoping.may_use_admin(request.user):
        response = redirect("admin:index")
        # The admin's addresses name no language: it goes on in the one that the person signed in with.
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, get_language(), secure=settings.LANGUAGE_COOKIE_SECURE, samesite="Lax"
        )
        return response
    memberships = Membership.objects.filter(user=request.user.pk).exclude(committee=None)
    membership = memberships.select_related("committee__municipality").first()
    return redirect(membership.committee if membership and membership.committee else "home")


def send_password_mail(request: HttpRequest, person: User) -> bool:
    """Mail `person` a link for choosing a password, in the portal's first language; say whether it was sent."""
    form = ResetPasswordForm({"email": person.email})
    if not person.is_active or not form.is_valid():
        return False
    try:
        with override(settings.LANGUAGE_CODE):
            form.save(request)
    except (OSError, SMTPException):
        return False
    return True


def keep_one_address(person: User) -> None:
    """Forget every address of `person` but today's: with an old one somebody else could choose a new password."""
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
