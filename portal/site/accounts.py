"""Signing in: who may, and where it leads."""

from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override

from strategies import scoping
from strategies.models import Membership


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are given by the portal's administrator: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False


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
