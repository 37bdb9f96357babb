"""The addresses of the import, below /admin/."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from portal.importer.review import endings, views, whole
from portal.importer.review.reaching import leading_on


def documents(protected: Callable[[Any], Any]) -> list[URLPattern]:
    """Give the addresses, each view `protected` as the admin protects its own, and led on where a review is over."""
    pages: tuple[tuple[str, Callable[..., Any], str], ...] = (
        ("import/", views.import_document, "import_document"),
        ("review/<int:key>/", views.review, "review"),
        ("review/<int:key>/step/", views.review_step, "review_step"),
        ("review/<int:key>/facts/", whole.review_facts, "review_facts"),
        ("review/<int:key>/undo/", views.review_undo, "review_undo"),
        ("review/<int:key>/save/", endings.review_save, "review_save"),
        ("review/<int:key>/discard/", endings.review_discard, "review_discard"),
        ("review/<int:key>/file/", views.review_file, "review_file"),
    )
    return [path(f"documents/{address}", protected(leading_on(view)), name=name) for address, view, name in pages]
