"""Downloads: who gets which file, under which name, and what it costs."""

import json
from threading import Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.documents.exports import serving
from portal.documents.exports.formats import FORMATS, downloads, file_name, offered
from portal.documents.exports.pdf import pdf_is_possible
from portal.documents.writing import written
from strategies.models import Strategy
from tests.factories import StrategyFactory
from tests.portal.pages.test_costs import fill

pytestmark = pytest.mark.usefixtures("in_swedish", "nothing_kept")
ALL = [
    "docx",
    "xlsx",
    "csv",
    "json",
    pytest.param(
        "pdf",
        marks=pytest.mark.skipif(not pdf_is_possible(), reason="WeasyPrint cannot be used here: its Pango is missing."),
    ),
]


@pytest.fixture
def nothing_kept(db):
    """Begin without files that were written before."""
    cache.clear()


def address(strategy, extension, wording="plain"):
    """Give where a strategy is downloaded."""
    return next(each for chosen, each in downloads(strategy, wording) if chosen.extension == extension)


@pytest.mark.parametrize("extension", ALL)
def test_each_format_is_sent_as_what_it_is_under_a_name_that_says_what_it_is(client, hassleholm, extension):
    response = client.get(address(hassleholm, extension))
    begins = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbfTyp", "json": b"{"}
    languages = "sv-en" if extension == "json" else "sv"
    assert response.status_code == 200
    assert response.content.startswith(begins[extension][:3])
    assert response.headers["Content-Type"] == FORMATS[extension].media_type
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="hassleholm-integrationsstrategi-2024-{languages}.{extension}"'
    )
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"


def test_the_strategy_file_is_the_whole_edition(client, hassleholm):
    assert json.loads(client.get(address(hassleholm, "json")).content) == written(hassleholm)


def test_names_tell_language_and_wording_apart(hassleholm):
    assert file_name(hassleholm, FORMATS["docx"], "sv", "adopted") == (
        "hassleholm-integrationsstrategi-2024-sv-antagen-lydelse.docx"
    )


def test_the_address_says_the_language_and_the_wording(client, hassleholm):
    hassleholm.sections.filter(parent=None).update(text_sv="<p>Antaget.</p>")
    hassleholm.commitments.update(text_sv="<p>Lydelse.</p>")
    swedish = client.get(address(hassleholm, "csv", "adopted")).content.decode()
    assert "Lydelse." in swedish
    assert "Lydelse." not in client.get(address(hassleholm, "csv")).content.decode()
    english = client.get(f"{hassleholm.get_absolute_url().replace('/sv/kommuner', '/en/municipalities')}download/csv/")
    assert english.content.decode("utf-8-sig").startswith("Kind;Number;Place;Title;Text")


@pytest.mark.parametrize("extension", ["docx", "csv", "json"])
def test_drafts_are_not_there(client, db, extension):
    strategy = StrategyFactory(status="draft")
    assert client.get(f"{strategy.get_absolute_url()}download/{extension}/").status_code == 404
    assert client.get(address(strategy, extension)).status_code == 404


def test_an_unknown_format_is_not_there(client, hassleholm):
    assert client.get(address(hassleholm, "csv").replace("csv", "exe")).status_code == 404


def test_an_earlier_edition_has_downloads_of_its_own(client, db):
    current = StrategyFactory(slug="plan", edition="2024", title_sv="Planen")
    earlier = StrategyFactory(
        municipality=current.municipality, slug="plan", edition="2019", status="superseded", title_sv="Planen"
    )
    assert "-planen-2019-sv.csv" in client.get(address(earlier, "csv")).headers["Content-Disposition"]
    by_label = address(earlier, "csv").replace("2019", "2024")
    assert client.get(by_label).headers["Location"] == address(current, "csv")


def test_an_unchanged_file_is_neither_written_nor_sent_again(client, hassleholm, monkeypatch):
    first = client.get(address(hassleholm, "docx"))
    monkeypatch.setattr(serving, "content", None)  # what is written would need it
    assert client.get(address(hassleholm, "docx")).content == first.content
    again = client.get(address(hassleholm, "docx"), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "edit",
    [
        lambda strategy: strategy.commitments.filter(parent=None).update(title_sv="Nytt mål"),
        lambda strategy: strategy.responsibilities.all().delete(),
        lambda strategy: strategy.municipality.committees.update(name_sv="Ny nämnd"),
        lambda strategy: type(strategy.municipality).objects.update(name_sv="Ny kommun"),
        lambda strategy: strategy.footnotes.update(text_sv="<p>Ny not</p>"),
    ],
)
def test_any_edit_makes_another_file(client, hassleholm, edit):
    before = client.get(address(hassleholm, "docx")).headers["ETag"]
    edit(hassleholm)
    response = client.get(address(hassleholm, "docx"), headers={"if-none-match": before})
    assert response.status_code == 200
    assert response.headers["ETag"] != before


def test_a_download_costs_the_same_for_a_small_and_a_large_strategy(client, hassleholm):
    def cost(extension):
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address(hassleholm, extension)).status_code == 200
        return len(captured)

    few = [cost(each.extension) for each in offered()]
    fill(hassleholm, hassleholm.municipality.committees.first(), 8)
    assert [cost(each.extension) for each in offered()] == few
    assert max(few) <= 36


def test_who_waits_too_long_is_asked_to_come_back(client, hassleholm, monkeypatch):
    monkeypatch.setattr(serving, "LONGEST_WAIT", 0.01)
    holder = Thread(target=serving._writing.acquire)
    holder.start()
    holder.join()
    try:
        response = client.get(address(hassleholm, "csv"))
    finally:
        serving._writing.release()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(address(hassleholm, "csv")).status_code == 200


def test_the_page_offers_what_can_be_written(client, hassleholm):
    page = client.get(f"{hassleholm.get_absolute_url()}?wording=adopted").content.decode()
    links = [each for _chosen, each in downloads(hassleholm, "adopted")]
    assert len(links) == len(offered()) >= 4
    assert all(f'<a href="{link}" rel="nofollow" download>' in page for link in links)
    assert Strategy.objects.count() == 1
