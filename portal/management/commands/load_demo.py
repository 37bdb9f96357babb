"""Load the demonstration: five real strategies, and accounts to try the portal with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from portal import strategyfile
from portal.strategyfile.storage import editions_locked
from strategies.models import Committee, Membership, Municipality, Strategy

FILES = Path(strategyfile.__file__).parent / "demo"
# Known to all who read this: such an account is only made where every page says that the portal is a demonstration.
PASSWORD = "demonstration-2026"  # noqa: S105


@dataclass(frozen=True)
class SignIn:
    """An account of the demonstration: a coordinator, a committee's member, or else an administrator."""

    email: str
    municipality: str = ""
    committee: str = ""


SIGN_INS = (
    SignIn("admin@example.se"),
    SignIn("hassleholm@example.se", "hassleholm"),
    SignIn("laholm@example.se", "laholm"),
    SignIn("namnd@example.se", "hassleholm", "arbetsmarknadsnamnden"),
)


class Command(BaseCommand):
    """Store and publish the demonstration's strategies. Again gives the same."""

    help = "Store and publish the demonstration’s strategies. Doing it again changes nothing that is as it was."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the accounts."""
        parser.add_argument(
            "--sign-ins", action="store_true", help="also make accounts with a known password (only where DEMO is on)"
        )

    def handle(self, *args: Any, sign_ins: bool = False, **options: Any) -> None:
        """Raise CommandError, and change nothing, when accounts are asked for outside a demonstration."""
        if sign_ins and not settings.DEMO:
            raise CommandError(
                _("Accounts with a known password are made in a demonstration only. Set DEMO=true if this is one.")
            )
        files = {file.name: strategyfile.read(file.read_bytes()) for file in sorted(FILES.glob("*.json"))}
        with transaction.atomic(), editions_locked(files.values()):
            strategies = [_load(name, data) for name, data in files.items()]
            roles = {sign_in.email: _account(sign_in) for sign_in in SIGN_INS} if sign_ins else {}
        for strategy in strategies:
            self.stdout.write(f"{strategy.municipality}: {strategy}")
        if roles:
            self.stdout.write("\n" + _table(roles))


def _table(roles: dict[str, str]) -> str:
    """Give the lines that tell who can sign in."""
    heading = _("Sign in with the password “%(password)s” (an account that was there before keeps its own):")
    width = max(len(email) for email in roles)
    rows = [f"  {email:{width}}  {role}" for email, role in roles.items()]
    return "\n".join([heading % {"password": PASSWORD}, *rows])


def _load(name: str, data: dict[str, Any]) -> Strategy:
    series = Strategy.objects.filter(municipality__code=data["municipality"], slug=data["slug"])
    # A newer edition that somebody has made and published in the demonstration stays the current one.
    superseded = series.current().exclude(edition=data["edition"]).exists()
    try:
        return strategyfile.store(data, publish=not superseded)
    except strategyfile.StrategyFileError as error:  # what it needs has been changed, for example a theme
        raise CommandError(f"{name}\n{error}") from error


def _account(sign_in: SignIn) -> str:
    """See to it that the account is there and can sign in by its e-mail address; give its role in words."""
    user = get_user_model().objects.filter(email=sign_in.email).first() or _new_user(sign_in)
    if not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=sign_in.email, verified=True, primary=True)
    if not sign_in.municipality:
        return _("portal administrator")
    municipality = Municipality.objects.get(slug=sign_in.municipality)
    if not sign_in.committee:
        role = Membership.Role.COORDINATOR
        Membership.objects.get_or_create(user=user, municipality=municipality, role=role)
        return f"{role.label}, {municipality}"
    role = Membership.Role.COMMITTEE_MEMBER
    committee = Committee.objects.get(municipality=municipality, slug=sign_in.committee)
    Membership.objects.get_or_create(user=user, municipality=municipality, role=role, committee=committee)
    return f"{role.label}, {committee}, {municipality}"


def _new_user(sign_in: SignIn) -> Any:
    users = get_user_model().objects
    make = users.create_user if sign_in.municipality else users.create_superuser
    return make(username=sign_in.email, email=sign_in.email, password=PASSWORD)
