"""What is set aside, and what is told: why a part of the source is in no text, and what somebody should look at."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.importer.recognising.lines.prose import Prose

HEADER = _("A page’s header: it stands on page after page.")
FOOTER = _("A page’s footer: it stands on page after page.")
PAGE_NUMBER = _("A page number.")
CONTENTS = _("Table of contents: the portal makes its own.")
REPEATED_TITLE = _("The title once more.")
LOGO = _("The municipality’s name, as in its logo.")
CONTACT = _("The municipality’s address.")
PLACEHOLDER = _("A placeholder: nothing has been filled in.")
LABEL = _("A label: the portal shows what it says in its own place.")
COLUMN_TITLES = _("The titles of a table’s columns.")
REPEATED_COLUMN_TITLES = _("The titles of a table’s columns once more.")


@dataclass(frozen=True)
class Aside:
    """A part of the source that is in no text: the index of its line, its letters, and why."""

    line: int
    text: str
    reason: str | Promise


def asides(prose: Prose, reason: str | Promise) -> list[Aside]:
    """Set a text aside, line by line."""
    return [Aside(line, text, reason) for line, text in prose.by_line() if text.strip()]
