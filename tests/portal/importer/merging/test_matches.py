"""Which part of a document is which part of an edition."""

import pytest

from portal.importer.merging.matches import By, kind_of, letters, matches, parts, title_letters


def titled(title, *children, kind="focus_area", **keys):
    """Give a commitment with a title."""
    return {"kind": kind, "title": {"sv": title}, **keys} | ({"children": list(children)} if children else {})


def act(text, wording="text", kind="measure", **keys):
    """Give a commitment without a title."""
    return {"kind": kind, wording: {"sv": f"<p>{text}</p>"}, **keys}


def found(existing, recognised):
    """Give what each part of the document was matched with: (words, words, by), or None for what is new."""

    def words(part):
        entry = part.entry
        return next(entry[name]["sv"] for name in ("title", "text", "plain") if name in entry)

    here, there = parts(existing, kind_of), parts(recognised, kind_of)
    result = matches(here, there)
    return [(words(result[part].part), words(part), result[part].by) if part in result else None for part in there]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arbete och sysselsättning", "ARBETE OCH  SYSSELSÄTTNING"),
        ("Aktiv fritid/sociala nätverk", "Aktiv fritid / sociala nätverk."),
        ("Kultur- och fritid", "Kultur och fritid"),
        ("Inledning", "1. Inledning"),
        ("Mottagande", "2.3 Mottagande"),
        ("A\u030arsplan", "Årsplan"),
    ],
)
def test_titles_are_compared_without_case_spaces_punctuation_and_chapter_number(one, other):
    assert title_letters(one) == title_letters(other)


def test_a_title_that_is_all_number_keeps_it():
    assert title_letters("2030") == "2030"
    assert letters("§ 7 b") == "7b"


def test_titles_match_wherever_they_stand():
    existing = [titled("Boende"), titled("Arbete", titled("Praktik"))]
    assert found(existing, [titled("Praktik"), titled("Arbete"), titled("Boende")]) == [
        ("Praktik", "Praktik", By.TITLE),
        ("Arbete", "Arbete", By.TITLE),
        ("Boende", "Boende", By.TITLE),
    ]


def test_a_title_that_stands_twice_goes_by_its_parent():
    existing = [titled("Skola", titled("Mål", plain={"sv": "<p>1</p>"})), titled("Arbete", titled("Mål"))]
    here = parts(existing, kind_of)
    there = parts([titled("Arbete", titled("Mål")), titled("Skola", titled("Mål"))], kind_of)
    result = matches(here, there)
    assert [result[part].part.order for part in there] == [2, 3, 0, 1]


def test_a_misprint_is_seen_through_but_another_title_is_not():
    assert found([titled("Delaktighet")], [titled("Delaktigeht")]) == [("Delaktighet", "Delaktigeht", By.LIKE_TITLE)]
    assert found([titled("Utbildning")], [titled("Vuxenutbildning")]) == [None]


def test_a_long_term_goal_may_be_a_focus_area_and_a_measure_may_not():
    assert found([titled("Bo")], [titled("Bo", kind="long_term_goal")]) == [("Bo", "Bo", By.TITLE)]
    assert found([titled("Bo")], [titled("Bo", kind="measure")]) == [None]


def test_as_many_without_titles_go_by_place():
    existing = [titled("Bo", act("Hus byggs.", "plain"), act("Köer kortas.", "plain"))]
    recognised = [titled("Bo", act("Beståndet utökas."), act("Väntetid minskas."))]
    assert [match and match[2] for match in found(existing, recognised)] == [By.TITLE, By.PLACE, By.PLACE]


def test_where_counts_differ_the_most_alike_go_together():
    existing = [
        act("Kommunen bygger bostäder.", "plain"),
        act("Skolan lär ut svenska.", "plain"),
        act("Föreningar får bidrag.", "plain"),
    ]
    recognised = [act("Bidrag till föreningar ges av nämnden."), act("Simhallen öppnas.")]
    assert found(existing, recognised) == [
        ("<p>Föreningar får bidrag.</p>", "<p>Bidrag till föreningar ges av nämnden.</p>", By.LIKENESS),
        None,
    ]


def test_a_number_tells_more_than_the_place():
    existing = [act("Ett.", "plain", number="1"), act("Tre.", "plain", number="3")]
    recognised = [act("Uno.", number="1"), act("Due.", number="2"), act("Tre.", number="3.")]
    matched = found(existing, recognised)
    assert [match and match[2] for match in matched] == [By.NUMBER, None, By.NUMBER]


def test_the_same_text_matches_even_where_it_has_moved():
    existing = [titled("Bo", act("Vi bygger.")), titled("Lära")]
    recognised = [titled("Bo"), titled("Lära", act("Vi  bygger!"))]
    assert found(existing, recognised)[2] == ("<p>Vi bygger.</p>", "<p>Vi  bygger!</p>", By.TEXT)


def test_a_part_with_text_may_have_another_role():
    text = {"text": {"sv": "<p>Vi bygger fler bostäder nära skolan.</p>"}}
    pair = [titled("Bo") | text], [titled("Bo", kind="measure") | text]
    assert found(*pair) == [("Bo", "Bo", By.TITLE)]
