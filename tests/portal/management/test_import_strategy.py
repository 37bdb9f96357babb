"""Files are stored all together or not at all."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from portal.strategyfile import written
from strategies.models import Strategy
from tests.portal.strategyfile.files import as_file, everything_stored, full, small

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def file(tmp_path):
    """Write a file with any JSON value in it, and give its path as text."""

    def make(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else as_file(data))
        return str(path)

    return make


def imported(*names, **options):
    """Give what the command prints."""
    out = io.StringIO()
    call_command("import_strategy", *names, stdout=out, **options)
    return out.getvalue()


def test_it_tells_what_was_stored(file):
    one, two = file("one.json", full()), file("two.json", small(slug="policy", kind="policy"))
    assert imported(one, two) == (
        f"{one}: Hässleholm Municipality, Integration strategy, 2021 (draft): 2 sections, 2 commitments\n"
        f"{two}: Hässleholm Municipality, Integrationsstrategi, 2021 (draft): 0 sections, 0 commitments\n"
    )
    assert [written(strategy) for strategy in Strategy.objects.order_by("slug")] == [
        full(),
        small(slug="policy", kind="policy"),
    ]


def test_publish_makes_the_edition_the_current_one(file):
    path = file("one.json", small())
    imported(path)
    assert imported(path, publish=True).endswith("2021 (published): 0 sections, 0 commitments\n")
    assert Strategy.objects.get().is_current


def test_standard_input_is_a_file_named_by_a_hyphen(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_file(small()))))
    assert imported("-").startswith("-: Hässleholm Municipality, Integrationsstrategi")


def test_when_one_file_is_at_fault_nothing_of_any_is_stored(file, tmp_path):
    good = file("good.json", full())
    shape = file("shape.json", small(kind="dream", sections=[{"kind": "other", "title": {"en": "English"}}]))
    database = file("database.json", small(slug="policy", municipality="9999"))
    broken, missing = file("broken.json", b"{"), str(tmp_path / "missing.json")
    before = everything_stored()
    with pytest.raises(CommandError) as raised:
        imported(good, shape, database, broken, missing)
    assert str(raised.value).split("\n") == [
        "Nothing was stored.",
        "",
        shape,
        "kind: Expected one of: strategy, program, policy, plan, guidelines, goals_and_direction.",
        "sections[0].title.sv: This is missing. Expected text.",
        "",
        database,
        "municipality: There is no municipality with the code 9999.",
        "",
        broken,
        "The file is not JSON: it cannot be read from line 1, column 2 "
        "(Expecting property name enclosed in double quotes).",
        "",
        missing,
        "The file cannot be read: No such file or directory.",
    ]
    assert raised.value.returncode == 1
    assert everything_stored() == before


def test_a_stored_edition_survives_a_faulty_file_about_it(file):
    imported(file("good.json", full()), publish=True)
    before = everything_stored()
    worse = json.loads(as_file(full()))
    worse["title"]["sv"] = "Ny titel"
    worse["commitments"][0]["themes"] = ["unknown"]
    with pytest.raises(CommandError, match=r"commitments\[0\]\.themes\[0\]: Expected one of: housing, "):
        imported(file("worse.json", worse))
    assert everything_stored() == before


def test_two_files_about_one_edition_are_refused(file):
    one, two = file("one.json", small()), file("two.json", small(replaces="Den gamla"))
    with pytest.raises(CommandError) as raised:
        imported(one, two)
    assert str(raised.value) == (
        f"Nothing was stored.\n\n{two}\nThe file is about the same edition as {one}. Name one of them."
    )
    assert not Strategy.objects.exists()
