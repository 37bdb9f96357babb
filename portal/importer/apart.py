"""Reading and recognising a document in a process of its own, so that no document stops the portal."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from portal.importer.recognising import recognise
from portal.importer.recognising.notice import Step
from portal.importer.sources.fault import Code, SourceError
from portal.importer.sources.line import Source
from portal.importer.sources.reader import open_source
from portal.jobs.apart import Limits, Tell, done_apart

READING = "reading"
# What is told while a document is read and recognised, in this order.
STEPS = (READING, *Step)

# What is made of a document and its strategy file before they leave the process.
Made = Callable[[Source, dict[str, Any]], Any]


def recognised_apart(
    content: bytes,
    name: str,
    known: dict[str, Any],
    *,
    slug: str = "",
    edition: str = "",
    made: Made = lambda _source, file: file,
    sign: Callable[[str | None], None] = lambda _step: None,
) -> Any:
    """Give what `made` makes of a document: if nothing is said, its strategy file. It must be what JSON can hold.

    `sign` gets each step, and None every half second. Raises SourceError for what cannot be read, and LimitError for
    what takes more time or memory than the settings allow.
    """
    limits = Limits(settings.READING_SECONDS, settings.READING_MEMORY_MB)

    def work(tell: Tell) -> dict[str, Any]:
        tell(READING)
        try:
            source = open_source(content, name)
        except SourceError as error:
            return {"refused": error.code.value, "values": error.values}
        return {"made": made(source, recognise(source, known, slug, edition, tell))}

    answer = done_apart(work, limits=limits, sign=sign)
    if "refused" in answer:
        raise SourceError(Code(answer["refused"]), **answer["values"])
    return answer["made"]
