"""A document from its upload to its review: kept with a job, read by the worker, stopped by a person."""

from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from portal.importer.apart import recognised_apart
from portal.importer.document import file_name, known
from portal.importer.review.origins import SourceLine, first_origins, row_by_row
from portal.importer.review.owner import another_municipality
from portal.importer.review.parts import with_uids
from portal.importer.review.store import forget_old
from portal.importer.sentences.readings import fault_of
from portal.importer.sources.fault import SourceError
from portal.importer.sources.line import Source
from portal.jobs.apart import LimitError
from portal.jobs.job import Job
from portal.jobs.kinds import KINDS, Kind, Sign
from portal.models import DocumentReading, DocumentReview, delete_file
from strategies.models import Municipality, Strategy

READ_DOCUMENT = "read_document"


@transaction.atomic
def begin(
    document: UploadedFile,
    user: Any,
    *,
    municipality: Municipality,
    slug: str = "",
    edition: str = "",
    into: Strategy | None = None,
) -> DocumentReading:
    """Keep an uploaded document, with the job of reading it."""
    forget_old()
    name = file_name(document.name or "")
    document.name = name
    return DocumentReading.objects.create(
        job=Job.objects.create(kind=READ_DOCUMENT),
        municipality=municipality,
        user=user,
        into=into,
        meant_for=str(into or ""),
        slug=slug,
        edition=edition,
        file=document,
        name=name,
    )


def stop(reading: DocumentReading) -> bool:
    """Stop a reading, and delete its document; say whether there was anything to stop."""
    with transaction.atomic():
        if stopped := reading.job.stop():
            _put_away(reading)
    return stopped


def read(job: Job, sign: Sign) -> None:
    """Read the document of a job, and make it a review; or end the job with the reason why it cannot be."""
    reading = DocumentReading.objects.select_related("municipality", "into").filter(job=job).first()
    if reading is None:  # it went with its municipality
        job.end(Job.State.DONE)
        return
    series = reading.into or reading
    names = dict(Municipality.objects.values_list("short_name", "name_sv"))
    with reading.file.open() as kept:
        content = kept.read()
    try:
        made = recognised_apart(
            content,
            reading.name,
            known(reading.municipality),
            slug=series.slug,
            edition=series.edition,
            made=partial(_for_review, reading.municipality.short_name, names),
            sign=sign,
        )
    except (SourceError, LimitError) as error:
        _fail(job, fault_of(error))
    else:
        _become_review(job, made)


def fail(job: Job, fault: str) -> None:
    """End the job of a reading with a fault, and delete its document."""
    _fail(job, {"code": fault, "values": {}})


def _fail(job: Job, fault: dict[str, Any]) -> None:
    with transaction.atomic():
        job.end(Job.State.FAILED, fault)
        for reading in DocumentReading.objects.filter(job=job):
            _put_away(reading)


@transaction.atomic
def _become_review(job: Job, made: dict[str, Any]) -> None:
    job.end(Job.State.DONE)
    # As it is now: the edition that it is meant for may have been deleted meanwhile.
    reading = DocumentReading.objects.get(job=job)
    review = DocumentReview.objects.create(
        municipality_id=reading.municipality_id,
        user_id=reading.user_id,
        into_id=reading.into_id,
        meant_for=reading.meant_for,
        file=reading.file.name,
        name=reading.name,
        lines=made["lines"],
        recognised=made["recognised"],
        corrected=made["recognised"],
    )
    reading.review, reading.file = review.pk, ""
    reading.save(update_fields=["review", "file"])


def _put_away(reading: DocumentReading) -> None:
    delete_file(reading)
    reading.file = ""
    reading.save(update_fields=["file"])


def _for_review(own: str, names: dict[str, str], source: Source, file: dict[str, Any]) -> dict[str, Any]:
    """Give what a review keeps of a document and its strategy file; `own` is the short name of its municipality."""
    file = with_uids(file)
    lines = [SourceLine(line.number, line.text, line.page) for line in source.lines]
    if other := another_municipality((line.text for line in lines), file["title"]["sv"], own, names):
        file["report"]["other_municipality"] = other
    return {
        "lines": [[line.number, line.text, line.page] for line in row_by_row(lines)],
        "recognised": {"file": file, "origins": first_origins(file, lines)},
    }


KINDS[READ_DOCUMENT] = Kind(read, fail)
