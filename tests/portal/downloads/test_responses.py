"""Downloads: who gets which file, under which name, and what it costs."""

import json
import shutil
from dataclasses import replace
from threading import Thread
from time import monotonic

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.downloads import formats
from portal.downloads import responses as serving
from portal.downloads.formats import FORMATS, downloads, file_name
from portal.downloads.pdf.document import NoPdfError
from portal.strategyfile.writer import written
from strategies.models import Strategy
from tests.factories import CommitmentFactory, StrategyFactory
from tests.portal.pages.test_costs import fill

pytestmark = pytest.mark.usefixtures("in_swedish", "nothing_kept")
ALL = list(FORMATS)


@pytest.fixture
def nothing_kept(db):
    """Begin without files that were written before."""
    caches["files"].clear()


def address(strategy, extension, wording="plain"):
    """Give where a strategy is downloaded."""
    return next(each for chosen, each in downloads(strategy, wording) if chosen.extension == extension)


@pytest.mark.parametrize("extension", ALL)
def test_each_format_is_sent_as_what_it_is_under_a_name_that_says_what_it_is(client, hassleholm, extension):
    response = client.get(address(hassleholm, extension))
    begins = {"pdf": b"%PDF-1.7", "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbfKommun", "json": b"{"}
    languages = "sv-en" if extension == "json" else "sv-klarsprak"
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
    assert file_name(hassleholm, FORMATS["docx"], "sv", "plain") == (
        "hassleholm-integrationsstrategi-2024-sv-klarsprak.docx"
    )


def test_a_long_title_is_cut_between_words(db):
    strategy = StrategyFactory(municipality__slug="prov", title_sv="Plan för integration " * 6)
    name = file_name(strategy, FORMATS["docx"], "sv", "plain")
    assert name == f"prov-{'plan-for-integration-' * 3}plan-for-2024-sv-klarsprak.docx"


def test_there_is_no_adopted_file_without_adopted_wording(client, hassleholm):
    response = client.get(address(hassleholm, "docx", "adopted"))
    assert (response.status_code, response.headers["Location"]) == (302, address(hassleholm, "docx"))


def test_a_strategy_without_plain_language_is_sent_in_the_wording_that_it_has(client, db):
    strategy = StrategyFactory()
    CommitmentFactory(strategy=strategy, text_sv="<p>Lydelse.</p>", plain_sv="", plain_en="")
    response = client.get(address(strategy, "csv"), follow=True)
    assert "Lydelse." in response.content.decode()
    assert "antagen-lydelse" in response.headers["Content-Disposition"]


def test_the_address_says_the_language_and_the_wording(client, hassleholm):
    hassleholm.sections.filter(parent=None).update(text_sv="<p>Antaget.</p>")
    hassleholm.commitments.update(text_sv="<p>Lydelse.</p>")
    swedish = client.get(address(hassleholm, "csv", "adopted")).content.decode()
    assert "Lydelse." in swedish
    assert "Lydelse." not in client.get(address(hassleholm, "csv")).content.decode()
    english = client.get(f"{hassleholm.get_absolute_url().replace('/sv/kommuner', '/en/municipalities')}download/csv/")
    assert english.content.decode("utf-8-sig").startswith("Municipality;Strategy;Edition;Kind;Number;Belongs to")


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
    assert "-planen-2019-sv-klarsprak.csv" in client.get(address(earlier, "csv")).headers["Content-Disposition"]
    by_label = address(earlier, "csv").replace("2019", "2024")
    assert client.get(by_label).headers["Location"] == address(current, "csv")


def test_an_unchanged_file_is_neither_written_nor_sent_again(client, hassleholm, monkeypatch):
    first = client.get(address(hassleholm, "docx"))
    monkeypatch.setattr(serving, "content", None)  # what is written would need it
    assert client.get(address(hassleholm, "docx")).content == first.content
    again = client.get(address(hassleholm, "docx"), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert "Cookie" in again.headers["Vary"]


def test_what_is_told_of_a_file_costs_no_file(client, hassleholm, monkeypatch):
    monkeypatch.setattr(serving, "content", None)
    response = client.head(address(hassleholm, "docx"))
    assert response.status_code == 200
    assert response.headers["ETag"]
    assert response.headers["Content-Type"] == FORMATS["docx"].media_type


def test_search_engines_are_asked_to_leave_tables_and_strategy_files(client, hassleholm):
    told = {
        each: client.head(address(hassleholm, each)).headers.get("X-Robots-Tag") for each in ("docx", "csv", "json")
    }
    assert told == {"docx": None, "csv": "noindex", "json": "noindex"}


@pytest.mark.parametrize("port", ["1", "80", "65535"])
def test_a_port_that_only_the_request_says_makes_no_file_of_its_own(client, hassleholm, settings, port):
    settings.SITE_URL = ""
    first = client.head(address(hassleholm, "csv"), headers={"host": "testserver"})
    other = client.head(address(hassleholm, "csv"), headers={"host": f"testserver:{port}"})
    assert other.headers["ETag"] == first.headers["ETag"]


def test_files_are_kept_apart_from_what_limits_sign_in_attempts(client, hassleholm):
    cache.set("attempts", 3)
    assert client.get(address(hassleholm, "csv")).status_code == 200
    files = caches["files"]
    for number in range(files._max_entries + 1):
        files.set(f"file-{number}", b"")
    assert cache.get("attempts") == 3
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_an_edition_that_is_replaced_becomes_another_file(client, db):
    old = StrategyFactory(slug="plan", edition="2019", status="superseded")
    before = client.head(address(old, "csv")).headers["ETag"]
    StrategyFactory(municipality=old.municipality, slug="plan", edition="2024")
    assert client.head(address(old, "csv")).headers["ETag"] != before


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


WRITES_FILES = (
    "pdf/template/strategy.typ",
    "pdf/template/nodes.typ",
    "pdf/fonts/NotoSerif-Regular.ttf",
    "pdf/fonts/letters.txt",
    "pdf/edition.py",
    "word/document.py",
    "table/rows.py",
    "notices.py",
)


def test_an_upgrade_that_changes_how_files_look_makes_other_files(client, hassleholm, monkeypatch, tmp_path):
    folder, *others = serving.LOOK
    copy = shutil.copytree(folder, tmp_path / "downloads")
    monkeypatch.setattr(serving, "LOOK", (copy, *others))

    def told():
        serving._look.cache_clear()
        return {client.head(address(hassleholm, each)).headers["ETag"] for each in FORMATS}

    before = told()
    assert told() == before
    for path in WRITES_FILES:
        with (copy / path).open("ab") as file:
            file.write(b"\n")
        after = told()
        assert not before & after, path
        before = after
    serving._look.cache_clear()


def test_what_is_compiled_along_the_way_makes_no_other_files(client, hassleholm, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "LOOK", (tmp_path,))
    told = []
    for _time in range(2):
        serving._look.cache_clear()
        told.append(client.head(address(hassleholm, "pdf")).headers["ETag"])
        (tmp_path / "__pycache__").mkdir(exist_ok=True)
        (tmp_path / "__pycache__" / "rows.cpython-311.pyc").write_bytes(b"compiled")
    serving._look.cache_clear()
    assert told[0] == told[1]


def test_a_demonstration_has_files_of_its_own(client, hassleholm, settings):
    told = []
    for settings.DEMO in (True, False):
        told.append(client.head(address(hassleholm, "pdf")).headers["ETag"])
    assert told[0] != told[1]


def test_pdf_is_offered_first_and_always(hassleholm):
    assert [chosen.extension for chosen, _address in downloads(hassleholm, "plain")] == [
        "pdf",
        "docx",
        "xlsx",
        "csv",
        "json",
    ]


def test_a_download_costs_the_same_for_a_small_and_a_large_strategy(client, hassleholm):
    def cost(extension):
        caches["files"].clear()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address(hassleholm, extension)).status_code == 200
        return len(captured)

    few = [cost(each.extension) for each in FORMATS.values()]
    fill(hassleholm, hassleholm.municipality.committees.first(), 8)
    assert [cost(each.extension) for each in FORMATS.values()] == few
    assert max(few) <= 36


@pytest.fixture
def somebody_writes():
    """Let another thread write a file all the while."""
    holder = Thread(target=serving._writing.acquire)
    holder.start()
    holder.join()
    yield
    serving._writing.release()


@pytest.mark.usefixtures("somebody_writes")
def test_nobody_waits_in_a_thread_that_could_answer_others(client, hassleholm):
    started = monotonic()
    answers = [client.get(address(hassleholm, each)) for each in ("csv", "docx", "xlsx", "json")]
    assert [(each.status_code, each.headers["Retry-After"]) for each in answers] == [(503, "10")] * 4
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert hassleholm.get_absolute_url() in answers[0].content.decode()
    assert monotonic() - started < 5


def test_a_file_can_be_fetched_when_the_other_one_is_written(client, hassleholm):
    assert serving._writing.acquire(blocking=False)
    assert client.get(address(hassleholm, "csv")).status_code == 503
    serving._writing.release()
    assert client.get(address(hassleholm, "csv")).status_code == 200


def test_a_kept_file_is_sent_while_another_is_written(client, hassleholm, request):
    first = client.get(address(hassleholm, "csv"))
    request.getfixturevalue("somebody_writes")
    assert client.get(address(hassleholm, "csv")).content == first.content


def test_a_document_that_cannot_be_written_is_tried_once_and_explained(client, hassleholm, monkeypatch):
    tried = []

    def never(source):
        tried.append(source)
        raise NoPdfError

    monkeypatch.setitem(formats.FORMATS, "pdf", replace(FORMATS["pdf"], write=never))
    answers = [client.get(address(hassleholm, "pdf")) for _time in range(2)]
    assert [each.status_code for each in answers] == [404, 404]
    assert "Dokumentet gick inte att skriva som PDF" in answers[1].content.decode()
    assert len(tried) == 1


def test_the_page_offers_what_can_be_written(client, hassleholm):
    page = client.get(f"{hassleholm.get_absolute_url()}?wording=adopted").content.decode()
    links = [each for _chosen, each in downloads(hassleholm, "adopted")]
    assert len(links) == len(FORMATS) == 5
    assert all(f'<a href="{link}" rel="nofollow">' in page for link in links)
    assert Strategy.objects.count() == 1
