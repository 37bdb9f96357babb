"""Signing in: who may, and where it leads."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from strategies import scoping


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are given by the portal's administrator: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep sign-up closed."""
        return False


@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead each to their work: coordinators and administrators to the admin, members to their committee's page."""
    if scoping.may_use_admin(request.user):
        return redirect("admin:index")
    membership = request.user.memberships.select_related("committee__municipality").exclude(committee=None).first()
    return redirect(membership.committee if membership else "home")
