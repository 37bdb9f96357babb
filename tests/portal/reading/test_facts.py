"""The facts about a document, in the order and the words in which page and files have them."""

from goals.models import Responsibility
from portal.reading.facts import Facts
from strategies.dates import PartialDate
from strategies.models import Committee, Decision, Strategy

BOARD = Committee(name_sv="Nämnden", name_en="")


def facts(language="en", write_date=str, decisions=(), whole=(), **columns):
    """Give the facts of a strategy that nobody has stored."""
    strategy = Strategy(edition="2024", title_sv="Plan", **columns)
    return Facts(strategy, language, decisions=decisions, whole=whole, write_date=write_date)


def in_words(rows):
    return [(fact.label, fact.value.in_words) for fact in rows]


def test_what_the_document_does_not_say_is_left_out():
    assert in_words(facts().all()) == [("Type of document", "Strategy"), ("Edition", "2024")]


def test_all_are_in_one_order_and_only_the_portals_own_are_ours():
    decided = Decision(body=BOARD, date=PartialDate("2021-09-21"), paragraph="§ 7", reference="KF 7")
    held = Responsibility(committee=BOARD, role=Responsibility.Role.FOLLOW_UP)
    told = facts(
        decisions=[decided],
        whole=[held],
        case_numbers=["A 1", "A 2"],
        valid_from=PartialDate("2022"),
        until_further_notice=True,
        applies_to_sv="Alla",
        applies_to_en="All",
        replaces="Den gamla",
    ).all(status="Withdrawn.")
    assert in_words(told) == [
        ("Type of document", "Strategy"),
        ("Edition", "2024"),
        ("Status", "Withdrawn."),
        ("Adopted", "Nämnden (in Swedish) 2021-09-21 § 7 (KF 7)"),
        ("Case number", "A 1, A 2"),
        ("In force", "from 2022 until further notice"),
        ("Applies to", "All"),
        ("Responsible for follow-up", "Nämnden (in Swedish)"),
        ("Replaces", "Den gamla (in Swedish)"),
    ]
    assert [fact.label for fact in told if fact.ours] == ["Type of document", "Edition", "Status"]


def test_a_reference_that_says_paragraph_and_year_says_them_once():
    decided = Decision(date=PartialDate("2022"), paragraph="§ 8", reference="§ 8/2022")
    assert in_words(facts(decisions=[decided]).all())[-1] == ("Adopted", "§ 8/2022")
    decided.date = PartialDate("2022-03-01")
    assert in_words(facts(decisions=[decided]).all())[-1] == ("Adopted", "2022-03-01 § 8/2022")


def test_a_missing_decision_is_told_only_where_that_is_asked_for():
    assert ("Decision", "Unknown.") in in_words(facts().all(no_decision="Unknown."))


def test_a_resident_reads_who_adopted_it_and_when_with_dates_in_words():
    decisions = [
        Decision(body=BOARD, date=PartialDate("2021-09"), paragraph="§ 7"),
        Decision(kind=Decision.Kind.REVISED, date=PartialDate("2023")),
    ]
    told = facts("sv", lambda date: date.in_words, decisions, valid_until=PartialDate("2030")).in_short()
    assert in_words(told) == [("Adopted by", "Nämnden September 2021"), ("In force", "until 2030")]
