"""A document is stored as a draft, once, and never over what somebody has written."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from portal.strategyfile import read, store, written
from strategies.models import SourceFile, Strategy
from tests.portal.strategyfile.files import as_file, everything_stored

pytestmark = pytest.mark.django_db

TEXT = """Plan för integration

Antagen av kommunfullmäktige 2023-05-08 § 12

Syfte

Planen ska göra det lättare att komma in i samhället.

Mål 1: Fler i arbete

Arbete ger frihet.

Delmål:

- Fler får praktik.
- Fler får sommarjobb.

Ansvarig: Arbetsmarknadsnämnden
"""


@pytest.fixture
def document(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "plan.txt"
    path.write_text(TEXT)
    return str(path)


def run(*arguments, **options):
    """Give what the command prints, and what it tells of its progress."""
    out, told = io.StringIO(), io.StringIO()
    call_command("import_document", *arguments, stdout=out, stderr=told, **options)
    return out.getvalue(), told.getvalue()


def test_a_document_becomes_a_draft_with_its_source(document):
    out, told = run(document, municipality="1293")
    strategy = Strategy.objects.get()
    assert (strategy.slug, strategy.edition, strategy.status) == ("plan-for-integration", "2023", "draft")
    assert out.startswith(f"{document}: Hässleholm Municipality, Plan för integration, 2023 (draft)\n")
    assert [(row.kind, row.number, row.title_sv, row.text_sv) for row in strategy.commitments.order_by("pk")] == [
        ("long_term_goal", "1", "Fler i arbete", "<p>Arbete ger frihet.</p>"),
        ("sub_goal", "", None, "<p>Fler får praktik.</p>"),
        ("sub_goal", "", None, "<p>Fler får sommarjobb.</p>"),
    ]
    assert [(row.name, row.size) for row in SourceFile.objects.all()] == [("plan.txt", len(TEXT.encode()))]
    assert "Reading the document …" in told


def test_the_same_document_again_changes_nothing(document):
    run(document, municipality="1293")
    before = everything_stored()
    out, _told = run(document, municipality="1293")
    assert "The edition already has all of it: nothing was changed." in out
    assert everything_stored() == before


def test_what_somebody_wrote_in_the_draft_stays(document):
    run(document, municipality="1293")
    goal = Strategy.objects.get().commitments.get(kind="long_term_goal")
    goal.plain_sv = "<p>Fler ska få jobb.</p>"
    goal.save()
    run(document, municipality="1293")
    goal.refresh_from_db()
    assert goal.plain_sv == "<p>Fler ska få jobb.</p>"


def test_dry_run_prints_the_file_and_stores_nothing(document):
    before = everything_stored()
    out, _told = run(document, municipality="1293", dry_run=True)
    file = json.loads(out)
    assert file["report"]["unplaced"] == []
    assert file["report"]["words"] > file["report"]["placed_words"] > 30
    assert read(as_file(file))["title"] == {"sv": "Plan för integration"}
    assert everything_stored() == before


def test_a_published_edition_is_changed_only_when_asked(document):
    run(document, municipality="1293")
    file = written(Strategy.objects.get())
    file["commitments"][0]["children"][0]["text"]["sv"] = "<p>Annat.</p>"
    store(file, publish=True)
    before = everything_stored()
    with pytest.raises(CommandError, match="is already public"):
        run(document, municipality="1293")
    assert everything_stored() == before
    out, _told = run(document, into="1293/plan-for-integration")
    assert "parts matched" in out
    assert Strategy.objects.get().commitments.filter(text_sv="<p>Fler får praktik.</p>").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Say whose document it is"),
        ({"municipality": "9999"}, "no municipality with the code 9999"),
        ({"into": "1293/nothing"}, "There is no strategy 1293/nothing"),
    ],
)
def test_what_is_missing_is_told(document, options, message):
    with pytest.raises(CommandError, match=message):
        run(document, **options)
    assert not Strategy.objects.exists()


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(CommandError, match="The file is empty"):
        run(str(empty), municipality="1293")
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(str(tmp_path / "missing.txt"), municipality="1293")
