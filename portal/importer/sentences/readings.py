"""How the reading of a document goes, and what ended it, in words for the person who uploaded it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.importer.apart import READING
from portal.importer.sentences import recognition, sources
from portal.importer.sources.fault import Code, SourceError
from portal.jobs.apart import Limit, LimitError
from portal.jobs.job import INTERRUPTED
from portal.jobs.worker import FAULT

STEPS: dict[str, Promise] = {READING: _("Reading the document")} | recognition.STEPS
ENDED: dict[str, Promise] = {
    Limit.TIME: _(
        "The document was not read to its end in %(seconds)d seconds, which is the most that a document may take."
        " Divide it, or copy its text to a new document without pictures and large tables, and upload that."
    ),
    Limit.MEMORY: _(
        "The document takes more memory than %(megabytes)d MB, which is the most that a document may take. Divide it,"
        " or save it with smaller pictures or without them, and upload that."
    ),
    Limit.CRASH: _(
        "The document made the program that reads it fail. Open it in the program that it was made with, save it"
        " again, or as another kind of file (docx, odt or pdf), and upload that."
    ),
    INTERRUPTED: _("The reading was interrupted twice by something else than the document. Upload it again."),
    FAULT: _(
        "The document could not be read because of a fault in the portal, and the fault has been noted. Try with the"
        " document saved as another kind of file (docx, odt or pdf), or ask the portal’s administrator."
    ),
}


def ending(fault: Mapping[str, Any]) -> str:
    """Give what ended a reading, and what to do, in the reader's language; `fault` has its code and values."""
    if fault["code"] in ENDED:
        values = {"seconds": settings.READING_SECONDS, "megabytes": settings.READING_MEMORY_MB}
        return str(ENDED[fault["code"]]) % values
    return sources.sentence(SourceError(Code(fault["code"]), **fault["values"]))


def fault_of(error: SourceError | LimitError) -> dict[str, Any]:
    """Give what ended a reading as it is kept, for `ending`."""
    if isinstance(error, LimitError):
        return {"code": error.limit.value, "values": {}}
    return {"code": error.code.value, "values": error.values}
