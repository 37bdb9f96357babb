"""One edition goes to standard output, or all of them to a folder."""

import io

import pytest
from django.core.management import CommandError, call_command

from portal.strategyfile import as_json, store
from tests.portal.strategyfile.files import full, small

pytestmark = pytest.mark.django_db


def exported(*arguments, **options):
    """Give what the command prints."""
    out = io.StringIO()
    call_command("export_strategy", *arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.mark.parametrize("name", ["hassleholm/integrationsstrategi", "1293/integrationsstrategi/2021"])
def test_a_strategy_is_named_by_its_municipality_and_slug(name):
    store(full())
    assert exported(name) == as_json(full())


def test_the_edition_in_force_is_meant_unless_another_is_named():
    store(small(), publish=True)
    store(small(edition="2025"))
    assert exported("hassleholm/integrationsstrategi") == as_json(small())
    assert exported("hassleholm/integrationsstrategi/2025") == as_json(small(edition="2025"))


def test_where_none_is_in_force_the_newest_is_meant():
    for edition in ("9", "10", "2"):
        store(small(edition=edition))
    assert exported("hassleholm/integrationsstrategi") == as_json(small(edition="10"))


@pytest.mark.parametrize(
    "name", ["hassleholm/policy", "hassleholm", "hassleholm/integrationsstrategi/1999", "a/b/c/d", ""]
)
def test_an_unknown_name_is_answered_with_the_known_ones(name):
    store(small())
    with pytest.raises(CommandError) as raised:
        exported(name)
    assert str(raised.value) == (f"There is no strategy “{name}”. There are: hassleholm/integrationsstrategi/2021.")


def test_all_editions_are_written_to_files_of_their_own(tmp_path):
    editions = [full(), small(edition="2025"), small(municipality="1381", slug="policy")]
    for edition in editions:
        store(edition)
    folder = tmp_path / "new" / "folder"
    assert exported(folder=folder) == ""
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "hassleholm-integrationsstrategi-2021.json": as_json(editions[0]),
        "hassleholm-integrationsstrategi-2025.json": as_json(editions[1]),
        "laholm-policy-2021.json": as_json(editions[2]),
    }


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="file cannot be written: File exists"):
        exported(folder=tmp_path / "file")


def test_either_one_strategy_or_a_folder_is_asked_for():
    with pytest.raises(CommandError, match="required"):
        exported()
