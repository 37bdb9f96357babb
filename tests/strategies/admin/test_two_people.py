"""Two people with the same form open, one saving after the other: nothing that either of them wrote is lost."""

import re

import pytest

from goals.models import Theme
from strategies.fields import outdated_translations
from strategies.models import Strategy
from tests.admin_pages import errors, filled, messages, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    MembershipFactory,
    RelatedDocumentFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client):
    section = SectionFactory(plain_sv="<p>Alla har ett hem.</p>", plain_en="<p>Everyone has a home.</p>")
    user = UserFactory(first_name="Anna", last_name="Ek")
    client.force_login(MembershipFactory(municipality=section.strategy.municipality, user=user).user)
    return section


def opened(client, row):
    """Give what a browser would post from the row's form as it is shown now."""
    return filled(client.get(page_of(row)))


def save(client, row, form, **changes):
    """Send a form that was opened before, with `changes` typed in."""
    return client.post(page_of(row), {**form, **changes})


def box(response, name="plain_sv"):
    """Give what the page says at a field that both have changed, without its markup."""
    html = errors(response)[name][0]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_fields_that_only_one_of_the_two_changed_are_merged(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), title_sv="Hennes rubrik", signed_by="Hon")
    response = client.post(page_of(section), form | {"plain_sv": "<p>Min text.</p>"}, follow=True)
    section.refresh_from_db()
    assert (section.title_sv, section.signed_by, section.plain_sv) == ("Hennes rubrik", "Hon", "<p>Min text.</p>")
    told = messages(response)[-2]
    assert told.startswith("Anna Ek changed this (")
    assert told.endswith(" while you were writing. Kept from there: Title in Swedish, Signed by.")


def test_a_form_that_nobody_wrote_in_writes_nothing_over(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), title_sv="Hennes rubrik")
    versions = section.history.count()
    save(client, section, form)
    section.refresh_from_db()
    assert (section.title_sv, section.history.count()) == ("Hennes rubrik", versions)


def test_a_field_that_both_changed_shows_both_wordings_and_saves_nothing(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Alla har ett eget hem.</p>", title_sv="Hennes")
    response = save(client, section, form, plain_sv="<p>Alla unga har ett hem.</p>", signed_by="Jag")
    section.refresh_from_db()
    assert (section.plain_sv, section.signed_by) == ("<p>Alla har ett eget hem.</p>", "")
    shown = response.context["adminform"].form
    assert shown["plain_sv"].value() == "<p>Alla unga har ett hem.</p>"
    assert (shown["signed_by"].value(), shown["title_sv"].value()) == ("Jag", "Hennes")
    assert box(response).startswith("Anna Ek changed this (")
    assert "Alla [only in yours: unga ] har ett [only in theirs: eget ] hem." in box(response)
    assert "<del>" in errors(response)["plain_sv"][0]
    assert "<ins>" in errors(response)["plain_sv"][0]
    [above] = errors(response)["__all__"]
    assert "Nothing is saved yet: both of you changed the field marked below." in above
    assert above.endswith("Taken over from there: Title in Swedish.")


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ({}, "<p>Min.</p>"),
        ({"theirs_plain_sv": "on"}, "<p>Hennes.</p>"),
        ({"plain_sv": "<p>Vår.</p>"}, "<p>Vår.</p>"),
    ],
)
def test_one_chooses_ones_own_theirs_or_a_third(client, section, choice, text):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Hennes.</p>")
    again = filled(save(client, section, form, plain_sv="<p>Min.</p>", title_sv="Rubrik"))
    assert save(client, section, again, **choice).status_code == 302
    section.refresh_from_db()
    assert (section.plain_sv, section.title_sv) == (text, "Rubrik")


def test_a_third_person_meanwhile_is_seen_too(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Hennes.</p>")
    again = filled(save(client, section, form, plain_sv="<p>Min.</p>"))
    save(client, section, opened(client, section), plain_sv="<p>Hans.</p>")
    assert list(errors(save(client, section, again))) == ["plain_sv", "__all__"]
    section.refresh_from_db()
    assert section.plain_sv == "<p>Hans.</p>"


def test_the_same_words_from_both_are_no_conflict(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Samma.</p>")
    assert save(client, section, form, plain_sv="<p>Samma.</p>").status_code == 302


@pytest.mark.parametrize("version", ["", "forged", None, "another row's"])
def test_a_form_that_does_not_say_what_it_was_made_from_overwrites_nothing(client, section, version):
    form = opened(client, section)
    other = SectionFactory(strategy=section.strategy, title_sv=section.title_sv)
    version = opened(client, other)["version"] if version == "another row's" else version
    sent = {key: value for key, value in (form | {"version": version}).items() if value is not None}
    response = client.post(page_of(section), sent | {"title_sv": "Ny"})
    assert list(errors(response)) == ["title_sv", "__all__"]
    assert client.post(page_of(section), sent).status_code == 302


def test_a_row_that_changed_without_a_history_is_held_to_the_same(client, section):
    form = opened(client, section)
    type(section).objects.filter(pk=section.pk).update(plain_sv="<p>Hennes.</p>", title_sv="Hennes")
    assert list(errors(save(client, section, form, plain_sv="<p>Min.</p>"))) == ["plain_sv", "__all__"]
    save(client, section, form, signed_by="Jag")
    section.refresh_from_db()
    assert (section.title_sv, section.plain_sv, section.signed_by) == ("Hennes", "<p>Hennes.</p>", "Jag")


def test_what_cannot_be_read_stays_older_until_it_can(client, section):
    strategy = section.strategy
    FootnoteFactory(strategy=strategy, number=1)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"footnotes-0-number": 2})
    again = filled(save(client, strategy, form, **{"footnotes-0-number": "x"}))
    response = save(client, strategy, again, **{"footnotes-0-number": 3})
    assert list(errors(response)) == ["footnotes-0-number", "footnotes-0-__all__"]


def test_themes_are_united(client, section):
    first, second, third = Theme.objects.all()[:3]
    commitment = CommitmentFactory(strategy=section.strategy)
    commitment.themes.set([first])
    form = opened(client, commitment)
    save(client, commitment, opened(client, commitment), themes=[second.pk])
    save(client, commitment, form, themes=[first.pk, third.pk])
    assert set(commitment.themes.all()) == {second, third}


def test_english_made_from_an_older_swedish_is_out_of_date(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Ny svenska.</p>")
    save(client, section, form, plain_en="<p>Everyone has a house.</p>")
    section.refresh_from_db()
    assert (section.plain_sv, section.plain_en) == ("<p>Ny svenska.</p>", "<p>Everyone has a house.</p>")
    assert outdated_translations(section) == ["plain"]


def test_english_that_was_called_right_before_the_swedish_changed_is_out_of_date(client, section):
    section.plain_sv = "<p>Ny.</p>"
    section.save()
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Nyare.</p>")
    save(client, section, form, still_right="on")
    section.refresh_from_db()
    assert outdated_translations(section) == ["plain"]


def test_english_of_a_form_that_was_shown_again_stays_out_of_date_until_it_is_written_anew(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), plain_sv="<p>Ny svenska.</p>", signed_by="Hon")
    again = filled(save(client, section, form, plain_en="<p>From the old.</p>", signed_by="Jag"))
    save(client, section, again)
    section.refresh_from_db()
    assert (section.signed_by, outdated_translations(section)) == ("Jag", ["plain"])
    save(client, section, opened(client, section), plain_en="<p>From the new.</p>")
    section.refresh_from_db()
    assert outdated_translations(section) == []


def test_english_from_the_swedish_of_the_same_form_is_up_to_date(client, section):
    form = opened(client, section)
    save(client, section, opened(client, section), signed_by="Hon")
    save(client, section, form, plain_sv="<p>Min.</p>", plain_en="<p>Mine.</p>")
    section.refresh_from_db()
    assert outdated_translations(section) == []


def test_an_older_version_is_brought_back_over_what_was_seen_alone(client, section):
    old = section.history.first()
    path = f"{page_of(section, 'history')}{old.pk}/"
    save(client, section, opened(client, section), title_sv="Två", plain_sv="<p>Två.</p>")
    form = filled(client.get(path))
    save(client, section, opened(client, section), title_sv="Tre")
    assert list(errors(client.post(path, form))) == ["title_sv", "__all__"]
    again = filled(client.post(path, form))
    client.post(path, again)
    section.refresh_from_db()
    assert (section.title_sv, section.plain_sv) == (old.title_sv, old.plain_sv)


def test_rows_on_a_page_are_merged_each_by_itself(client, section):
    strategy = section.strategy
    one, two = FootnoteFactory(strategy=strategy, number=1), FootnoteFactory(strategy=strategy, number=2)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"footnotes-0-text_sv": "<p>Hennes.</p>"})
    response = save(client, strategy, form, **{"footnotes-1-text_sv": "<p>Min.</p>"})
    assert response.status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.text_sv, two.text_sv) == ("<p>Hennes.</p>", "<p>Min.</p>")
    response = save(client, strategy, form, **{"footnotes-0-text_sv": "<p>Min.</p>"})
    assert list(errors(response)) == ["footnotes-0-text_sv", "footnotes-0-__all__"]
    assert 'name="footnotes-0-theirs_text_sv"' in response.content.decode()


def test_a_row_deleted_meanwhile_is_told_of(client, section):
    strategy = section.strategy
    FootnoteFactory(strategy=strategy, number=1), FootnoteFactory(strategy=strategy, number=2)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"footnotes-0-DELETE": "on"})
    changes = {"title_sv": "Min", "footnotes-1-text_sv": "<p>Min.</p>"}
    told = messages(client.post(page_of(strategy), form | changes, follow=True))
    strategy.refresh_from_db()
    assert strategy.title_sv == "Min"
    assert list(strategy.footnotes.values_list("number", "text_sv")) == [(2, "<p>Min.</p>")]
    assert told[-2].startswith("Footnote “1” has been deleted meanwhile (Anna Ek, ")


def test_what_was_written_in_a_row_that_is_gone_is_offered_as_a_new_one(client, section):
    strategy = section.strategy
    FootnoteFactory(strategy=strategy, number=1), FootnoteFactory(strategy=strategy, number=2)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"footnotes-0-DELETE": "on"})
    response = save(client, strategy, form, title_sv="Min", **{"footnotes-0-text_sv": "<p>Min.</p>"})
    assert strategy.footnotes.count() == 1
    [[text]] = errors(response).values()
    assert "What you had written stands here as a new row." in text
    assert save(client, strategy, filled(response)).status_code == 302
    assert set(strategy.footnotes.values_list("number", "text_sv")) == {(1, "<p>Min.</p>"), (2, "<p>En källa.</p>")}


def test_a_row_that_both_delete_is_gone(client, section):
    FootnoteFactory(strategy=section.strategy)
    form = opened(client, section.strategy) | {"footnotes-0-DELETE": "on"}
    save(client, section.strategy, form)
    assert save(client, section.strategy, form).status_code == 302


def test_a_row_that_says_something_new_is_not_deleted_unseen(client, section):
    strategy = section.strategy
    note = FootnoteFactory(strategy=strategy)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"footnotes-0-text_sv": "<p>Hennes.</p>"})
    response = save(client, strategy, form, **{"footnotes-0-DELETE": "on"})
    assert strategy.footnotes.get() == note
    assert "mark it again if it is still to be deleted" in errors(response)["footnotes-0-__all__"][0]
    again = filled(response)
    assert (again["footnotes-0-text_sv"], "footnotes-0-DELETE" in again) == ("<p>Hennes.</p>", False)
    save(client, strategy, again, **{"footnotes-0-DELETE": "on"})
    assert not strategy.footnotes.exists()


def test_a_row_that_somebody_added_stays(client, section):
    strategy = section.strategy
    form = opened(client, strategy)
    FootnoteFactory(strategy=strategy, number=7)
    save(client, strategy, form, title_sv="Min")
    assert strategy.footnotes.get().number == 7


def test_an_order_that_nobody_wished_for_is_not_brought_back(client, section):
    strategy = section.strategy
    first, second, third = (
        DefinitionFactory(strategy=strategy, position=place, term_sv=str(place)) for place in (1, 2, 3)
    )
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"definitions-2-place": 1})
    save(client, strategy, form, **{"definitions-0-plain_sv": "<p>Min.</p>"})
    assert list(strategy.definitions.all()) == [third, first, second]
    save(client, strategy, form, **{"definitions-1-place": 1})
    assert list(strategy.definitions.all()) == [second, third, first]


@pytest.mark.parametrize("key", ["theirs", "twice", "nobody's", "nonsense"])
def test_rows_from_elsewhere_are_refused(client, section, key):
    strategy = section.strategy
    mine, theirs = RelatedDocumentFactory(strategy=strategy), RelatedDocumentFactory(title_sv="Hemlig")
    RelatedDocumentFactory(strategy=strategy)
    sent = {"theirs": theirs.pk, "twice": mine.pk, "nobody's": 999_999, "nonsense": "x"}[key]
    form = opened(client, strategy)
    response = save(client, strategy, form, title_sv="Ny", **{"related_documents-1-id": sent})
    inline = next(one for one in response.context["inline_admin_formsets"] if one.formset.non_form_errors())
    assert inline.formset.non_form_errors() == [
        "A row that does not belong to this page was sent. Nothing is saved. Open the page again."
    ]
    assert Strategy.objects.get(pk=strategy.pk).title_sv != "Ny"


def test_a_stored_row_cannot_be_sent_as_a_new_one(client, section):
    strategy = section.strategy
    RelatedDocumentFactory(strategy=strategy)
    form = opened(client, strategy) | {"related_documents-INITIAL_FORMS": 0}
    assert save(client, strategy, form).status_code == 200
    assert strategy.related_documents.count() == 1


def test_a_choice_that_both_made_is_shown_in_words(client, section):
    strategy = section.strategy
    first, second = (CommitteeFactory(municipality=strategy.municipality, name_en=name) for name in ("First", "Second"))
    DecisionFactory(strategy=strategy)
    form = opened(client, strategy)
    save(client, strategy, opened(client, strategy), **{"decisions-0-body": first.pk, "until_further_notice": "on"})
    response = save(client, strategy, form, **{"decisions-0-body": second.pk})
    assert " First Use theirs" in box(response, "decisions-0-body")
    assert list(errors(response)) == ["decisions-0-body", "decisions-0-__all__"]
