"""A strategy as a tagged PDF (PDF/UA-1), set by Typst from data: no letter of a text is ever read as a command."""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.downloads.content import Content, writable
from portal.downloads.pdf.edition import edition
from portal.downloads.pdf.letters import FONTS, STAND_IN, with_stand_ins

# Typst reads no file outside this folder, and nothing in it asks for a package.
TEMPLATE = Path(__file__).with_name("template")
# Characters of the data: about 600 pages, eleven seconds of a processor and 1 GB. What is longer would keep both from
# others for too long, since Typst cannot be stopped half-way; meanwhile it lets other threads work.
LONGEST = 3_000_000
# Typst keeps what it worked out for the last ten documents, in case they are set again. None is, and it adds up.
KEPT_DOCUMENTS = 10

logger = logging.getLogger(__name__)


class NoPdfError(Exception):
    """The document is too long to be written as PDF, or has what Typst stumbles over."""


def pdf_file(source: Content) -> bytes:
    """Give the edition as a PDF file; raise NoPdfError where that cannot be done. Others are answered meanwhile."""
    with override(source.language):
        told = data(source)
    if len(told) > LONGEST:
        logger.error("No PDF is written of %s: it has %d characters.", source.strategy.pk, len(told))
        raise NoPdfError
    try:
        return _compiled(told, ["ua-1"], source)
    except typst.TypstError as error:
        logger.error("The PDF of %s is not PDF/UA-1: %s", source.strategy.pk, error)
    try:
        return _compiled(told, [], source)
    except typst.TypstError as error:
        logger.error("No PDF was written of %s: %s", source.strategy.pk, error)
        raise NoPdfError from error


def data(source: Content) -> str:
    """Give the edition as JSON. A letter that no font has becomes a stand-in, which the first page tells of."""
    told = edition(source)
    missing: set[str] = set()
    shown = _with_letters(told, missing)
    if missing:
        logger.warning("The PDF of %s lacks letters: %s", source.strategy.pk, ascii("".join(sorted(missing))))
        shown["head"]["missing"] = _(
            "Some characters cannot be shown here, and %(stand_in)s stands in their place. The portal’s page has them."
        ) % {"stand_in": STAND_IN}
    return json.dumps(shown, ensure_ascii=False)


def _with_letters(told: Any, missing: set[str]) -> Any:
    if isinstance(told, str):
        shown, lacking = with_stand_ins(writable(told))
        missing.update(lacking)
        return shown
    if isinstance(told, list):
        return [_with_letters(each, missing) for each in told]
    if isinstance(told, dict):
        return {name: _with_letters(each, missing) for name, each in told.items()}
    return told


def _compiled(told: str, standards: list[Any], source: Content) -> bytes:
    try:
        written = typst.compile(
            str(TEMPLATE / "strategy.typ"),
            root=str(TEMPLATE),
            font_paths=_fonts(),
            format="pdf",
            pdf_standards=standards,
            sys_inputs={"edition": told},
            timestamp=int(source.strategy.changed_at.timestamp()),
        )
    finally:
        for _time in range(KEPT_DOCUMENTS + 1):
            typst.compile(b"", format="svg", font_paths=_fonts())
    return bytes(written)


@cache
def _fonts() -> Any:
    """Give the fonts of this package alone, so that a PDF is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
