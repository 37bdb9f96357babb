"""A strategy from a file into the database: the edition becomes equal to the file, or nothing is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from goals.models import Commitment, Responsibility, Theme
from portal.strategyfile.coherence import nodes
from portal.strategyfile.columns import changed, columns
from portal.strategyfile.fault import Fault, Path, StrategyFileError, in_order, not_one_of
from portal.strategyfile.trees import Place, make_way, place
from strategies.locking import locked
from strategies.models import (
    Committee,
    Decision,
    Definition,
    Footnote,
    Municipality,
    RelatedDocument,
    Section,
    Strategy,
)

WITH_UID: dict[str, type[models.Model]] = {
    "sections": Section,
    "commitments": Commitment,
    "definitions": Definition,
}
# What a responsibility is known by: the uid of its commitment, the slug of its committee, and its role.
ResponsibilityKey = tuple[str | None, str, str]


def store(data: dict[str, Any], publish: bool = False) -> Strategy:
    """Make the edition that `data` (as `read` gives it) is about equal to it, and give the edition.

    Only rows that differ are saved. A new edition is a draft; with `publish`, the edition becomes the current one.
    Raises StrategyFileError for what only the database can tell, and then nothing is stored.
    """
    try:
        with transaction.atomic(), editions_locked([data]):
            return _stored(data, publish)
    except (ValidationError, IntegrityError) as error:
        reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error).strip()
        message = _("The database refused the strategy. If somebody is editing it, try again later. (%(reason)s)")
        raise StrategyFileError([Fault("", message % {"reason": reason})]) from error


@contextmanager
def editions_locked(files: Iterable[dict[str, Any]]) -> Iterator[None]:
    """Hold the locks of all that storing `files` may touch: their municipalities, then the editions of their series.

    Who stores several files in one transaction takes the locks of all of them first.
    """
    files = list(files)
    municipalities = Municipality.objects.filter(code__in={data["municipality"] for data in files})
    with locked(municipalities=municipalities.values_list("pk", flat=True)):
        of_series = Q(pk=None)
        for data in files:
            of_series |= Q(municipality__code=data["municipality"], slug=data["slug"])
        with locked(*Strategy.objects.filter(of_series).order_by().values_list("pk", flat=True)):
            yield


def _stored(data: dict[str, Any], publish: bool) -> Strategy:
    municipality = Municipality.objects.filter(code=data["municipality"]).first()
    themes = {theme.slug_en: theme.pk for theme in Theme.objects.all()}
    found = in_order(_faults(data, municipality, themes))
    if municipality is None or found:
        raise StrategyFileError(found)

    committees = _committees(municipality, data.get("committees", []))
    strategy = _strategy(municipality, data)
    _numbered(Decision, strategy, "position", _decisions(data, committees))
    _numbered(RelatedDocument, strategy, "position", _related_documents(data))
    _numbered(Footnote, strategy, "number", _footnotes(data))
    place(Definition, strategy, data, "definitions")

    held = _still_held(strategy, set(_responsibilities(data)))  # first, or a commitment that goes would take them along
    sections = {placed.row.uid: placed.row.pk for placed in place(Section, strategy, data, "sections")}
    commitments = place(
        Commitment, strategy, data, "commitments", lambda entry: {"section_id": sections.get(entry.get("section"))}
    )
    _set_themes(strategy, commitments, themes)
    uids = {placed.row.uid: placed.row.pk for placed in commitments}
    answering = []
    for key in _responsibilities(data):
        uid, committee, role = key
        row = held.get(key) or Responsibility(strategy=strategy, committee=committees[committee], role=role)
        answering.append((row, uids.get(uid)))
    _arrange(answering)

    if publish and not strategy.is_current:
        strategy.publish()
    return strategy


def _faults(data: dict[str, Any], municipality: Municipality | None, themes: dict[str, int]) -> Iterator[Any]:
    if municipality is None:
        yield (
            ("municipality",),
            _("There is no municipality with the code %(code)s.") % {"code": data["municipality"]},
        )
    else:  # in an unknown municipality every uid would belong to another
        yield from _uid_faults(data)
    for path, row, _above in nodes(data, "commitments"):
        for index, slug in enumerate(row.get("themes", [])):
            if slug not in themes:
                yield (*path, "themes", index), not_one_of(themes)


def _uid_faults(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Give a fault for each uid that names something else already: permalinks and citations are built on it."""
    placed = {
        row["uid"]: (key, (*path, "uid")) for key in WITH_UID for path, row, _above in nodes(data, key) if "uid" in row
    }
    series = (data["municipality"], data["slug"])
    for key, model in WITH_UID.items():
        taken = model._default_manager.filter(uid__in=placed)
        for uid, *owner in taken.values_list("uid", "strategy__municipality__code", "strategy__slug").distinct():
            here, path = placed[uid]
            if tuple(owner) != series:
                message = _("This uid belongs to another strategy. Leave the key out and a new uid will be given.")
                yield path, message
            elif here != key:
                message = _(
                    "This uid is already in the %(list)s of the strategy. Leave it out and a new one will be given."
                )
                yield path, message % {"list": key}


def _committees(municipality: Municipality, entries: list[dict[str, Any]]) -> dict[str, Committee]:
    """Give the committees of the file by slug. Those that are new are made; what others lack is filled in."""
    slugs = [entry["slug"] for entry in entries]
    committees = {row.slug: row for row in Committee.objects.filter(municipality=municipality, slug__in=slugs)}
    for entry in entries:
        wanted = columns(Committee, entry)
        row = committees.get(entry["slug"])
        if row is None:
            row = committees[entry["slug"]] = Committee(municipality=municipality, slug=entry["slug"], **wanted)
        _save_if(row, changed(row, {name: value for name, value in wanted.items() if not getattr(row, name)}))
    return committees


def _strategy(municipality: Municipality, data: dict[str, Any]) -> Strategy:
    key = {"municipality": municipality, "slug": data["slug"], "edition": data["edition"]}
    strategy = Strategy.objects.filter(**key).first() or Strategy(**key)
    _save_if(strategy, changed(strategy, columns(Strategy, data)))
    return strategy


def _decisions(data: dict[str, Any], committees: dict[str, Committee]) -> dict[int, dict[str, Any]]:
    return {
        position: columns(Decision, entry) | {"body_id": committees[entry["body"]].pk if "body" in entry else None}
        for position, entry in enumerate(data.get("decisions", []), start=1)
    }


def _related_documents(data: dict[str, Any]) -> dict[int, dict[str, Any]]:
    entries = data.get("related_documents", [])
    return {position: columns(RelatedDocument, entry) for position, entry in enumerate(entries, start=1)}


def _footnotes(data: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {entry["number"]: columns(Footnote, entry) for entry in data.get("footnotes", [])}


def _numbered(model: type[models.Model], strategy: Strategy, number: str, wanted: dict[int, dict[str, Any]]) -> None:
    """Make the rows of `model` in `strategy`, known by the column `number`, equal to the columns `wanted` for each."""
    stored = {getattr(row, number): row for row in _of(model, strategy)}
    for key, row in stored.items():
        if key not in wanted:
            row.delete()
    for key, values in wanted.items():
        row = stored.get(key) or model(strategy=strategy, **{number: key})
        _save_if(row, changed(row, values))


def _responsibilities(data: dict[str, Any]) -> list[ResponsibilityKey]:
    return [(row["commitment"], row["committee"], row["role"]) for row in data.get("responsibilities", [])]


def _still_held(strategy: Strategy, wanted: set[ResponsibilityKey]) -> dict[ResponsibilityKey, Responsibility]:
    """Delete the responsibilities that the file does not have, and give the others."""
    held: dict[ResponsibilityKey, Responsibility] = {}
    for row in _of(Responsibility, strategy).select_related("commitment", "committee"):
        key = (row.commitment.uid if row.commitment else None, row.committee.slug, row.role)
        if key in wanted:
            held[key] = row
        else:
            row.delete()
    return held


def _arrange(answering: list[tuple[Responsibility, int | None]]) -> None:
    """Give the responsibilities, each with its commitment's key, the positions 1, 2, 3; save those that differ."""
    moving = [row for position, (row, _key) in enumerate(answering, start=1) if row.pk and row.position != position]
    make_way(Responsibility, [row.pk for row in moving])
    for position, (row, commitment) in enumerate(answering, start=1):
        _save_if(row, changed(row, {"position": position, "commitment_id": commitment}))


def _set_themes(strategy: Strategy, places: list[Place], themes: dict[str, int]) -> None:
    stored = defaultdict(set)
    through = Commitment.themes.through._default_manager
    for commitment, theme in through.filter(commitment__strategy=strategy).values_list("commitment_id", "theme_id"):
        stored[commitment].add(theme)
    for placed in places:
        wanted = {themes[slug] for slug in placed.entry.get("themes", [])}
        if wanted == stored[placed.row.pk]:
            continue
        if placed.is_new:
            # Its first version is the one with its themes: what is taken back to it keeps them.
            placed.row.history.all().delete()
        placed.row.themes.set(wanted)
        if placed.is_new:
            placed.row.history.update(history_type="+")


def _of(model: type[models.Model], strategy: Strategy) -> models.QuerySet[Any]:
    return model._default_manager.filter(strategy=strategy)


def _save_if(row: models.Model, differs: bool) -> None:
    if differs or row.pk is None:
        row.save()
