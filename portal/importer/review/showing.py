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
from portal.importer.review.bringing_back import parts_aside
from portal.importer.review.facts import facts_of
from portal.importer.review.forms import SaveForm
from portal.importer.review.looking import warnings_of
from portal.importer.review.posting import role_choices
from portal.importer.review.rows import rows_of
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
    places = [each.part.uid for each in rows]
    asked = request.GET.get("page") or (places.index(seen) // ON_A_PAGE + 1 if seen in places else 1)
    pages = Paginator(rows, ON_A_PAGE)
    said = list(messages.get_messages(request))
    did = request.GET.get("did", "")
    report, answers = file.get("report", {}), answers_of(file)
    return page(
        request,
        "importer/review.html",
        _("Review of %s") % review.name,
        review=review,
        rows=rows,
        page=pages.get_page(asked),
        pages=pages,
        asides_first=first,
        roles=role_choices(),
        moving=next((each for each in rows if each.part.uid == moving), None),
        said=said,
        said_at=seen if seen in (*places, WHOLE) else "",
        did=did,
        did_move=did in MOVES,
        did_body=did.startswith("body"),
        homes=[each for each in rows if each.may_hold_moving],
        bodies=bodies_of(file, known(review.municipality)["committees"]),
        body_roles=Responsibility.Role.choices,
        body_kinds=Committee.Kind.choices,
        answers=answers.get("", []),
        report=report,
        warnings=warnings_of(report, rows),
        parts_aside=[part for part, _lines in parts_aside(file)],
        facts=facts_of(file),
        goal=goal or SaveForm(review=review, user=request.user),
    )
