"""What recognition says, in words, in the language of the moment."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goals.models import Responsibility
from portal.importer.recognising.notice import Code, Reason, Step

STEPS: dict[str, Promise] = {
    Step.FURNITURE: _("Setting headers, footers and contents aside"),
    Step.PARAGRAPHS: _("Joining lines into paragraphs"),
    Step.STRUCTURE: _("Recognising headings and commitments"),
}
IN_REVIEW = "in_review"  # the reason that the review gives for what a person has set aside
REASONS: dict[str, Promise] = {
    Reason.HEADER: _("A page header, repeated from page to page."),
    Reason.FOOTER: _("A page footer, repeated from page to page."),
    Reason.PAGE_NUMBER: _("A page number."),
    Reason.CONTENTS: _("A table of contents: the portal makes its own."),
    Reason.REPEATED_TITLE: _("The title, repeated."),
    Reason.LOGO: _("The municipality’s name, as in its logo."),
    Reason.CONTACT: _("The municipality’s address."),
    Reason.PLACEHOLDER: _("A placeholder that nobody has filled in."),
    Reason.LABEL: _("A label: the portal shows what it says in its own place."),
    Reason.COLUMN_TITLES: _("The column headings of a table."),
    Reason.REPEATED_COLUMN_TITLES: _("The column headings of a table, repeated."),
    IN_REVIEW: _("It was set aside in the review."),
}
WARNINGS: dict[str, Promise] = {
    Code.PLAIN_WORDING: _("The file contains the portal’s plain-language text, not the adopted wording."),
    Code.PICTURE: _(
        "Page %(page)d is a picture, so none of its text was read. Type what it says, or run text"
        " recognition (OCR) on it."
    ),
    Code.MINUTES: _("The document begins with an extract from minutes, which has been kept apart."),
    Code.BEFORE_TITLE: _("This comes before the title and was not recognised."),
    Code.NO_TITLE: _("No title was found. Write one."),
    Code.OTHER_NAME: _("This is said to be the document’s name, but it is not its title."),
    Code.UNREAD_FACTS: _("These facts about the document were not understood."),
    Code.PERIOD_IN_TITLE: _("The period of validity was taken from the title."),
    Code.UNMARKED_NOTE: _("Footnote %(number)d has no mark in the text."),
    Code.DANGLING_MARK: _("The footnote mark “%(label)s” has no footnote."),
    Code.NO_HEADING: _("This text has no heading above it."),
    Code.MOVED_HEADING: _(
        "This heading is ranked above the areas before it but reads like one of them, so it was placed among them."
    ),
    Code.UNKNOWN_SECTION: _("What this section is about could not be recognised."),
    Code.ASSUMED_AREA: _("Nothing in the document says what it commits to. This was taken for one of its areas."),
    Code.NO_LIST: _("The heading promises commitments, but no list of them was found."),
    Code.AFTER_LIST: _("This text follows a list of commitments and was put with the last of them."),
    Code.GUESSED_BODY: _("“%(name)s” was taken for a body of the municipality; what kind of body is a guess."),
    Code.READ_IN_SENTENCE: _("A sentence was taken to say that “%(name)s” is responsible: %(role)s."),
}


def warning(code: str, values: Mapping[str, Any]) -> str:
    """Give the sentence of a warning, with its values in it."""
    named = {key: Responsibility.Role(value).label if key == "role" else value for key, value in values.items()}
    return str(WARNINGS[code] % named)


def in_words(report: Mapping[str, Any]) -> dict[str, Any]:
    """Give a report with a sentence for each reason and each warning; without `code` and `values`, but `message`.

    What has no code known here stands as it is: a review kept from before there were codes has sentences already.
    """
    return dict(report) | {
        "set_aside": [
            row | {"reason": str(REASONS.get(row["reason"], row["reason"]))} for row in report.get("set_aside", [])
        ],
        "warnings": [_told(row) for row in report.get("warnings", [])],
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    if row.get("code") not in WARNINGS:
        return row if "message" in row else {"line": row["line"], "message": row["code"]}
    return {"line": row["line"], "message": warning(row["code"], row["values"])}
