"""A municipality's document into an edition: read, recognised, and stored as a draft or laid into what exists."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.importer.apart import recognised_apart
from portal.importer.merging.merge import MergeReport, merged
from portal.importer.sentences.readings import STEPS
from portal.importer.sentences.recognition import in_words
from portal.importer.sources.reader import media_type
from portal.strategyfile.columns import entry
from portal.strategyfile.fault import Fault, StrategyFileError
from portal.strategyfile.reader import faults
from portal.strategyfile.storage import editions_locked, store
from portal.strategyfile.writer import written
from strategies.models import Municipality, SourceFile, Strategy

Progress = Callable[[str], None]
LONGEST_NAME = 200


@dataclass(frozen=True)
class Import:
    """A document that was recognised: the strategy file that would be stored, its report, and the edition it is for.

    `existing` is the edition that the wording is laid into, if there is one, `before` what it held then, and `merge`
    what laying it in does.
    """

    file: dict[str, Any]
    report: dict[str, Any]
    existing: Strategy | None = None
    merge: MergeReport | None = None
    before: dict[str, Any] | None = None

    @property
    def changes_nothing(self) -> bool:
        """Say whether the edition has all of it already."""
        return self.merge is not None and self.merge.changes_nothing

    def with_report(self) -> dict[str, Any]:
        """Give the strategy file with the report in it, in words, and with what laying it into an edition does."""
        laid = {"merge": asdict(self.merge)} if self.merge else {}
        return self.file | {"report": in_words(self.report) | laid}


def known(municipality: Municipality) -> dict[str, Any]:
    """Give what recognition wants to know of a municipality: its code, its name and its committees."""
    return {
        "code": municipality.code,
        "name": municipality.short_name,
        "committees": [{"slug": row.slug} | entry(row) for row in municipality.committees.order_by("slug")],
    }


def prepared(
    content: bytes,
    name: str,
    municipality: Municipality,
    *,
    slug: str = "",
    edition: str = "",
    into: Strategy | None = None,
    progress: Progress = lambda _step: None,
) -> Import:
    """Read and recognise a document, and lay it into `into`, or else into the edition that it turns out to be.

    Nothing is stored. Raises SourceError for what cannot be read, and LimitError for what takes too much.
    """
    if into is not None:
        slug, edition = into.slug, into.edition

    def sign(step: str | None) -> None:
        if step is not None:
            progress(str(STEPS[step]))

    file = recognised_apart(content, name, known(municipality), slug=slug, edition=edition, sign=sign)
    report = file.pop("report")
    existing = into or Strategy.objects.filter(
        municipality=municipality, slug=file["slug"], edition=file["edition"]
    ).first()  # fmt: skip
    if existing is None:
        return Import(file, report)
    progress(_("Comparing with the edition that exists"))
    before = written(existing)
    laid, merge = merged(before, file)
    return Import(laid, report, existing, merge, before)


@transaction.atomic
def stored(found: Import, content: bytes, name: str) -> Strategy:
    """Store what was prepared, and keep the document with the edition.

    Raises StrategyFileError for what the portal cannot take, and for an edition that somebody has changed since it was
    prepared; nothing is stored then.
    """
    with editions_locked([found.file]):
        return _stored(found, content, name)


def _stored(found: Import, content: bytes, name: str) -> Strategy:
    if found.existing is not None and written(found.existing) != found.before:
        message = _(
            "Somebody has changed the edition meanwhile. Do it once more, to lay the wording into it as it is now."
        )
        raise StrategyFileError([Fault("", message)])
    if found.existing is not None and found.changes_nothing:
        strategy = found.existing
    else:
        wrong = faults(found.file)
        if wrong:
            raise StrategyFileError(wrong)
        strategy = store(found.file)
    _keep(strategy, content, name)
    return strategy


def file_name(name: str) -> str:
    """Give the name under which an uploaded file is kept: no folder, and no longer than its column."""
    return Path(name).name[-LONGEST_NAME:] or "document"


def refuse_published(found: Import) -> None:
    """Raise StrategyFileError where a document would change an edition that residents read, and nobody asked for it."""
    existing = found.existing
    if existing is None or found.changes_nothing or existing.status == Strategy.Status.DRAFT:
        return
    message = _(
        "The edition %(edition)s of %(slug)s is already public. Import the document as another "
        "edition with --edition, or put its wording into that one with --into."
    )
    raise StrategyFileError([Fault("", message % {"edition": existing.edition, "slug": existing.slug})])


def _keep(strategy: Strategy, content: bytes, name: str) -> None:
    checksum = hashlib.sha256(content).hexdigest()
    if strategy.source_files.filter(sha256=checksum).exists():
        return
    base = file_name(name)
    SourceFile.objects.create(
        strategy=strategy,
        file=ContentFile(content, name=base),
        name=base,
        media_type=media_type(content, base),
        size=len(content),
        sha256=checksum,
    )
