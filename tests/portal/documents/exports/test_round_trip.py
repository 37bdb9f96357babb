"""A Word file that the portal wrote, read by the portal again: the same structure, and every word."""

from pathlib import Path

import pytest
from django.utils.translation import override

from portal.documents.exports.content import content
from portal.documents.exports.word import word_file
from portal.documents.merging import merged
from portal.documents.reading import read
from portal.documents.recognising.recognition import recognise
from portal.documents.sources.opening import open_source
from portal.documents.storing import store
from portal.documents.writing import written
from tests.portal.documents.exports.conftest import on_site, squeezed
from tests.portal.documents.files import DEMO

DOCUMENTS = Path(__file__).resolve().parents[5] / "shared" / "documents"
PLACES = {"1293": "Hässleholm", "1381": "Laholm", "2284": "Örnsköldsvik", "2182": "Söderhamn", "2283": "Sollefteå"}


@pytest.fixture(params=DEMO, ids=lambda path: path.stem)
def demonstration(request):
    """Give a demonstration edition, and its document as the importer recognises it."""
    document = DOCUMENTS / f"{request.param.stem}.txt"
    if not document.exists():
        pytest.skip(f"There is no {document.name} in shared/documents, which lies beside the repository.")
    existing = read(request.param.read_bytes())
    return existing, recognised(existing, open_source(document.read_bytes(), document.name))


def recognised(existing, source):
    """Recognise a document of the municipality of `existing`."""
    municipality = {
        "code": existing["municipality"],
        "name": PLACES[existing["municipality"]],
        "committees": existing.get("committees", []),
    }
    return recognise(source, municipality, existing["slug"], existing["edition"])


def lines(rows, depth=0):
    """Give a tree as lines: how deep each part stands, its kind, its title and its text."""
    for row in rows:
        said = (squeezed(row.get(name, {}).get("sv", "")) for name in ("title", "text"))
        yield (depth, row["kind"], *said)
        yield from lines(row.get("children", []), depth + 1)


def test_the_documents_wording_is_laid_into_the_demonstration_part_by_part(demonstration):
    existing, document = demonstration
    result, report = merged(existing, document)
    assert report.added == []
    assert [part for part in report.missing if part.key != "definitions"] == []
    again, report = merged(result, document)
    assert again == result
    assert report.changes_nothing


@pytest.mark.django_db
def test_what_comes_back_has_the_same_structure_and_words(demonstration):
    _existing, document = demonstration
    document.pop("report")
    edition = store(document)
    with override("sv"):
        file = word_file(content(edition, "sv", "adopted", on_site))
    again = recognised(document, open_source(file, "strategy.docx"))
    before = written(edition)
    assert list(lines(again["commitments"])) == list(lines(before["commitments"]))
    assert list(lines(again["sections"])) == list(lines(before["sections"]))
    for key, name in (("definitions", "term"), ("definitions", "text"), ("footnotes", "text")):
        assert [row[name]["sv"] for row in again.get(key, [])] == [row[name]["sv"] for row in before.get(key, [])]
    assert again["report"]["unplaced"] == []
