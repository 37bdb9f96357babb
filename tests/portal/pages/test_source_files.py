"""The document itself reaches residents when the coordinator says so, and is marked accessible or not."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import override

from strategies.acts import publish
from strategies.models import SourceFile
from strategies.models.source import unguessable_place
from tests.factories import SectionFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]


def kept(**columns):
    """Keep a file with an edition."""
    strategy = columns.pop("strategy", None) or StrategyFactory()
    content = ContentFile(b"the adopted words", "Strategi (antagen).pdf")
    return SourceFile.objects.create(
        **{
            "strategy": strategy,
            "file": content,
            "name": "Strategi (antagen).pdf",
            "media_type": "application/pdf",
            "size": 17,
            "sha256": "0" * 64,
            "is_public": True,
        }
        | columns
    )


def address(row):
    """Give where a file is sent from: under its series, whichever its edition."""
    series = [row.strategy.municipality.slug, row.strategy.slug]
    return reverse("source_file", args=[*series, row.pk])


def test_an_open_file_is_sent_under_its_own_name(client):
    row = kept()
    response = client.get(address(row))
    assert b"".join(response.streaming_content) == b"the adopted words"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Strategi (antagen).pdf"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("accessible", "said"), [(False, True), (True, False)])
def test_the_page_leads_to_it_and_says_whether_it_is_accessible(client, accessible, said):
    row = kept(is_accessible=accessible)
    with override("en"):
        page = client.get(row.strategy.get_absolute_url()).content.decode()
        assert f'href="{address(row)}"' in page
    assert ("not accessible" in page) == said


def test_a_closed_file_is_not_found_nor_named(client):
    closed = kept(is_public=False)
    assert client.get(address(closed)).status_code == 404
    assert closed.name not in client.get(closed.strategy.get_absolute_url()).content.decode()


def is_sent(client, row):
    response = client.get(address(row))
    return b"the adopted words" in b"".join(response)


def test_an_open_file_is_sent_once_its_edition_is_published_and_not_before(client):
    row = kept(strategy=StrategyFactory(status="draft"))
    assert (is_sent(client, row), client.get(address(row)).status_code) == (False, 404)
    publish(row.strategy)
    assert is_sent(client, row)
    for status in ("superseded", "withdrawn"):
        type(row.strategy).objects.update(status=status)
        assert is_sent(client, row), status


def test_a_file_is_found_under_its_own_series_alone(client):
    row, other = kept(), StrategyFactory()
    same_municipality = StrategyFactory(municipality=row.strategy.municipality)
    for strategy in (other, same_municipality):
        wrong = reverse("source_file", args=[strategy.municipality.slug, strategy.slug, row.pk])
        assert client.get(wrong).status_code == 404


def test_an_edition_has_a_file_once():
    row = kept()
    with pytest.raises(IntegrityError):
        kept(strategy=row.strategy)


def test_where_it_is_kept_cannot_be_guessed_and_goes_with_the_row(django_capture_on_commit_callbacks):
    row, other = kept(), kept()
    assert row.file.name != other.file.name
    assert re.fullmatch(r"sources/[0-9a-f]{32}\.pdf", row.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert (default_storage.exists(row.file.name), default_storage.exists(other.file.name)) == (False, True)


@pytest.mark.parametrize(
    ("name", "ending"), [("A.B.DOCX", "docx"), ("a.markdown", "markd"), ("a.Pdf", "pdf"), ("strategi", "strat")]
)
def test_a_file_keeps_its_ending_in_few_small_letters(name, ending):
    assert unguessable_place(SourceFile(), name).rpartition(".")[2] == ending


def test_a_file_is_called_by_its_own_name_and_stays_with_its_edition():
    row = kept()
    assert str(row) == "Strategi (antagen).pdf"
    with pytest.raises(ValidationError) as refused:
        SourceFile.objects.update(strategy=StrategyFactory())
    assert list(refused.value.message_dict) == ["strategy"]


def test_what_is_deleted_beside_a_file_leaves_it(django_capture_on_commit_callbacks):
    row = kept()
    with django_capture_on_commit_callbacks(execute=True):
        SectionFactory().delete()
    assert default_storage.exists(row.file.name)
