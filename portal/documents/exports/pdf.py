"""A strategy as a tagged PDF (PDF/UA-1). WeasyPrint is an extra, so nothing here may need it to be imported."""

import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from portal.documents.exports.content import Content, facts, which_text

STYLE = Path(__file__).with_name("print.css")

logger = logging.getLogger(__name__)


@cache
def pdf_is_possible() -> bool:
    """Say whether WeasyPrint is installed, with the libraries of the system that it needs. Found out once."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, PLC0415
    except OSError:
        logger.warning("No PDF is offered: WeasyPrint is installed, but Pango is not. See docs/deployment.md.")
        return False
    return True


def pdf_file(source: Content) -> bytes:
    """Give the edition as a PDF file. Nothing is fetched, whatever the texts hold."""
    import weasyprint  # noqa: PLC0415

    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    html = weasyprint.HTML(string=markup(source), base_url=source.site("/"), url_fetcher=fetcher)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=fetcher)
    written: bytes = html.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", pdf_tags=True)
    return written


def markup(source: Content) -> str:
    """Give the page that the PDF is made from."""
    context: dict[str, Any] = {
        "strategy": source.strategy,
        "municipality": source.municipality,
        "document": source.document,
        "related_documents": source.related,
        "facts": facts(source),
        "which_text": which_text(source),
        "address": source.site(source.strategy.get_absolute_url()),
        "full_address": source.site,
    }
    with override(source.language):
        return render_to_string("documents/print.html", context)
