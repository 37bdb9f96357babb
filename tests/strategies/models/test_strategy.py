"""Editions: which are in force, which anybody may read, and how one takes the place of another."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from strategies.acts import ActRefusedError, publish
from strategies.models import Decision, Strategy
from tests.factories import CommitteeFactory, DecisionFactory, MunicipalityFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db

Status = Strategy.Status


@pytest.fixture
def series():
    """Make an edition of each status, all of one series."""
    municipality = MunicipalityFactory(slug="prov")
    return {
        status: StrategyFactory(municipality=municipality, slug="plan", edition=edition, status=status)
        for edition, status in zip(("2018", "2022", "2019", "2024"), Status.values[::-1], strict=True)
    }


def statuses():
    return dict(Strategy.objects.values_list("edition", "status"))


def test_readers_see_every_edition_but_drafts_and_one_is_in_force(series):
    assert set(Strategy.objects.public()) == set(series.values()) - {series[Status.DRAFT]}
    assert list(Strategy.objects.current()) == [series[Status.PUBLISHED]]
    assert {status for status, edition in series.items() if edition.is_current} == {Status.PUBLISHED}


def test_a_series_is_what_has_the_same_municipality_and_name(series):
    StrategyFactory(slug="plan")
    StrategyFactory(municipality=series[Status.DRAFT].municipality, slug="program")
    assert set(series[Status.DRAFT].series) == set(series.values())


def test_publishing_supersedes_the_edition_in_force_and_leaves_other_series(series):
    elsewhere = StrategyFactory(slug="plan", edition="2010")
    publish(series[Status.DRAFT])
    changed = {series[Status.DRAFT].edition: Status.PUBLISHED, series[Status.PUBLISHED].edition: Status.SUPERSEDED}
    untouched = {series[status].edition: status for status in (Status.SUPERSEDED, Status.WITHDRAWN)}
    assert statuses() == {**changed, **untouched, elsewhere.edition: Status.PUBLISHED}
    assert series[Status.PUBLISHED].history.first().status == Status.SUPERSEDED


def test_publishing_what_is_in_force_is_refused_and_changes_nothing(series):
    before = statuses()
    with pytest.raises(ActRefusedError):
        publish(series[Status.PUBLISHED])
    assert statuses() == before


def test_where_publishing_fails_halfway_the_edition_in_force_stays_in_force(series):
    before = statuses()
    nobody_stored = UserFactory.build()  # the act cannot be recorded, which is the last that publishing does
    with pytest.raises(ValueError, match="unsaved related object"):
        publish(series[Status.DRAFT], nobody_stored)
    assert statuses() == before


def test_the_edition_in_force_has_the_address_of_the_series_and_the_others_their_own(series):
    with override("sv"):
        addresses = {status: edition.get_absolute_url() for status, edition in series.items()}
    base = "/sv/kommuner/prov/plan/"
    others = {status: f"{base}{series[status].edition}/" for status in series if status != Status.PUBLISHED}
    assert addresses == {Status.PUBLISHED: base, **others}


@pytest.mark.parametrize("numbers", ["KS 1", [1], [""], [" "], ["KS 1", None], ["a\x07"], {"KS 1": ""}])
def test_what_is_no_list_of_case_numbers_is_refused_on_every_way_in(numbers):
    with pytest.raises(ValidationError, match="each case number") as refused:
        StrategyFactory(case_numbers=numbers)
    assert list(refused.value.message_dict) == ["case_numbers"]
    StrategyFactory(case_numbers=["KS 1", "KS 2"])
    with pytest.raises(ValidationError, match="each case number"):
        Strategy.objects.update(case_numbers=numbers)
    assert Strategy.objects.get().case_numbers == ["KS 1", "KS 2"]


def test_a_strategy_stops_being_valid_after_it_begins_on_every_way_in():
    row = StrategyFactory(valid_from="2024-05", valid_until="2024-05")
    for change in ({"valid_from": "2024-06"}, {"valid_until": "2024-04"}):
        with pytest.raises(ValidationError, match="before it begins") as refused:
            Strategy.objects.update(**change)
        assert list(refused.value.message_dict) == ["valid_until"]
    row.valid_from = "2025"
    with pytest.raises(ValidationError, match="before it begins"):
        row.save()
    for alone in ({"valid_until": None}, {"valid_from": None, "valid_until": "2020"}):
        Strategy.objects.update(**alone)


def test_the_first_and_the_last_day_may_be_the_only_one_known():
    StrategyFactory(valid_from="2024")
    StrategyFactory(valid_until="2024")
    assert Strategy.objects.count() == 2


def test_an_edition_is_called_by_its_title_and_label():
    with override("sv"):
        assert str(StrategyFactory(title_sv="Planen", edition="2024b")) == "Planen (2024b)"


def test_a_decision_is_called_by_what_is_known_of_it():
    assert str(DecisionFactory(kind="revised", date="2024-05", paragraph="§ 7")) == "revised 2024-05 § 7"
    assert str(DecisionFactory(kind="adopted")) == "adopted"


def test_a_decision_is_of_a_body_of_its_own_municipality_on_every_way_in():
    decision, elsewhere = DecisionFactory(), CommitteeFactory()
    with pytest.raises(ValidationError, match="another municipality") as refused:
        Decision.objects.update(body=elsewhere)
    assert list(refused.value.message_dict) == ["body"]
    decision.body = elsewhere
    with pytest.raises(ValidationError, match="another municipality"):
        decision.save()
    decision.body = CommitteeFactory(municipality=decision.strategy.municipality)
    decision.save()
    assert Decision.objects.get().body == decision.body


def test_a_decision_stays_with_its_strategy():
    DecisionFactory()
    with pytest.raises(ValidationError, match="never changes"):
        Decision.objects.update(strategy=StrategyFactory())


def test_editions_are_listed_with_the_newest_first(series):
    other = StrategyFactory(municipality=series[Status.DRAFT].municipality, slug="avtal", edition="2001")
    labels = list(Strategy.objects.values_list("edition", flat=True))
    assert labels == [other.edition, *sorted((edition.edition for edition in series.values()), reverse=True)]
