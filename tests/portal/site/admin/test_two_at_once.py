"""What several people do in the same moment, each in a thread and over a connection of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from goals.models import Commitment, Responsibility
from strategies.acts import publish
from strategies.models import Act, Committee, Section, Strategy
from tests.admin_pages import address, errors, filled, page_of
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    MunicipalityFactory,
    SectionFactory,
    StrategyFactory,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite there is one writer at a time."),
]

PEOPLE = 12
Kind = Commitment.Kind


def at_once(*acts):
    """Do all `acts` at the same time, and give what each gave."""
    start = Barrier(len(acts))

    def act(do):
        start.wait()
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


@pytest.fixture
def strategy():
    return StrategyFactory(municipality=MunicipalityFactory())


@pytest.fixture
def person(strategy):
    """Give what signs a coordinator in, each time in a browser of their own."""
    user = MembershipFactory(municipality=strategy.municipality).user

    def signed_in():
        client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
        client.force_login(user)
        return client

    return signed_in


def posting(client, path, form):
    return lambda: client.post(path, form)


def measure(strategy, position, **values):
    return CommitmentFactory(strategy=strategy, kind=Kind.MEASURE, position=position, **values)


def above(row):
    return Commitment.objects.values_list("parent_id", flat=True).get(pk=row.pk)


def test_of_two_moves_that_would_make_a_circle_one_is_told_why_not(strategy, person):
    one, other = person(), person()
    for turn in range(1, 9):
        a, b = measure(strategy, 2 * turn), measure(strategy, 2 * turn + 1)
        forms = [filled(one.get(page_of(row)), parent=parent.pk) for row, parent in ((a, b), (b, a))]
        answers = at_once(posting(one, page_of(a), forms[0]), posting(other, page_of(b), forms[1]))
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        refused = next(answer for answer in answers if answer.status_code == 200)
        assert errors(refused) == {"parent": ["The parent is below this one. Choose a parent outside it."]}
        assert Counter([above(a), above(b)]) in (Counter([b.pk, None]), Counter([a.pk, None]))


def test_the_shell_makes_no_circle_either(strategy):
    for turn in range(1, 6):
        a, b = measure(strategy, 2 * turn), measure(strategy, 2 * turn + 1)
        read = {
            (row.pk, under.pk): (Commitment.objects.get(pk=row.pk), Commitment.objects.get(pk=under.pk))
            for row, under in ((a, b), (b, a))
        }

        def put(pair):
            row, row.parent = pair
            try:
                row.save()
            except Exception as error:
                return str(error)

        told = at_once(*[lambda pair=pair: put(pair) for pair in read.values()])
        assert sorted(map(bool, told)) == [False, True]
        assert None in {above(a), above(b)}


def two_hundred_posts(strategy, commitments, doomed, client):
    """Give as many posts as (address, form), of four sorts mixed: adding, answering, moving and deleting."""
    adding = address(Commitment, "add") + f"?strategy={strategy.pk}"
    new = filled(client.get(adding), title_sv="Ny", kind="measure", parent=commitments[0].parent_id)
    committee = CommitteeFactory(municipality=strategy.municipality)
    answering = address(Responsibility, "add") + f"?strategy={strategy.pk}"
    posts = [(adding, new)] * 50
    for row in commitments:
        answer = {"commitment": row.pk, "committee": committee.pk}
        posts += [(answering, answer | {"role": role}) for role in ("lead", "follow_up")]
        posts += [
            (address(Commitment, "changelist"), {"action": action, "_selected_action": [row.pk]})
            for action in ("move_up", "move_down")
        ]
    posts += [(page_of(row, "delete"), {"post": "yes"}) for row in doomed]
    return [post for first in range(7) for post in posts[first::7]]


def each_in_a_place_of_its_own(rows, count):
    """Say whether there are so many rows, no two of them with the same position, and none left out of the way."""
    positions = set(rows.values_list("position", flat=True))
    return (rows.count(), len(positions)) == (count, count) and max(positions) < 1000


def test_two_hundred_posts_at_once_all_get_an_answer_and_lose_nothing(strategy, person):
    area = CommitmentFactory(strategy=strategy, kind=Kind.FOCUS_AREA, position=1)
    commitments = [measure(strategy, position, parent=area) for position in range(1, 31)]
    doomed = [SectionFactory(strategy=strategy, position=position) for position in range(1, 31)]
    at_work = [person() for _number in range(PEOPLE)]
    posts = two_hundred_posts(strategy, commitments, doomed, at_work[0])

    def work(client, share):
        return lambda: [client.post(path, form).status_code for path, form in share]

    answers = at_once(*[work(client, posts[number::PEOPLE]) for number, client in enumerate(at_work)])
    assert Counter(chain.from_iterable(answers)) == {302: 200}
    assert Commitment.objects.filter(title_sv="Ny", parent=area).count() == 50
    assert Section.objects.count() == 0
    assert each_in_a_place_of_its_own(Commitment.objects.filter(parent=area), 80)
    assert each_in_a_place_of_its_own(Responsibility.objects.all(), 60)


def test_of_editions_that_are_published_at_once_one_is_done_and_the_others_asked_about_anew(strategy, person):
    for turn in range(5):
        editions = [
            StrategyFactory(
                municipality=strategy.municipality, slug=f"plan-{turn}", edition=f"202{number}", status="draft"
            )
            for number in range(4)
        ]
        seen = person().get(address(Strategy, "publish", editions[0].pk)).context["seen"]
        posts = [posting(person(), address(Strategy, "publish", row.pk), {"seen": seen}) for row in editions]
        # The first is done; the others are asked again, since something else follows from theirs now.
        assert sorted(answer.status_code for answer in at_once(*posts)) == [200, 200, 200, 302]
        assert Counter(Strategy.objects.filter(slug=f"plan-{turn}").values_list("status", flat=True)) == {
            "published": 1,
            "draft": 3,
        }


def test_acts_at_the_same_time_follow_one_another(strategy):
    editions = [
        StrategyFactory(municipality=strategy.municipality, slug="plan", edition=f"202{number}", status="draft")
        for number in range(4)
    ]
    at_once(*[lambda row=row: publish(row) for row in editions])
    statuses = Counter(Strategy.objects.filter(slug="plan").values_list("status", flat=True))
    assert statuses == {"published": 1, "superseded": 3}
    acts = list(Act.objects.order_by("pk").values_list("strategy", "superseded"))
    assert [superseded for _strategy, superseded in acts] == [None, *[strategy for strategy, _ in acts[:-1]]]


def test_a_row_that_is_deleted_while_it_is_edited_is_gone_or_saved(strategy, person):
    for position in range(1, 9):
        row = SectionFactory(strategy=strategy, position=position)
        form = filled(person().get(page_of(row)), title_sv="Ändrad")
        saved, deleted = at_once(
            posting(person(), page_of(row), form), posting(person(), page_of(row, "delete"), {"post": "yes"})
        )
        assert (saved.status_code, deleted.status_code) == (302, 302)
        assert not Section.objects.filter(pk=row.pk).exists()


def test_a_body_that_is_deleted_while_it_gets_something_to_answer_for_is_kept_or_gone(strategy, person):
    for _turn in range(6):
        body = CommitteeFactory(municipality=strategy.municipality)
        path = address(Responsibility, "add") + f"?strategy={strategy.pk}"
        answers = at_once(
            posting(person(), path, {"committee": body.pk, "role": "lead"}),
            posting(person(), page_of(body, "delete"), {"post": "yes"}),
        )
        assert {answer.status_code for answer in answers} <= {200, 302}
        assert Committee.objects.filter(pk=body.pk).exists() == Responsibility.objects.filter(committee=body).exists()


def test_of_two_editions_of_one_name_that_are_made_at_once_one_is_refused(strategy, person):
    form = {"municipality": strategy.municipality_id, "slug": "ny", "edition": "2026", "kind": "plan", "title_sv": "Ny"}
    answers = at_once(*[posting(person(), address(Strategy, "add"), form) for _number in range(4)])
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    assert Strategy.objects.filter(slug="ny").count() == 1
