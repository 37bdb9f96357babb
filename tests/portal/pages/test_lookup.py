"""Finding municipalities and editions from what a reader wrote."""

import pytest
from django.http import Http404

from portal.pages.lookup import (
    LONGEST_QUERY,
    by_county,
    edition_or_404,
    municipalities,
    near,
    public_editions,
    searchable,
)
from strategies.models import Municipality, Strategy
from tests.factories import MunicipalityFactory, StrategyFactory

Status = Strategy.Status


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("  Örebro \n län ", "Örebro län"),
        ("Öre\x00bro", "Öre bro"),
        ("\x1b\t", ""),
        ("x" * 100, "x" * LONGEST_QUERY),
    ],
)
def test_a_query_is_one_short_line_of_letters(written, searched):
    assert LONGEST_QUERY == 80
    assert searchable(written) == searched


@pytest.fixture
def places(db):
    """Leave three made-up municipalities in two counties, of which one has a strategy in force."""
    Municipality.objects.all().delete()
    aby = MunicipalityFactory(
        short_name="Åby", name_sv="Åby kommun", name_en="Aby Municipality", slug="aby", code="9911"
    )
    oby = MunicipalityFactory(short_name="Öby", name_sv="Öby stad", name_en="Oby City", slug="oby", code="9822")
    bro = MunicipalityFactory(short_name="Bro", name_sv="Bro kommun", name_en="Bridge", slug="bro", code="9833")
    for row in (oby, bro):
        row.county_code, row.county_name_sv, row.county_name_en = "98", "Nordlän", "North County"
        row.save()
    StrategyFactory(municipality=bro)
    StrategyFactory(municipality=bro, status=Status.DRAFT)
    for status in (Status.DRAFT, Status.SUPERSEDED, Status.WITHDRAWN):
        StrategyFactory(municipality=aby, status=status)
    return aby, oby, bro


def names(rows):
    return [row.short_name for row in rows]


def test_all_are_listed_by_county_and_name_and_those_with_a_strategy_in_force_are_marked(places):
    rows = municipalities("")
    assert names(rows) == ["Bro", "Öby", "Åby"]
    assert [row.has_strategy for row in rows] == [True, False, False]
    assert [(county, names(group)) for county, group in by_county(rows)] == [("98", ["Bro", "Öby"]), ("99", ["Åby"])]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ÖBY", ["Öby"]),
        ("oby", ["Öby"]),
        ("by", ["Öby", "Åby"]),
        ("bridge", ["Bro"]),
        ("stad", ["Öby"]),
        ("9833", ["Bro"]),
        ("nordlän", ["Bro", "Öby"]),
        ("north", ["Bro", "Öby"]),
        ("Test County", ["Åby"]),
        ("finns inte", []),
        ("!", []),
    ],
)
def test_a_query_is_looked_for_in_names_counties_and_codes_of_both_languages(places, query, found):
    assert names(municipalities(query)) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/sv/kommuner/oby/", ["Öby"]),
        ("/sv/kommuner/öbyy/plan/", ["Öby"]),
        ("/sv/obyy", ["Öby"]),
        ("/oby/", []),
        ("/sv/", []),
        ("/", []),
        ("", []),
        ("/sv/a/b/c/d/oby/", []),
        ("/sv/a/b/c/oby/", ["Öby"]),
        ("/sv//oby//", ["Öby"]),
        ("/sv/zzzzzzzz/", []),
    ],
)
def test_what_is_near_a_wrong_address_is_found_by_its_first_parts(places, path, found):
    assert names(near(path)) == found


def test_what_is_near_is_named_once_the_nearest_first_and_a_few_at_most(db):
    for number in range(5):
        MunicipalityFactory(short_name=f"Prov {number}", slug=f"provkommun-{number}")
    assert names(near("/sv/kommuner/provkommun-2/provkommun-2/")) == ["Prov 2", "Prov 4", "Prov 3"]
    assert names(near("/sv/provkommun-1/provkommun-4/", at_most=1)) == ["Prov 1"]
    assert len(near("/sv/provkommun-1/hassleholm/")) == 3


@pytest.fixture
def series(db):
    municipality = MunicipalityFactory(slug="prov")
    statuses = {"2010": Status.WITHDRAWN, "2015": Status.PUBLISHED, "2020": Status.SUPERSEDED, "2030": Status.DRAFT}
    for edition, status in statuses.items():
        StrategyFactory(municipality=municipality, slug="plan", edition=edition, status=status)
    StrategyFactory(municipality=municipality, slug="program", edition="2021")
    StrategyFactory(slug="plan", edition="2022")
    return municipality


def test_the_public_editions_of_a_series_stand_newest_first(series):
    assert [row.edition for row in public_editions("prov", "plan")] == ["2020", "2015", "2010"]
    assert public_editions("prov", "finns-inte") == []


def test_editions_come_with_their_municipality(series, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {row.municipality.slug for row in public_editions("prov", "plan")} == {"prov"}


def test_an_address_without_label_gives_the_edition_in_force_and_not_the_newest(series):
    assert edition_or_404(public_editions("prov", "plan"), None).edition == "2015"
    Strategy.objects.filter(status=Status.PUBLISHED).update(status=Status.SUPERSEDED)
    assert edition_or_404(public_editions("prov", "plan"), None).edition == "2020"


def test_an_address_with_a_label_gives_that_edition(series):
    editions = public_editions("prov", "plan")
    assert [edition_or_404(editions, label).edition for label in ("2010", "2015", "2020")] == ["2010", "2015", "2020"]
    for label in ("2030", "1999"):
        with pytest.raises(Http404):
            edition_or_404(editions, label)
    with pytest.raises(Http404):
        edition_or_404([], None)


def test_pages_and_downloads_at_the_address_of_a_series_are_of_the_edition_in_force(client, series):
    Strategy.objects.filter(edition="2015", slug="plan").update(title_sv="Den som gäller")
    Strategy.objects.filter(edition="2020").update(title_sv="Den nyaste")
    address = "/sv/kommuner/prov/plan/"
    page = client.get(address).content.decode()
    assert "<h1>Den som gäller" in page.replace("\n", "").replace("  ", "")
    assert "den-som-galler" in client.get(f"{address}hamta/csv/")["Content-Disposition"]
    assert "den-nyaste" in client.get(f"{address}2020/hamta/csv/")["Content-Disposition"]
