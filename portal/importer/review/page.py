"""The page of a review, and the frame that all pages of the import have."""

from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from goals.models import Responsibility
from portal.importer.document import known
from portal.importer.review.bodies import answers_of, bodies_of
from portal.importer.review.facts import facts_of
from portal.importer.review.forms import SaveForm
from portal.importer.review.parts import ROLES, role_name
from portal.importer.review.rows import rows_of, warnings_of
from portal.importer.review.steps.bring_back import parts_aside
from portal.importer.sentences.recognition import in_words
from portal.models import DocumentReview
from strategies.models import Committee

ON_A_PAGE = 40
MOVES = ("up", "down", "in", "out")
WHOLE = "whole"  # the place on the page for what is about the document as a whole


def page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """Give a page of the admin."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), "title": title, **context})


def review_page(request: HttpRequest, review: DocumentReview, goal: SaveForm | None = None) -> TemplateResponse:
    """Give the parts of a document beside their source; `goal` is the form at its end, where it was filled in."""
    seen, moving = request.GET.get("at", ""), request.GET.get("moving", "")
    reviewed = review.as_corrected
    file = reviewed.file | {"report": in_words(reviewed.file.get("report", {}))}
    first, rows = rows_of(replace(reviewed, file=file), review.source_lines, moving)
    by_uid = {row.part.uid: row for row in rows}
    places = list(by_uid)
    here = places.index(seen) // ON_A_PAGE + 1 if seen in places else 1
    pages = Paginator(rows, ON_A_PAGE)
    said = list(messages.get_messages(request))
    did = request.GET.get("did", "")
    report = file["report"]
    return page(
        request,
        "importer/review.html",
        _("Review of %s") % review.name,
        review=review,
        rows=rows,
        page=pages.get_page(request.GET.get("page") or here),
        pages=pages,
        asides_first=first,
        moving=by_uid.get(moving),
        said=said,
        said_at=seen if seen in (*places, WHOLE) else "",
        did=did,
        did_move=did in MOVES,
        did_body=did.startswith("body"),
        homes=[row for row in rows if row.may_hold_moving],
        bodies=bodies_of(file, known(review.municipality)["committees"]),
        answers=answers_of(file).get("", []),
        report=report,
        warnings=warnings_of(report, rows),
        parts_aside=[part for part, _lines in parts_aside(file)],
        facts=facts_of(file),
        goal=goal or SaveForm(review=review, user=request.user),
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    """Give what the forms of the steps choose from."""
    groups = ((_("Commitments"), ROLES[-5:-1]), (_("Definitions"), ROLES[-1:]), (_("Sections"), ROLES[:-5]))
    return {
        "roles": [(group, [(role, role_name(role)) for role in roles]) for group, roles in groups],
        "body_roles": Responsibility.Role.choices,
        "body_kinds": Committee.Kind.choices,
    }
