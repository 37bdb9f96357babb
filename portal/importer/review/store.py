"""A review from its upload to the saved edition: the database's side of it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.importer.document import Import, file_name, known, stored
from portal.importer.merging.merge import merged
from portal.importer.recognising import recognise
from portal.importer.review.bodies import in_use
from portal.importer.review.origins import Reviewed, SourceLine, first_origins, row_by_row
from portal.importer.review.outline import RefusedError
from portal.importer.review.parts import with_uids
from portal.importer.review.steps.register import STEPS, replay, take
from portal.importer.review.steps.step import Taken
from portal.importer.sources.reader import open_source
from portal.models import KEPT, DocumentReview, EndedReview
from portal.strategyfile.fault import Fault, StrategyFileError
from portal.strategyfile.writer import written
from strategies.models import Municipality, Strategy

REMEMBERED = 12 * KEPT  # how a review ended


def begin(
    content: bytes,
    name: str,
    user: Any,
    *,
    municipality: Municipality,
    slug: str = "",
    edition: str = "",
    into: Strategy | None = None,
) -> DocumentReview:
    """Read and recognise a document, and keep it for review. Raises SourceError for what cannot be read."""
    forget_old()
    source = open_source(content, name)
    if into is not None:
        slug, edition = into.slug, into.edition
    file = with_uids(recognise(source, known(municipality), slug, edition))
    lines = [SourceLine(line.number, line.text, line.page) for line in source.lines]
    names = dict(Municipality.objects.values_list("short_name", "name_sv"))
    if other := another_municipality(
        (line.text for line in lines), file["title"]["sv"], municipality.short_name, names
    ):
        file["report"]["other_municipality"] = other
    recognised = {"file": file, "origins": first_origins(file, lines)}
    base = file_name(name)
    with transaction.atomic():
        return DocumentReview.objects.create(
            municipality=municipality,
            user=user,
            into=into,
            meant_for=str(into or ""),
            file=ContentFile(content, name=base),
            name=base,
            lines=[[line.number, line.text, line.page] for line in row_by_row(lines)],
            recognised=recognised,
            corrected=recognised,
        )


def take_step(review: DocumentReview, step: Taken) -> Taken | None:
    """Take a step in the review, and give it as it is kept; None for one that changes nothing.

    Raises RefusedError when it cannot be taken.
    """
    reviewed, lines = review.as_corrected, review.source_lines
    whole = STEPS[step["do"]].complete(step, reviewed, lines, lambda: known(review.municipality)["committees"])
    after = take(reviewed, whole, lines)
    if after.file == reviewed.file:
        return None
    _keep(review, after, [*review.steps, whole])
    return whole


def undo(review: DocumentReview) -> Taken:
    """Undo the last step, and give it; raise RefusedError when there is none."""
    if not review.steps:
        raise RefusedError(_("There is nothing to undo."))
    *steps, last = review.steps
    _keep(review, replay(review.as_recognised, steps, review.source_lines), steps)
    return dict(last)


def comparison(review: DocumentReview) -> Import:
    """Give what saving the review would store, with what it does to the edition that it is laid into, if any."""
    file = in_use({key: value for key, value in review.as_corrected.file.items() if key != "report"})
    report = review.as_corrected.file.get("report", {})
    if review.into is None:
        return Import(file, report)
    before = written(review.into)
    laid, merge = merged(before, file)
    return Import(laid, report, review.into, merge, before)


@transaction.atomic
def save(review: DocumentReview, series: Mapping[str, str]) -> Strategy:
    """Store the review as a draft, or lay it into its edition, with the document itself; the review is over then.

    `series` has the `slug` and `edition` of a new draft. Raises StrategyFileError, and then nothing is stored.
    """
    found = comparison(review)
    if found.existing is None:
        found = Import(found.file | dict(series), found.report)
        # Between the form’s look and now, somebody may have made it.
        if Strategy.objects.filter(municipality=review.municipality, **series).exists():
            raise StrategyFileError([Fault("edition", _("Somebody has just made that edition. Look at it first."))])
    with review.file.open() as kept:
        strategy = stored(found, kept.read(), review.name)
    _end(review, EndedReview.Ending.SAVED, strategy)
    return strategy


@transaction.atomic
def discard(review: DocumentReview) -> None:
    """Throw the review away, with its file."""
    _end(review, EndedReview.Ending.DISCARDED)


@transaction.atomic
def forget_old() -> int:
    """Delete the reviews that nobody has worked on for a month, with their files; give their number."""
    now = timezone.now()
    old = list(DocumentReview.objects.forgotten(now).only("pk", "file", "municipality"))
    for review in old:
        _end(review, EndedReview.Ending.FORGOTTEN)
    EndedReview.objects.filter(ended_at__lt=now - REMEMBERED).delete()
    return len(old)


def fingerprint(strategy: Strategy) -> str:
    """Give what tells whether an edition has changed since a comparison with it was made."""
    return hashlib.sha256(json.dumps(written(strategy), sort_keys=True).encode()).hexdigest()


def _end(review: DocumentReview, ending: str, strategy: Strategy | None = None) -> None:
    EndedReview.objects.get_or_create(
        review=review.pk,
        defaults={"municipality_id": review.municipality_id, "ending": ending, "strategy": strategy},
    )
    review.delete()


def _keep(review: DocumentReview, reviewed: Reviewed, steps: list[Taken]) -> None:
    review.corrected = {"file": reviewed.file, "origins": reviewed.origins}
    review.steps = steps
    review.version += 1
    review.save(update_fields=["corrected", "steps", "version", "changed_at"])


# “Lillbys kommun”, “Västerås stad”: a name alone may be a word (Vara) or a place that the text is not by.
_PHRASE = r"\b({names})s?\s+(?:kommun|stad)(?:en)?s?\b"
_NAME = r"\b({names})s?\b"


def another_municipality(lines: Iterable[str], title: str, own: str, names: Mapping[str, str]) -> str:
    """Give the name of the municipality that a document names instead of `own`; empty where it is likely `own`'s.

    `names` has the full name of every municipality by its short one. Another one is told of when the text calls it a
    municipality more often than it names `own` at all, or when the title names it and nothing names `own`.
    """
    others = [name for name in names if name != own]
    if not others:
        return ""
    text = " ".join(lines)
    alternatives = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
    own_times = len(re.findall(_NAME.format(names=re.escape(own)), text, re.IGNORECASE))
    known = {name.casefold(): name for name in others}
    found = re.findall(_PHRASE.format(names=alternatives), text, re.IGNORECASE)
    most = Counter(known[name.casefold()] for name in found).most_common(1)
    if most and most[0][1] > own_times:
        return names[most[0][0]]
    in_title = re.search(_NAME.format(names=alternatives), title)
    return names[in_title[1]] if in_title and not own_times else ""
