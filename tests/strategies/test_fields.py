"""Fields hold their rule on every way in."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils import translation

from goals.models import Commitment
from strategies.dates import PartialDate
from strategies.fields import UID_PATTERN, new_uid, outdated_translations
from strategies.models import Decision, Footnote, Section, Strategy
from tests.factories import CommitmentFactory, DecisionFactory, FootnoteFactory, SectionFactory, StrategyFactory

HOSTILE = '<p onclick="x()">Text<script>alert(1)</script></p>'
HARMLESS = "<p>Text</p>"


@pytest.mark.engine
@pytest.mark.django_db
class TestRichText:
    """Rich text is sanitised whoever writes it."""

    def test_on_save(self):
        section = SectionFactory(plain_sv=HOSTILE, text_sv=HOSTILE)
        stored = Section.objects.get()
        assert (stored.plain_sv, stored.text_sv, section.plain_sv) == (HARMLESS, HARMLESS, HARMLESS)

    def test_through_the_column_of_the_active_language(self):
        FootnoteFactory(text_sv="x", text_en=HOSTILE)
        assert Footnote.objects.get().text_en == HARMLESS

    def test_a_missing_english_text_stays_missing_while_english_is_active(self):
        with translation.override("en"):
            SectionFactory(plain_sv=HARMLESS, plain_en=None)
        assert Section.objects.get().plain_en is None

    def test_on_update(self):
        SectionFactory()
        Section.objects.update(plain_sv=HOSTILE, text_sv=Value(HOSTILE))
        assert Section.objects.get().plain_sv == HARMLESS

    def test_on_bulk_create_and_bulk_update(self):
        strategy = StrategyFactory()
        Commitment.objects.bulk_create(
            [Commitment(strategy=strategy, kind="measure", position=1, plain_sv=HOSTILE, text_sv=HOSTILE)]
        )
        row = Commitment.objects.get()
        assert (row.plain_sv, row.text_sv) == (HARMLESS, HARMLESS)
        row.plain_sv = HOSTILE
        Commitment.objects.bulk_update([row], ["plain_sv"])
        assert Commitment.objects.get().plain_sv == HARMLESS


@pytest.mark.engine
@pytest.mark.django_db
class TestPartialDates:
    """Dates are stored as far as they are known."""

    @pytest.mark.parametrize("value", ["2021-09-21", "2021-09", "2021", PartialDate("2021")])
    def test_a_date_comes_back_as_it_was(self, value):
        DecisionFactory(date=value)
        assert Decision.objects.get().date == PartialDate(str(value))

    def test_nothing_known_is_nothing(self):
        DecisionFactory(date="")
        assert Decision.objects.get().date is None

    def test_what_is_no_date_is_refused_with_how_to_mend_it(self):
        with pytest.raises(ValidationError, match="2021-09 or 2021"), transaction.atomic():
            DecisionFactory(date="last spring")
        with pytest.raises(ValidationError, match="2021-09 or 2021"), transaction.atomic():
            Strategy.objects.update(valid_from="last spring")
        assert not Decision.objects.exists()


def test_uids_look_like_no_year_and_differ():
    uids = {new_uid() for _index in range(1000)}
    assert len(uids) == 1000
    assert all(re.fullmatch(UID_PATTERN, uid) for uid in uids)


@pytest.mark.engine
@pytest.mark.django_db
class TestTranslations:
    """The portal knows when a Swedish text has changed since its translation was made."""

    def test_a_change_of_the_swedish_leaves_the_english_outdated(self):
        row = CommitmentFactory(title_sv="Boende", title_en="Housing")
        assert outdated_translations(row) == []
        row.title_sv = "Bostad"
        row.save()
        assert outdated_translations(Commitment.objects.get()) == ["title"]

    def test_a_new_english_text_is_up_to_date(self):
        row = CommitmentFactory(title_sv="Boende", title_en="Housing")
        row.title_sv = "Bostad"
        row.save()
        row.title_en = "Homes"
        row.save()
        assert outdated_translations(Commitment.objects.get()) == []

    def test_a_missing_english_text_is_not_outdated(self):
        row = CommitmentFactory(title_sv="Boende", title_en="Housing")
        row.title_sv, row.title_en = "Bostad", ""
        row.save()
        assert outdated_translations(row) == []

    def test_rows_made_in_bulk_are_noted_too(self):
        rows = [Commitment(strategy=StrategyFactory(), kind="measure", position=1, title_sv="a", title_en="b")]
        Commitment.objects.bulk_create(rows)
        row = Commitment.objects.get()
        row.title_sv = "c"
        row.save()
        assert outdated_translations(row) == ["title"]
