"""Files that are kept: what makes another file of one, for how long it is kept, and at which address it stands."""

import time
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.urls import reverse

from goals.models import Theme
from portal.downloads import formats
from portal.downloads import responses as serving
from portal.downloads.formats import FORMATS, download_address
from portal.downloads.pdf.document import NoPdfError
from strategies.models import Municipality, Strategy
from tests.factories import CommitmentFactory, SectionFactory, StrategyFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def nothing_kept(db):
    caches["files"].clear()


@pytest.fixture
def edition():
    """Make an edition that was in force, with a commitment in both wordings and a theme."""
    strategy = StrategyFactory(status="superseded", municipality__slug="prov", slug="plan", title_sv="Planen")
    CommitmentFactory(strategy=strategy, text_sv="<p>Som antaget.</p>").themes.add(Theme.objects.first())
    return strategy


@pytest.fixture
def writes(monkeypatch):
    """Let CSV files be written by a function that notes when it is called, and raises or returns what is put in it."""
    results, calls = [b"a file"], []

    def write(source):
        calls.append(source)
        if isinstance(results[0], Exception):
            raise results[0]
        return results[0]

    monkeypatch.setitem(formats.FORMATS, "csv", replace(FORMATS["csv"], write=write))
    return calls, results


def address(strategy, extension="csv", wording="plain"):
    return download_address(strategy, FORMATS[extension], wording)


def tag(client, strategy, extension="csv", **headers):
    return client.head(address(Strategy.objects.get(pk=strategy.pk), extension), headers=headers)["ETag"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda row: Strategy.objects.filter(pk=row.pk).update(status="withdrawn"),
        lambda row: StrategyFactory(municipality=row.municipality, slug=row.slug, edition="2030"),
        lambda row: Municipality.objects.filter(pk=row.municipality_id).update(name_sv="Ny kommun"),
        lambda row: Municipality.objects.filter(pk=row.municipality_id).update(name_en="New municipality"),
        lambda row: Municipality.objects.filter(pk=row.municipality_id).update(slug="nytt-namn"),
        lambda _row: Theme.objects.update(name_sv="Nytt tema"),
        lambda _row: Theme.objects.update(name_en="New theme"),
    ],
)
def test_what_the_portal_adds_to_the_text_makes_another_file_when_it_changes(client, edition, edit):
    before = tag(client, edition)
    assert tag(client, edition) == before
    edit(edition)
    assert tag(client, edition) != before


def test_each_format_language_and_wording_is_another_file(client, edition):
    swedish = address(edition)
    english = swedish.replace("/sv/kommuner/", "/en/municipalities/").replace("/hamta/", "/download/")
    word = address(edition, "docx")
    tags = [client.head(each)["ETag"] for each in (swedish, english, f"{swedish}?wording=adopted", word)]
    assert len(set(tags)) == 4


def test_a_file_with_links_is_another_one_at_another_address_and_a_strategy_file_is_not(client, edition, settings):
    before = tag(client, edition), tag(client, edition, "json")
    settings.SITE_URL = "https://portal.example.se"
    after = tag(client, edition), tag(client, edition, "json")
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]


def test_a_new_version_of_a_writer_writes_files_anew(monkeypatch):
    before = serving._look.__wrapped__()
    monkeypatch.setattr(serving, "version", lambda package: "99")
    assert serving._look.__wrapped__() != before


@pytest.mark.parametrize(
    ("host", "port", "site"),
    [
        ("testserver", "80", "http://testserver"),
        ("testserver:8000", "8000", "http://testserver:8000"),
        ("testserver:8000", "9000", "http://testserver"),
        ("testserver:80", "80", "http://testserver"),
        ("testserver:443", "443", "https://testserver"),
        ("[::1]", "8000", "http://[::1]"),
    ],
)
def test_links_lead_to_where_the_reader_is_without_a_port_that_only_the_request_says(
    client, settings, host, port, site
):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "", ["*"]
    goal, scheme = CommitmentFactory(), site.partition(":")[0]
    response = client.get(
        address(goal.strategy), headers={"host": host}, SERVER_PORT=port, **{"wsgi.url_scheme": scheme}
    )
    lasting = reverse("permalink", args=[goal.uid])
    assert f"{site}{lasting}" in response.content.decode("utf-8-sig")


def later(monkeypatch, seconds):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def test_a_file_is_written_once_in_a_week(client, edition, writes, monkeypatch):
    calls, _results = writes
    for seconds, times in ((0, 1), (7 * DAY - 60, 1), (61, 2)):
        later(monkeypatch, seconds)
        assert client.get(address(edition)).content == b"a file"
        assert len(calls) == times


def test_what_could_not_be_written_is_tried_again_after_an_hour(client, edition, writes, monkeypatch):
    calls, results = writes
    results[0] = NoPdfError()
    for seconds, times in ((0, 1), (3540, 1), (61, 2)):
        later(monkeypatch, seconds)
        assert client.get(address(edition)).status_code == 404
        assert len(calls) == times


@pytest.mark.parametrize(("size", "times"), [(serving.LARGEST_KEPT, 1), (serving.LARGEST_KEPT + 1, 2)])
def test_a_file_larger_than_any_that_the_portal_writes_is_not_kept(client, edition, writes, size, times):
    calls, results = writes
    results[0] = b"x" * size
    assert [len(client.get(address(edition)).content) for _time in range(2)] == [size, size]
    assert len(calls) == times


def test_a_fault_of_ours_keeps_nobody_from_writing_the_next_file(client, edition, writes):
    _calls, results = writes
    results[0] = RuntimeError("a fault")
    client.raise_request_exception = False
    assert client.get(address(edition)).status_code == 500
    results[0] = b"a file"
    assert client.get(address(edition)).content == b"a file"


def test_what_somebody_signed_in_has_already_is_kept_by_no_cache(client, edition):
    client.force_login(UserFactory())
    first = client.get(address(edition))
    again = client.get(address(edition), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-store"


def test_a_file_that_the_reader_has_already_is_told_to_be_kept_as_the_file_was(client, edition):
    first = client.get(address(edition))
    again = client.get(address(edition), headers={"if-none-match": first["ETag"]})
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert "Cookie" in again["Vary"]


def test_a_strategy_file_has_both_wordings_whichever_was_asked_for(client):
    strategy = StrategyFactory()
    SectionFactory(strategy=strategy)
    base = address(strategy, "json")
    assert [client.get(each).status_code for each in (base, f"{base}?wording=adopted")] == [200, 200]


def test_what_is_offered_instead_is_every_other_format(client, edition, monkeypatch):
    def never(source):
        raise NoPdfError

    monkeypatch.setitem(formats.FORMATS, "pdf", replace(FORMATS["pdf"], write=never))
    page = client.get(address(edition).replace("csv", "pdf"))
    text = page.content.decode()
    assert [address(edition, each) in text for each in ("docx", "xlsx", "csv", "json")] == [True] * 4
    assert text.count(address(edition, "pdf")) == 1  # the page's own, in the language switch
    assert edition.title_sv in text
