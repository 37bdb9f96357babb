"""Facts about a document: from labels, tables, lines and sentences."""

import pytest

from tests.portal.importer.recognising.reading import example

TEXT = "\n\nInledning\n\nVi börjar här.\n\nUppföljning\n\nVi ser efter.\n"


def facts(front, text=TEXT):
    return example(f"Plan för integration\n\n{front}{text}")


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("Antagen: Kf § 58, 2010-06-16", [("adopted", "kommunfullmaktige", "2010-06-16", "§ 58")]),
        ("Stds 4.11.2019 § 301 (justerat)", [("revised", "stadsstyrelsen", "2019-11-04", "§ 301")]),
        (
            "Reviderad av kommunfullmäktige 2014-02-24, § 12 samt 2018-10-29, § 131",
            [
                ("revised", "kommunfullmaktige", "2014-02-24", "§ 12"),
                ("revised", "kommunfullmaktige", "2018-10-29", "§ 131"),
            ],
        ),
        ("Aktualitetsprövad av kommunstyrelsen maj 2017", [("confirmed", "kommunstyrelsen", "2017-05", None)]),
        (
            "Beslutat av: Kommunfullmäktige\nNär: 2022-03-28, § 31",
            [("adopted", "kommunfullmaktige", "2022-03-28", "§ 31")],
        ),
        (
            "Beslutad av: Socialnämnden | Datum: 2022-12-05 | Dnr: SN/2022:7",
            [("adopted", "socialnamnden", "2022-12-05", None)],
        ),
        (
            'Antaget av kommunfullmäktige 1994-06-20, § 74\nÄndrat -"- 1997-11-24, § 131',
            [
                ("adopted", "kommunfullmaktige", "1994-06-20", "§ 74"),
                ("revised", "kommunfullmaktige", "1997-11-24", "§ 131"),
            ],
        ),
    ],
)
def test_decisions_are_read_in_their_many_forms(front, found):
    rows = facts(front)["decisions"]
    assert [(row["kind"], row.get("body"), row.get("date"), row.get("paragraph")) for row in rows] == found


def test_a_case_number_is_no_decision_of_the_board_whose_letters_it_has():
    file = facts("Antagen av KF den 25 april 2018, § 44. Dnr KS/2017:361.")
    assert file["decisions"] == [
        {"kind": "adopted", "body": "kommunfullmaktige", "date": "2018-04-25", "paragraph": "§ 44"}
    ]
    assert file["case_numbers"] == ["KS/2017:361"]


def test_several_labels_on_a_line_are_each_read():
    file = facts("Dokumentägare: Kommundirektör Dokumentansvarig: Enhetschef Revideras: Vid behov")
    assert [(row["role"], row["committee"]) for row in file["responsibilities"]] == [
        ("owner", "kommundirektor"),
        ("revision", "enhetschef"),
    ]
    assert file["review"] == {"sv": "Vid behov"}


def test_sentences_tell_what_no_label_does():
    text = "\n\nInledning\n\nPlanen är antagen av kommunfullmäktige den 12 april 2021, § 47, och gäller tills vidare. "
    file = facts("", f"{text}Planen ersätter Policy för möten från 2009.\n")
    assert file["decisions"] == [
        {"kind": "adopted", "body": "kommunfullmaktige", "date": "2021-04-12", "paragraph": "§ 47"}
    ]
    assert (file["until_further_notice"], file["replaces"]) == (True, "Policy för möten från 2009")
    assert "Planen är antagen" in file["sections"][0]["text"]["sv"]


def test_the_years_of_a_title_are_its_period_where_nothing_else_tells():
    file = example(f"Plan för integration 2022–2026{TEXT}")
    assert (file["valid_from"], file["valid_until"]) == ("2022", "2026")
    assert example(f"Plan för integration 2022–2026\n\nGäller: t.o.m. 2025{TEXT}")["valid_until"] == "2025"


def test_other_documents_decisions_are_not_this_ones():
    text = "\n\nInledning\n\nKommunstyrelsen beslutade 2019-03-12 § 47 om pengar. Strategin för barn antogs 2011.\n"
    assert "decisions" not in facts("", text)
