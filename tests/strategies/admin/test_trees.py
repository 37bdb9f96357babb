"""Rows in a tree: listed, moved and placed."""

import pytest

from strategies.admin.trees import in_tree_order
from strategies.models import Section, Strategy
from tests.admin_pages import address, errors, filled, messages, page_of
from tests.factories import MembershipFactory, MunicipalityFactory, SectionFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

LIST = "/admin/strategies/section/"


@pytest.fixture
def strategy(client):
    """Give a strategy with the sections a (a1, a2), b and c, made in another order than they stand."""
    strategy = StrategyFactory(municipality=MunicipalityFactory(code="9000"))
    c = SectionFactory(strategy=strategy, title_sv="c", title_en="c", position=3)
    a = SectionFactory(strategy=strategy, title_sv="a", title_en="a", position=1)
    SectionFactory(strategy=strategy, title_sv="b", title_en="b", position=2)
    SectionFactory(strategy=strategy, title_sv="a2", title_en="a2", parent=a, position=2)
    SectionFactory(strategy=strategy, title_sv="a1", title_en="a1", parent=a, position=1)
    assert c.pk < a.pk
    client.force_login(MembershipFactory(municipality=strategy.municipality).user)
    return strategy


def section(title):
    return Section.objects.get(title_sv=title)


def listed(response):
    return [(row.title_sv, row.depth) for row in response.context["cl"].result_list]


def move(client, action, *titles):
    chosen = [section(title).pk for title in titles]
    return client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)


def test_the_list_follows_the_document(client, strategy):
    assert listed(client.get(LIST)) == [("a", 0), ("a1", 1), ("a2", 1), ("b", 0), ("c", 0)]


def test_a_search_keeps_the_order_and_the_depth(client, strategy):
    assert listed(client.get(LIST + "?q=2")) == [("a2", 1)]


def test_pages_of_the_list_continue_one_another(strategy):
    other = StrategyFactory(municipality=MunicipalityFactory(code="9999"))
    for position, title in enumerate("xyz", start=1):
        SectionFactory(strategy=other, title_sv=title, position=position)
    rows = Section.objects.all()
    whole = [row.title_sv for row in in_tree_order(rows, 0, 8)]
    assert whole == ["a", "a1", "a2", "b", "c", "x", "y", "z"]
    for size in (1, 3, 4, 7):
        pages = [in_tree_order(rows, start, min(start + size, 8)) for start in range(0, 8, size)]
        assert [row.title_sv for page in pages for row in page] == whole
    assert in_tree_order(rows.filter(title_sv="nothing"), 0, 0) == []


def test_a_row_moves_up_and_down_among_its_siblings(client, strategy):
    assert messages(move(client, "move_up", "c")) == ["1 row moved."]
    assert [title for title, _depth in listed(client.get(LIST))] == ["a", "a1", "a2", "c", "b"]
    move(client, "move_down", "a1")
    assert [title for title, _depth in listed(client.get(LIST))] == ["a", "a2", "a1", "c", "b"]


def test_rows_that_are_moved_together_stay_together(client, strategy):
    assert messages(move(client, "move_up", "b", "c")) == ["2 rows moved."]
    assert [title for title, _depth in listed(client.get(LIST))] == ["b", "c", "a", "a1", "a2"]
    assert messages(move(client, "move_up", "b", "c")) == ["Nothing moved: it is already at the end."]
    move(client, "move_down", "b", "c")
    assert [title for title, _depth in listed(client.get(LIST))] == ["a", "a1", "a2", "b", "c"]


def test_a_move_tells_the_history_who_made_it(client, strategy):
    move(client, "move_up", "b")
    person = section("b").history.first().history_user
    assert person == strategy.municipality.memberships.get().user


def test_a_new_row_comes_last_under_its_parent(client, strategy):
    path = address(Section, "add") + f"?strategy={strategy.pk}"
    form = filled(client.get(path), title_sv="a3", parent=section("a").pk)
    assert client.post(path, form).status_code == 302
    assert (section("a3").position, section("a3").strategy) == (3, strategy)
    assert client.post(path, filled(client.get(path), title_sv="d")).status_code == 302
    assert section("d").position == 4


def test_a_row_that_changes_parent_comes_last_among_its_new_siblings(client, strategy):
    row = section("b")
    client.post(page_of(row), filled(client.get(page_of(row)), parent=section("a").pk))
    assert [title for title, _depth in listed(client.get(LIST))] == ["a", "a1", "a2", "b", "c"]
    assert section("b").position == 3
    client.post(page_of(row), filled(client.get(page_of(row)), title_sv="b"))
    assert section("b").position == 3


def test_parents_are_offered_as_an_outline_without_what_stands_below(client, strategy):
    form = client.get(page_of(section("a"))).context["adminform"].form
    assert [label for _key, label in form.fields["parent"].choices] == ["at the top", "b", "c"]
    form = client.get(page_of(section("c"))).context["adminform"].form
    assert [label for _key, label in form.fields["parent"].choices][1:] == ["a", "\u2003a1", "\u2003a2", "b"]


def test_a_circle_is_refused_with_a_message(client, strategy):
    row = section("a")
    response = client.post(page_of(row), filled(client.get(page_of(row)), parent=section("a1").pk))
    assert errors(response) == {"parent": ["The parent is below this one. Choose a parent outside it."]}


def test_the_strategy_of_a_new_row_is_chosen_first(client, strategy):
    path = address(Section, "add")
    response = client.get(path)
    assert response["Location"] == f"{path}?strategy={strategy.pk}"
    second = StrategyFactory(municipality=strategy.municipality, status=Strategy.Status.DRAFT)
    theirs = StrategyFactory()
    page = client.get(path + "?_popup=1")
    assert [row for row, _query in page.context["strategies"]] == [strategy, second]
    assert f"?_popup=1&amp;strategy={second.pk}" in page.content.decode()
    filtered = client.get(path + f"?_changelist_filters=strategy__id__exact%3D{second.pk}")
    assert f"strategy={second.pk}" in filtered["Location"]
    for wrong in (theirs.pk, "x", "999999"):
        assert "strategies" in client.get(f"{path}?strategy={wrong}").context
        assert "strategies" in client.post(f"{path}?strategy={wrong}", {"title_sv": "Ny", "kind": "other"}).context
    assert Section.objects.filter(title_sv="Ny").count() == 0


def test_without_a_strategy_one_is_told_to_make_it_first(client):
    client.force_login(MembershipFactory().user)
    page = client.get(address(Section, "add")).content.decode()
    assert address(Strategy, "add") in page
