"""The form of a row: two languages, rules as messages, and nothing that looks changed when it is not."""

import pytest

from goals.models import Theme
from strategies.admin.forms import RowForm
from strategies.admin.texts import LinesFormField
from strategies.fields import outdated_translations
from strategies.models import Section, Strategy
from tests.admin_pages import address, errors, filled, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    MembershipFactory,
    RelatedDocumentFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client):
    section = SectionFactory(plain_sv="<p>Ett.</p>\n<p>Två.</p>", plain_en="<p>One.</p>\n<p>Two.</p>")
    client.force_login(MembershipFactory(municipality=section.strategy.municipality).user)
    return section


def test_a_form_that_is_saved_untouched_changes_nothing(client, section):
    strategy = section.strategy
    DecisionFactory(strategy=strategy, date="2021-09", body=CommitteeFactory(municipality=strategy.municipality))
    strategy.valid_from, strategy.case_numbers, strategy.summary_sv = "2021", ["KS 1", "KS 2"], "Rad.\nRad."
    strategy.save()
    commitment = CommitmentFactory(strategy=strategy, number="1")
    commitment.themes.set([Theme.objects.first()])
    changed = Strategy.objects.get().changed_at
    for row in (section, strategy, commitment):
        versions = row.history.count()
        page = client.get(page_of(row))
        sent = {name: with_browsers_line_ends(value) for name, value in filled(page).items()}
        assert client.post(page_of(row), sent).status_code == 302
        assert row.history.count() == versions
    assert strategy.decisions.get().history.count() == 1
    assert Strategy.objects.get().changed_at == changed


def with_browsers_line_ends(value):
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def test_line_ends_do_not_make_an_outdated_translation_look_new(client, section):
    section.plain_sv = "<p>Nytt.</p>"
    section.save()
    sent = {name: with_browsers_line_ends(value) for name, value in filled(client.get(page_of(section))).items()}
    client.post(page_of(section), sent)
    section.refresh_from_db()
    assert outdated_translations(section) == ["plain"]


def test_an_outdated_translation_is_said_beside_its_field_until_it_is_called_right(client, section):
    note = "The Swedish text has changed since this was translated."
    assert note not in client.get(page_of(section)).content.decode()
    section.plain_sv = "<p>Nytt.</p>"
    section.save()
    page = client.get(page_of(section))
    field = page.context["adminform"].form.fields["plain_en"]
    assert note in field.help_text
    assert client.post(page_of(section), filled(page, still_right="on")).status_code == 302
    section.refresh_from_db()
    assert outdated_translations(section) == []
    assert section.plain_en == "<p>One.</p>\n<p>Two.</p>"
    assert note not in client.get(page_of(section)).content.decode()


def test_a_missing_translation_is_said_beside_its_field(client, section):
    section.plain_en = ""
    section.save()
    form = client.get(page_of(section)).context["adminform"].form
    assert "Not translated yet" in form.fields["plain_en"].help_text
    assert form.fields["title_en"].help_text == ""


def test_english_without_swedish_is_refused_at_the_swedish_field(client, section):
    response = client.post(page_of(section), filled(client.get(page_of(section)), text_en="<p>Adopted.</p>"))
    assert errors(response) == {"text_sv": ["Write the Swedish text too: the English is a translation of it."]}


def test_markup_without_words_is_no_text(client, section):
    sent = filled(client.get(page_of(section)), title_sv="", title_en="", plain_sv="<p> </p>", plain_en="<p></p>")
    response = client.post(page_of(section), sent)
    assert errors(response) == {"__all__": ["Write a title or a text in Swedish."]}


def test_rich_text_is_sanitised(client, section):
    sent = filled(client.get(page_of(section)), plain_sv='<p onclick="x()">Hej<script>x()</script></p>')
    client.post(page_of(section), sent)
    section.refresh_from_db()
    assert section.plain_sv == "<p>Hej</p>"


def test_swedish_is_required_where_the_database_requires_it(client, section):
    strategy = section.strategy
    response = client.post(page_of(strategy), filled(client.get(page_of(strategy)), title_sv=""))
    assert errors(response) == {"title_sv": ["This field is required."]}


def test_a_fault_in_a_field_that_the_form_has_not_is_said_above_it(section):
    class Short(RowForm):
        class Meta:
            model = Section
            fields = ["title_sv"]

    section.parent = SectionFactory()
    form = Short({"title_sv": "Ny"}, instance=section)
    assert form.errors == {"__all__": ["The parent belongs to another strategy."]}


def test_each_language_is_labelled_and_marked(client, section):
    form = client.get(page_of(section)).context["adminform"].form
    assert (form.fields["title_sv"].label, form.fields["title_en"].label) == ("Title in Swedish", "Title in English")
    assert form.fields["plain_sv"].widget.attrs["lang"] == "sv"
    assert form.fields["plain_en"].widget.attrs["lang"] == "en"


def test_languages_stand_in_one_row_swedish_first(client, section):
    rows = [line for part in client.get(page_of(section)).context["adminform"] for line in part]
    pairs = [tuple(line.fields) for line in rows if line.fields[0].startswith("plain")]
    assert pairs == [("plain_sv", "plain_en")]


def test_only_rows_of_the_same_strategy_are_offered(client, section):
    sibling = SectionFactory(strategy=section.strategy)
    SectionFactory(strategy=StrategyFactory(municipality=section.strategy.municipality))
    form = client.get(page_of(section)).context["adminform"].form
    assert [key for key, _label in form.fields["parent"].choices] == ["", sibling.pk]
    elsewhere = SectionFactory(strategy=StrategyFactory(municipality=section.strategy.municipality))
    response = client.post(page_of(section), filled(client.get(page_of(section)), parent=elsewhere.pk))
    assert list(errors(response)) == ["parent"]


def test_only_committees_of_the_same_municipality_are_offered(client, section):
    strategy = section.strategy
    decision = DecisionFactory(strategy=strategy)
    own, elsewhere = CommitteeFactory(municipality=strategy.municipality), CommitteeFactory()
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(page_of(strategy))
    inline = next(one for one in page.context["inline_admin_formsets"] if one.formset.model is type(decision))
    assert list(inline.formset.forms[0].fields["body"].queryset) == [own]
    response = client.post(page_of(strategy), filled(page, **{"decisions-0-body": elsewhere.pk}))
    assert list(errors(response)) == ["decisions-0-body"]


def test_another_strategys_row_cannot_be_slipped_into_an_inline(client, section):
    mine, theirs = RelatedDocumentFactory(strategy=section.strategy), RelatedDocumentFactory(title_sv="Hemlig")
    page = client.get(page_of(section.strategy))
    sent = filled(page, **{"related_documents-0-id": theirs.pk, "related_documents-0-title_sv": "Min nu"})
    client.post(page_of(section.strategy), sent)
    theirs.refresh_from_db()
    assert (theirs.title_sv, theirs.strategy_id != mine.strategy_id) == ("Hemlig", True)


def test_an_address_without_a_scheme_is_https(client, section):
    RelatedDocumentFactory(strategy=section.strategy)
    page = client.get(page_of(section.strategy))
    client.post(page_of(section.strategy), filled(page, **{"related_documents-0-url": "example.se/plan"}))
    assert section.strategy.related_documents.get().url == "https://example.se/plan"


def test_lines_are_a_list():
    field = LinesFormField()
    assert field.clean(" KS 2021/1 \r\n\r\nKS 2021/2") == ["KS 2021/1", "KS 2021/2"]
    assert field.clean("") == []
    assert field.prepare_value(["a", "b"]) == "a\nb"
    assert [field.has_changed(["a"], "a\r\n"), field.has_changed(["a"], "b")] == [False, True]


def test_a_broken_date_says_how_to_write_one(client, section):
    strategy = section.strategy
    response = client.post(page_of(strategy), filled(client.get(page_of(strategy)), valid_from="i fjol"))
    assert "Write 2021-09-21" in errors(response)["valid_from"][0]


def test_a_new_committee_goes_to_ones_own_municipality_only(client, section):
    path = address(CommitteeFactory._meta.model, "add")
    form = {
        "name_sv": "Nämnden",
        "slug": "namnden",
        "kind": "committee",
        "municipality": StrategyFactory().municipality_id,
    }
    assert list(errors(client.post(path, form))) == ["municipality"]
    form["municipality"] = section.strategy.municipality_id
    assert client.post(path, form).status_code == 302
    assert section.strategy.municipality.committees.get().name_sv == "Nämnden"


def test_a_nul_among_case_numbers_is_said_at_the_field(client, section):
    strategy = section.strategy
    response = client.post(page_of(strategy), filled(client.get(page_of(strategy)), case_numbers="KS 1\nKS\x00 2"))
    assert errors(response) == {"case_numbers": ["Null characters are not allowed."]}


def test_other_control_characters_are_taken_out_or_refused(client, section):
    sent = filled(client.get(page_of(section)), title_sv="Fö\x01re", signed_by="\x02")
    assert client.post(page_of(section), sent).status_code == 302
    section.refresh_from_db()
    assert (section.title_sv, section.signed_by) == ("Före", "")
    strategy = section.strategy
    response = client.post(page_of(strategy), filled(client.get(page_of(strategy)), case_numbers="KS\x01 2"))
    assert errors(response) == {"case_numbers": ["Write each case number as a text of its own."]}
