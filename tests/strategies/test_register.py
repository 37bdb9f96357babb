"""All municipalities are in the database as soon as its tables are."""

import pytest
from django.apps import apps

from strategies.models import Municipality
from strategies.register import load_municipalities, municipalities


def test_the_register_has_all_290_each_with_an_address_of_its_own():
    rows = list(municipalities())
    assert len(rows) == 290
    assert len({row["slug"] for row in rows}) == 290
    assert all(row["code"].isdigit() and len(row["code"]) == 4 for row in rows)


@pytest.mark.engine
@pytest.mark.django_db
def test_they_are_there_in_both_languages():
    laholm = Municipality.objects.get(code="1381")
    assert (laholm.name_sv, laholm.name_en, laholm.slug) == ("Laholms kommun", "Laholm Municipality", "laholm")
    assert (laholm.county_name_sv, laholm.county_name_en) == ("Hallands län", "Halland County")
    assert Municipality.objects.count() == 290


@pytest.mark.engine
@pytest.mark.django_db
def test_loading_again_mends_what_differs_and_keeps_the_rest():
    key = Municipality.objects.get(code="1381").pk
    Municipality.objects.filter(pk=key).update(name_sv="Fel")
    load_municipalities(apps)
    assert Municipality.objects.get(pk=key).name_sv == "Laholms kommun"
    assert Municipality.objects.count() == 290
