"""What a download says of itself."""

import pytest

from portal.downloads.notices import facts, status, which_text, which_text_in_short
from strategies.acts import publish
from strategies.wording import Said
from tests.factories import CommitmentFactory, DecisionFactory, StrategyFactory

COUNTS = "Det här är klarspråksversionen. Den är lättare att läsa, men det är den antagna lydelsen som gäller."


def as_told(source):
    """Give the facts as pairs of label and text."""
    return {fact.label: fact.value.text if isinstance(fact.value, Said) else fact.value for fact in facts(source)}


@pytest.fixture
def strategy(db):
    """Make an edition with one commitment, in plain language and in Swedish alone."""
    strategy = StrategyFactory(slug="plan", edition="2019")
    CommitmentFactory(strategy=strategy, plain_sv="<p>Alla bor.</p>", plain_en="")
    return strategy


def test_plain_language_says_that_the_adopted_wording_counts(content_of, strategy):
    assert which_text(content_of(strategy)) == f"{COUNTS} Den antagna lydelsen finns inte i portalen."
    strategy.commitments.update(text_sv="<p>Alla skall bo.</p>")
    assert which_text(content_of(strategy)) == COUNTS
    assert which_text_in_short(content_of(strategy)) == "Klarspråk, svenska"


def test_a_file_says_the_wording_that_it_has_and_not_the_one_that_was_asked_for(content_of, strategy):
    source = content_of(strategy, wording="adopted")
    assert (source.wording, which_text_in_short(source)) == ("plain", "Klarspråk, svenska")
    strategy.commitments.update(text_sv="<p>Alla skall bo.</p>", plain_sv="")
    source = content_of(strategy)
    assert (source.wording, which_text(source)) == ("adopted", "Det här är den antagna lydelsen.")


def test_a_translation_says_that_only_swedish_has_legal_standing(content_of, strategy):
    strategy.commitments.update(text_sv="<p>Alla skall bo.</p>", text_en="<p>All shall live.</p>")
    told = which_text(content_of(strategy, "en", "adopted"))
    assert told == (
        "This is the adopted wording. This is a translation. Only the Swedish adopted wording is legally binding."
    )


def test_what_holds_of_all_texts_is_said_once(content_of, strategy):
    source = content_of(strategy, "en")
    assert "The texts have not been translated yet. They are shown in Swedish." in which_text(source)
    assert which_text_in_short(source) == "Plain language, Swedish"


def test_an_edition_in_force_has_no_status_and_the_others_name_the_one_that_is(content_of, strategy):
    assert status(content_of(strategy)) == ""
    publish(StrategyFactory(municipality=strategy.municipality, slug="plan", edition="2024", status="draft"))
    strategy.refresh_from_db()
    told = "Den här utgåvan har ersatts av en nyare. Utgåva 2024 gäller."
    assert status(content_of(strategy)) == as_told(content_of(strategy))["Status"] == told


def test_a_withdrawn_edition_says_so(content_of, strategy):
    strategy.status = "withdrawn"
    strategy.save()
    assert status(content_of(strategy)) == "Den här utgåvan har dragits tillbaka."


def test_dates_are_written_out_and_a_reference_says_the_paragraph_once(content_of, strategy):
    DecisionFactory(strategy=strategy, body=None, date="2021-09-21", paragraph="§ 7", reference="2021/7")
    DecisionFactory(strategy=strategy, kind="revised", body=None, date="2022", paragraph="§ 8", reference="§ 8/2022")
    told = as_told(content_of(strategy))
    assert told["Antagen"] == "21 september 2021 § 7 (2021/7)"
    assert told["Reviderad"] == "§ 8/2022"


def test_what_is_in_swedish_in_an_english_file_says_so(content_of, strategy):
    strategy.replaces = "Den gamla"
    strategy.save()
    replaced = next(fact.value for fact in facts(content_of(strategy, "en")) if fact.label == "Replaces")
    assert (replaced.text, replaced.foreign) == ("Den gamla", True)
