"""Put a municipality's document into the portal as the draft of a strategy."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.importer.document import Import, prepared, refuse_published, stored
from portal.importer.sentences.readings import ending, fault_of
from portal.importer.sentences.recognition import in_words
from portal.importer.sources.fault import SourceError
from portal.importer.sources.safety import LARGEST_FILE
from portal.jobs.apart import LimitError
from portal.strategyfile import StrategyFileError, as_json
from strategies.models import Municipality, Strategy

STDIN = "-"
UNPLACED_SHOWN = 20


class Command(BaseCommand):
    """Read one document, and store it, or print what would be stored."""

    help = (
        "Read the strategy in FILE (docx, odt, pdf, html, md or txt; “-” for standard input) and store it as a draft. "
        "An edition that exists keeps all that was written in it: the adopted wording is laid in. The same document "
        "again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the file, whose it is, and where it goes."""
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--municipality", metavar="CODE", default="", help="the municipality’s four-digit code")
        parser.add_argument("--slug", default="", help="the address name of the series; else from the title")
        parser.add_argument("--edition", default="", help="the edition’s label; else the year of the decision")
        parser.add_argument(
            "--into",
            metavar="MUNICIPALITY/SLUG",
            default="",
            help="lay the wording into this strategy: its current edition, or the one that --edition names",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print the strategy file with its report, and store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise CommandError with what is wrong and how to mend it; nothing is stored then."""
        name = options["file"]
        into = _target(options["into"], options["edition"]) if options["into"] else None
        municipality = into.municipality if into else _municipality(options["municipality"])
        quiet = options["verbosity"] == 0
        content = _content(name)
        try:
            found = prepared(
                content,
                name,
                municipality,
                slug=options["slug"],
                edition=options["edition"],
                into=into,
                progress=lambda step: None if quiet else self.stderr.write(f"{step} …"),
            )
            if options["dry_run"]:
                self.stdout.write(as_json(found.with_report()), ending="")
                return
            if into is None:
                refuse_published(found)
            strategy = stored(found, content, name)
        except (SourceError, LimitError) as error:
            raise CommandError(f"{name}\n{ending(fault_of(error))}") from error
        except StrategyFileError as error:
            raise CommandError(f"{_('Nothing was stored.')}\n\n{name}\n{error}") from error
        self.stdout.write(_told(found, strategy, name))


def _told(found: Import, strategy: Strategy, name: str) -> str:
    report = in_words(found.report)
    lines = [
        f"{name}: {strategy.municipality}, {strategy.title}, {strategy.edition} ({strategy.get_status_display()})",
        _("%(placed)d of %(words)d words placed, %(aside)d lines set aside, %(unplaced)d lines with words unplaced")
        % {
            "placed": report["placed_words"],
            "words": report["words"],
            "aside": len(report["set_aside"]),
            "unplaced": len(report["unplaced"]),
        },
    ]
    if found.changes_nothing:
        lines.append(_("The edition already has all of it: nothing was changed."))
    elif found.merge:
        lines.append(
            _("%(matched)d parts matched, %(added)d added, %(missing)d not in the document")
            % {
                "matched": len(found.merge.matched),
                "added": len(found.merge.added),
                "missing": len(found.merge.missing),
            }
        )
    lines += [
        _("Line %(line)d: %(message)s") % {"line": row["line"], "message": row["message"]} for row in report["warnings"]
    ]
    lines += [
        _("Line %(line)d, unplaced: %(text)s") % {"line": row["line"], "text": row["text"]}
        for row in report["unplaced"][:UNPLACED_SHOWN]
    ]
    return "\n".join(lines)


def _municipality(code: str) -> Municipality:
    if not code:
        raise CommandError(_("Say whose document it is, with --municipality and the four-digit code."))
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(_("There is no municipality with the code %(code)s.") % {"code": code})
    return found


def _target(into: str, edition: str) -> Strategy:
    """Give the edition that --into names: that of --edition, or the current one, or the newest."""
    municipality, _slash, slug = into.partition("/")
    named = Q(municipality__code=municipality) | Q(municipality__slug=municipality)
    editions = Strategy.objects.filter(named, slug=slug)
    found = editions.filter(edition=edition).first() if edition else editions.current().first() or editions.first()
    if found is None:
        raise CommandError(
            _(
                "There is no strategy %(into)s %(edition)s. Name a municipality’s code or address name, and a series’"
                " address name, such as hassleholm/integrationsstrategi."
            )
            % {"into": into, "edition": edition}
        )
    return found


def _content(name: str) -> bytes:
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from error
