"""Put strategies into the portal from strategy files."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from portal.strategyfile import Fault, StrategyFileError, read, store
from portal.strategyfile.reader import LARGEST_FILE
from portal.strategyfile.storage import editions_locked
from strategies.models import Strategy

STDIN = "-"


class Command(BaseCommand):
    """Store each file's strategy, or none of them."""

    help = (
        "Store the strategy in each FILE (“-” for standard input). An edition that is there already becomes equal to "
        "its file. When any file is at fault, every fault is told and nothing of any file is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the files, and whether to publish."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--publish", action="store_true", help="make each edition the current one of its series")

    def handle(self, *args: Any, files: list[str], publish: bool = False, **options: Any) -> None:
        """Raise CommandError with the faults of all files when there are any."""
        for strategy, name in _store(files, publish).items():
            self.stdout.write(f"{name}: {_described(strategy)}")


@transaction.atomic
def _store(names: list[str], publish: bool) -> dict[Strategy, str]:
    """Store all files, and give the editions with the names of their files; or none, and raise CommandError."""
    files: list[tuple[str, dict[str, Any]]] = []
    stored: dict[Strategy, str] = {}
    refused: dict[str, StrategyFileError] = {}
    for name in names:
        try:
            files.append((name, read(_content(name))))
        except StrategyFileError as error:
            refused[name] = error
    with editions_locked(data for _name, data in files):
        for name, data in files:
            try:
                strategy = store(data, publish)
                if strategy in stored:
                    raise StrategyFileError([_same_edition(stored[strategy])])
                stored[strategy] = name
            except StrategyFileError as error:
                refused[name] = error
    if refused:
        told = [f"{name}\n{refused[name]}" for name in dict.fromkeys(names) if name in refused]
        raise CommandError("\n\n".join([_("Nothing was stored."), *told]))
    return stored


def _described(strategy: Strategy) -> str:
    return _(
        "%(municipality)s, %(title)s, %(edition)s (%(status)s): %(sections)d sections, %(commitments)d commitments"
    ) % {
        "municipality": strategy.municipality,
        "title": strategy.title,
        "edition": strategy.edition,
        "status": strategy.get_status_display(),
        "sections": strategy.sections.count(),
        "commitments": strategy.commitments.count(),
    }


def _content(name: str) -> bytes:
    """Read a file, or raise StrategyFileError."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        message = _("The file cannot be read: %(reason)s.") % {"reason": error.strerror}
        raise StrategyFileError([Fault("", message)]) from error


def _same_edition(other: str) -> Fault:
    return Fault("", _("The file is about the same edition as %(other)s. Name one of them.") % {"other": other})
