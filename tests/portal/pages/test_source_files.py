"""The document itself reaches residents when the coordinator says so, and is marked accessible or not."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.utils.translation import override

from strategies.models import SourceFile
from tests.factories import StrategyFactory

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
    return f"{row.strategy.get_absolute_url()}original/{row.pk}/"


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


def test_a_closed_file_and_one_of_a_draft_are_not_found(client):
    closed, drafted = kept(is_public=False), kept(strategy=StrategyFactory(status="draft"))
    elsewhere = kept()
    wrong = f"{closed.strategy.get_absolute_url()}original/{elsewhere.pk}/"
    assert [client.get(where).status_code for where in (address(closed), address(drafted), wrong)] == [404, 404, 404]
    assert closed.name not in client.get(closed.strategy.get_absolute_url()).content.decode()


def test_an_edition_has_a_file_once():
    row = kept()
    with pytest.raises(IntegrityError):
        kept(strategy=row.strategy)


def test_where_it_is_kept_cannot_be_guessed_and_goes_with_the_row(django_capture_on_commit_callbacks):
    row, other = kept(), kept()
    assert row.file.name != other.file.name
    assert "Strategi" not in row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert (default_storage.exists(row.file.name), default_storage.exists(other.file.name)) == (False, True)
