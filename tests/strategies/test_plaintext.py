"""What plain text may hold, and what is taken out of it, on every way in."""

import pytest
from django.core.exceptions import ValidationError

from strategies.models import Section, Strategy
from strategies.plaintext import beginning, tidied
from tests.factories import CommitmentFactory, SectionFactory, StrategyFactory

DIRTY = "En\x00 sida\x0ctill\x1b"
TIDY = "En sida till"


@pytest.mark.parametrize(
    ("given", "kept"),
    [(DIRTY, TIDY), ("Två\n\trader", "Två\n\trader"), (" \x00 \n", ""), ("a\ud800b", "ab"), (None, None), (3, 3)],
)
def test_control_characters_and_spaces_alone_are_no_text(given, kept):
    assert tidied(given) == kept


@pytest.mark.django_db
class TestEveryWayIn:
    """Texts are tidied whoever writes them."""

    def test_save(self):
        row = SectionFactory(title_sv=DIRTY, title_en=" ", signed_by=" ", plain_sv="<p>a\x00b&#1;c</p>")
        assert (row.title_sv, row.title_en, row.signed_by, row.plain_sv) == (TIDY, "", "", "<p>abc</p>")
        row.refresh_from_db()
        assert (row.title_sv, row.title_en, row.signed_by, row.plain_sv) == (TIDY, "", "", "<p>abc</p>")

    def test_update_and_in_bulk(self):
        row = SectionFactory()
        Section.objects.filter(pk=row.pk).update(title_sv=DIRTY, text_sv="a\x00b")
        row.refresh_from_db()
        assert (row.title_sv, row.text_sv) == (TIDY, "<p>ab</p>")
        row.title_sv = DIRTY + "!"
        Section.objects.bulk_update([row], ["title_sv"])
        row.refresh_from_db()
        assert row.title_sv == TIDY + "!"
        Section.objects.bulk_create([SectionFactory.build(strategy=row.strategy, title_sv=DIRTY, uid="xaaaaaaaaa")])
        assert Section.objects.get(uid="xaaaaaaaaa").title_sv == TIDY

    def test_a_commitment_of_spaces_alone_has_no_number(self):
        assert CommitmentFactory(number="  ").number == ""

    def test_the_column_of_the_active_language_takes_nothing_from_another(self):
        row = SectionFactory(title_sv="Ett", title_en="")
        row.save()
        row.refresh_from_db()
        assert (row.title_sv, row.title_en) == ("Ett", "")


@pytest.mark.django_db
def test_a_case_number_with_a_control_character_is_refused():
    with pytest.raises(ValidationError, match="each case number"):
        StrategyFactory(case_numbers=["KS\x00 1"])
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Alla bor", 8, "Alla bor"),
        ("Alla bor väl", 8, "Alla…"),
        ("Alla bor väl", 9, "Alla bor…"),
        ("Bostadsförsörjning", 8, "Bostads…"),
        ("", 8, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text, longest, cut):
    assert beginning(text, longest) == cut
    assert len(cut) <= longest
