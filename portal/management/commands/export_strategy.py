"""Give strategies of the portal as strategy files."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.models import SecurityEvent
from portal.site.security_log import record
from portal.strategyfile import as_json, written
from strategies.models import Strategy


class Command(BaseCommand):
    """Write one edition to standard output, or every edition to a folder."""

    help = (
        "Write the strategy MUNICIPALITY/SLUG as a strategy file to standard output: the edition in force, or else the "
        "newest, unless /EDITION says which. MUNICIPALITY is an address name or a code. With --all, write every "
        "edition in the portal, drafts included, to a file of its own in DIR."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one strategy, or the folder for all of them."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("strategy", nargs="?", metavar="MUNICIPALITY/SLUG[/EDITION]")
        which.add_argument("--all", metavar="DIR", type=Path, dest="folder")

    def handle(self, *args: Any, strategy: str | None = None, folder: Path | None = None, **options: Any) -> None:
        """Raise CommandError when there is no such strategy, or the folder cannot be written."""
        if folder is None:
            chosen = _named(strategy or "")
            self.stdout.write(as_json(written(chosen)), ending="")
            record(SecurityEvent.Kind.EXPORT, about=f"export_strategy {chosen}")
            return
        try:
            count = _write_all(folder)
        except OSError as error:
            message = _("%(folder)s cannot be written: %(reason)s.")
            raise CommandError(message % {"folder": folder, "reason": error.strerror}) from error
        record(SecurityEvent.Kind.EXPORT, about="export_strategy --all")
        self.stderr.write(_("%(count)d files written to %(folder)s.") % {"count": count, "folder": folder})


def _named(name: str) -> Strategy:
    municipality, _slash, rest = name.partition("/")
    slug, _slash, edition = rest.partition("/")
    series = Strategy.objects.filter(Q(municipality__slug=municipality) | Q(municipality__code=municipality), slug=slug)
    editions = list(series.filter(edition=edition) if edition else series)
    if not editions:
        known = Strategy.objects.order_by("municipality__slug", "slug", "edition")
        names = known.values_list("municipality__slug", "slug", "edition")
        raise CommandError(
            _("There is no strategy “%(name)s”. There are: %(known)s.")
            % {"name": name, "known": ", ".join("/".join(parts) for parts in names) or _("none")}
        )
    return max(editions, key=lambda strategy: (strategy.is_current, _age(strategy.edition)))


def _age(edition: str) -> list[tuple[int, str]]:
    """Give what sorts editions by age, so that the tenth comes after the second."""
    return [(int(digits or 0), other) for digits, other in re.findall(r"([0-9]+)|([^0-9]+)", edition)]


def _write_all(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    strategies = Strategy.objects.select_related("municipality")
    for strategy in strategies:
        name = f"{strategy.municipality.slug}-{strategy.slug}-{strategy.edition}.json"
        (folder / name).write_text(as_json(written(strategy)), encoding="utf-8")
    return len(strategies)
