"""A Word file that the portal wrote, read by the portal again: the same structure, and every word."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from portal.downloads.content import content
from portal.downloads.word.document import word_file
from portal.importer.merging.merge import merged
from portal.importer.recognising.recognition import recognise
from portal.importer.sources.reader import open_source
from portal.strategyfile.reader import read
from portal.strategyfile.storage import store
from portal.strategyfile.writer import written
from strategies.richtext import plain_text
from tests.portal.downloads.conftest import on_site, squeezed
from tests.portal.strategyfile.files import DEMO

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "documents"
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


# What the importer cannot tell from the retold text of a section: that it holds voices.
NOT_TOLD_BY_PLAIN_LANGUAGE = {"voices": "background"}
FACTS = ("kind", "case_numbers", "valid_from", "valid_until", "until_further_notice", "replaces")
FACTS_IN_WORDS = ("title", "subtitle", "applies_to", "target_group", "review", "evaluation", "publication")


def exported(edition, wording):
    """Write the Word file of an edition in Swedish."""
    with override("sv"):
        return word_file(content(edition, "sv", wording, on_site))


def in_swedish(rows, *keys):
    """Give the first of the `keys` that each row has, in Swedish, as letters: a cell joins its paragraphs."""
    return [squeezed(plain_text(next(row[key]["sv"] for key in keys if row.get(key)))) for row in rows]


def explained(file, *keys):
    """Give the terms, their definitions in the first of the `keys` that each has, and the footnotes, in Swedish."""
    definitions = file.get("definitions", [])
    return [
        in_swedish(definitions, "term"),
        in_swedish(definitions, *keys),
        in_swedish(file.get("footnotes", []), "text"),
    ]


def facts_in_words(file):
    """Give the facts that are told in words, in Swedish, and what the document points to."""
    told = {key: file.get(key, {}).get("sv") for key in FACTS_IN_WORDS}
    return told | {"related_documents": in_swedish(file.get("related_documents", []), "title")}


def shape(rows, *keys, depth=0):
    """Give a tree as lines: how deep each part stands, its kind, its number, its title and its text as letters."""
    for row in rows:
        text = next((row[key]["sv"] for key in keys if row.get(key, {}).get("sv")), "")
        title = row.get("title", {}).get("sv", "")
        kind = NOT_TOLD_BY_PLAIN_LANGUAGE.get(row["kind"], row["kind"])
        yield (depth, kind, row.get("number", ""), title, squeezed(plain_text(text)))
        yield from shape(row.get("children", []), *keys, depth=depth + 1)


def answers(file):
    """Give who answers for what: the words of the commitment, the role and the body's name."""
    names = {row["slug"]: row["name"]["sv"] for row in file.get("committees", [])}
    words = {}

    def walk(rows, above=()):
        for place, row in enumerate(rows):
            words[row["uid"]] = (*above, place)
            walk(row.get("children", []), (*above, place))

    walk(file.get("commitments", []))
    rows = file.get("responsibilities", [])
    return sorted((words.get(row.get("commitment"), ()), row["role"], names[row["committee"]]) for row in rows)


@pytest.mark.django_db
def test_what_comes_back_has_the_same_structure_and_words(demonstration):
    _existing, document = demonstration
    document.pop("report")
    edition = store(document)
    file = exported(edition, "adopted")
    again = recognised(document, open_source(file, "strategy.docx"))
    before = written(edition)
    assert list(lines(again["commitments"])) == list(lines(before["commitments"]))
    assert list(lines(again["sections"])) == list(lines(before["sections"]))
    assert in_swedish(again.get("definitions", []), "term") == in_swedish(before.get("definitions", []), "term")
    assert in_swedish(again.get("definitions", []), "text") == in_swedish(before.get("definitions", []), "text")
    assert [row["text"]["sv"] for row in again.get("footnotes", [])] == [
        row["text"]["sv"] for row in before.get("footnotes", [])
    ]
    assert again["report"]["unplaced"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_plain_language_comes_back_with_numbers_answers_terms_and_facts(path):
    edition = store(read(path.read_bytes()))
    before = written(edition)
    again = recognised(before, open_source(exported(edition, "plain"), "strategy.docx"))
    for key in ("commitments", "sections"):
        assert list(shape(again[key], "text")) == list(shape(before[key], "plain", "text"))
    assert answers(again) == answers(before)
    assert explained(again, "text") == explained(before, "plain", "text")
    assert list(map(again.get, FACTS)) == list(map(before.get, FACTS))
    assert facts_in_words(again) == facts_in_words(before)
    assert again.get("decisions") == before.get("decisions")
    assert again["report"]["unplaced"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_what_the_portal_says_of_a_text_is_no_part_of_it_when_it_comes_back(path):
    edition = store(read(path.read_bytes()))
    edition.status = "withdrawn"
    edition.save()
    section = edition.sections.exclude(plain_sv="").first()
    section.text_sv = "<p>Så lyder det antagna.</p>"
    section.save()
    file = exported(edition, "adopted")
    again = recognised(written(edition), open_source(file, "strategy.docx"))
    told = json.dumps({key: value for key, value in again.items() if key != "report"}, ensure_ascii=False)
    assert "Så lyder det antagna." in told
    for words in ("finns inte i portalen", "dragits tillbaka", "Typ av dokument", "Utgåva", "portal.example.se"):
        assert words not in told
