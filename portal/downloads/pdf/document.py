"""A strategy as a tagged PDF (PDF/UA-1). WeasyPrint is an extra, so nothing here may need it to be imported."""

import json
import logging
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.downloads.content import Content
from portal.downloads.notices import facts, status, which_text, which_text_in_short
from portal.downloads.pdf.paper import OTHER_LANGUAGE, on_paper
from strategies.richtext import plain_text

PRESS = Path(__file__).with_name("press.py")
STYLE = Path(__file__).with_name("print.css")
# A document of a hundred pages takes a few seconds. What takes longer would keep a processor from everybody else. The
# clock goes on where others have the processor, so that it is given longer.
MOST_PROCESSOR_SECONDS = 25
LONGEST_SECONDS = 60
MOST_MEMORY = 1_500_000_000  # bytes

logger = logging.getLogger(__name__)


class NoPdfError(Exception):
    """The document takes too much time or memory to be written as PDF, or has what the writer stumbles over."""


@cache
def pdf_is_possible() -> bool:
    """Say whether WeasyPrint is installed, with the libraries of the system that it needs. Found out once."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, PLC0415
    except OSError:
        logger.warning("No PDF is offered: WeasyPrint is installed, but Pango is not. See docs/deployment.md.")
        return False
    return True


def pdf_file(source: Content) -> bytes:
    """Give the edition as a PDF file; raise NoPdfError where that cannot be done.

    It is written by a process of its own: that one can be stopped, and the portal answers others meanwhile.
    """
    job = {
        "markup": markup(source),
        "style": STYLE.read_text(encoding="utf-8"),
        "site": source.site("/"),
        "foreign": OTHER_LANGUAGE[source.language],
        "described": _described(source),
        "footnote": _("Footnote %(number)s"),
        "back": _("Back to the text at footnote %(number)s"),
        "most_memory": MOST_MEMORY,
        "most_seconds": MOST_PROCESSOR_SECONDS,
    }
    try:
        done = subprocess.run(  # noqa: S603 — nothing of it comes from a reader
            [sys.executable, str(PRESS)],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoPdfError from error
    if done.returncode or not done.stdout:
        logger.error("No PDF was written of %s: %s", source.strategy.pk, done.stderr.decode(errors="replace")[-2000:])
        raise NoPdfError
    return done.stdout


def markup(source: Content) -> str:
    """Give the page that the PDF is made from."""
    context: dict[str, Any] = {
        "strategy": source.strategy,
        "municipality": source.municipality,
        "document": source.document,
        "head": {name: source.said(name) for name in ("title", "subtitle", "summary")}
        | {"municipality": source.said_of(source.municipality, "name")},
        "related": [
            {"url": row.url, "title": source.said_of(row, "title"), "decision": source.said_of(row, "decision")}
            for row in source.related
        ],
        "unmarked_notes": source.unmarked_notes,
        "is_translated": source.is_translated,
        "full_address": source.site,
        "facts": facts(source),
        "status": status(source),
        "which_text": which_text(source),
        "which_text_in_short": which_text_in_short(source),
        "address": source.edition_address,
    }
    with override(source.language):
        return on_paper(render_to_string("downloads/print.html", context), source)


def _described(source: Content) -> dict[str, str]:
    """Say, by the name of each place that a link can lead to, what stands there."""
    sections = {view.row.uid: view.title.text for view in source.sections}
    commitments = {view.row.uid: view.title.text or plain_text(view.text.said.text) for view in source.commitments}
    return sections | commitments | {"related-documents": _("Related documents")}
