"""A strategy as machines read it: only what the document says, and whether it is in force."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from portal.opendata.legislation import legislation
from tests.factories import CommitteeFactory, DecisionFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_swedish")]


def described(strategy):
    return legislation(strategy, strategy.decisions.all(), RequestFactory().get("/"))


def of_prov(**columns):
    """Make a strategy of a municipality with known names."""
    names = {"name_sv": "Provs kommun", "slug": "prov", "code": "9998"}
    columns |= {f"municipality__{name}": value for name, value in names.items()}
    return StrategyFactory(**({"slug": "plan", "title_sv": "Planen", "title_en": ""} | columns))


def test_what_the_document_does_not_say_is_left_out():
    strategy = of_prov()
    strategy.changed_at = datetime(2024, 5, 17, 23, 30, tzinfo=UTC)
    assert described(strategy) == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": "http://testserver/sv/kommuner/prov/plan/",
        "url": "http://testserver/sv/kommuner/prov/plan/",
        "name": "Planen",
        "inLanguage": ["sv"],
        "version": "2024",
        "legislationType": "strategi",
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": "Provs kommun", "identifier": "9998"},
        "legislationResponsible": {"@type": "GovernmentOrganization", "name": "Provs kommun"},
        "legislationLegalForce": "https://schema.org/InForce",
        "dateModified": "2024-05-17",
    }


def test_what_it_says_is_there():
    strategy = of_prov(
        title_en="The plan",
        subtitle_sv="Under",
        summary_sv="Kort.",
        case_numbers=["KS 1", "KS 2"],
        valid_from="2024-02",
        valid_until="2027",
    )
    found = described(strategy)
    names = ("alternateName", "description", "legislationIdentifier", "inLanguage", "temporalCoverage")
    assert [found[name] for name in names] == ["Under", "Kort.", ["KS 1", "KS 2"], ["sv", "en"], "2024-02/2027"]


@pytest.mark.parametrize(
    ("valid", "period"),
    [({"valid_from": "2024"}, "2024/.."), ({"valid_until": "2024"}, None), ({"until_further_notice": True}, None)],
)
def test_a_period_begins_on_a_known_day_and_may_be_open(valid, period):
    strategy = of_prov(**valid)
    strategy.refresh_from_db()
    assert described(strategy).get("temporalCoverage") == period


@pytest.mark.parametrize("status", ["draft", "superseded", "withdrawn"])
def test_only_the_edition_in_force_is_said_to_be(status):
    assert described(of_prov(status=status))["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_the_decision_that_adopted_it_is_the_one_that_is_named():
    strategy = of_prov()
    board, council = (
        CommitteeFactory(municipality=strategy.municipality, name_sv=name) for name in ("N", "Fullmäktige")
    )
    DecisionFactory(strategy=strategy, kind="confirmed", date="2020", body=board, position=1)
    assert not {"legislationDate", "legislationPassedBy"} & set(described(strategy))
    DecisionFactory(strategy=strategy, kind="adopted", date="2021-09", body=council, position=2)
    found = described(strategy)
    assert found["legislationDate"] == "2021-09"
    assert found["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": "Fullmäktige"}


def test_a_decision_of_which_little_is_known_is_told_as_far_as_it_is():
    strategy = of_prov()
    DecisionFactory(strategy=strategy, kind="adopted")
    assert not {"legislationDate", "legislationPassedBy"} & set(described(strategy))
