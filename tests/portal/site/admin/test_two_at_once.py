"""What several people do in the same moment, each in a thread and over a connection of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from goals.models import Commitment, Responsibility
from strategies.models import Section, Strategy
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
        assert errors(refused) == {"parent": ["The parent stands below this one. Choose a parent outside it."]}
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


def test_two_hundred_posts_at_once_all_get_an_answer_and_lose_nothing(strategy, person):
    committee = CommitteeFactory(municipality=strategy.municipality)
    area = CommitmentFactory(strategy=strategy, kind=Kind.FOCUS_AREA, position=1)
    commitments = [measure(strategy, position, parent=area) for position in range(1, 31)]
    doomed = [SectionFactory(strategy=strategy, position=position) for position in range(1, 31)]
    at_work = [person() for _number in range(PEOPLE)]
    added = {"title_sv": "Ny", "kind": "measure", "parent": area.pk}
    new = filled(at_work[0].get(address(Commitment, "add") + f"?strategy={strategy.pk}"), **added)
    jobs = [(address(Commitment, "add") + f"?strategy={strategy.pk}", new)] * 50
    answering = address(Responsibility, "add") + f"?strategy={strategy.pk}"
    jobs += [
        (answering, {"commitment": row.pk, "committee": committee.pk, "role": role})
        for row in commitments
        for role in ("lead", "follow_up")
    ]
    jobs += [
        (address(Commitment, "changelist"), {"action": action, "_selected_action": [row.pk]})
        for row in commitments
        for action in ("move_up", "move_down")
    ]
    jobs += [(page_of(row, "delete"), {"post": "yes"}) for row in doomed]
    mixed = [job for first in range(7) for job in jobs[first::7]]

    def work(client, share):
        return lambda: [client.post(path, form).status_code for path, form in share]

    shares = [work(client, mixed[number::PEOPLE]) for number, client in enumerate(at_work)]
    statuses = Counter(status for answers in at_once(*shares) for status in answers)
    assert statuses == {302: len(jobs)}
    assert len(jobs) == 200
    assert Commitment.objects.filter(title_sv="Ny", parent=area).count() == 50
    assert Section.objects.count() == 0
    for rows, count in ((Commitment.objects.filter(parent=area), 80), (Responsibility.objects.all(), 60)):
        positions = list(rows.values_list("position", flat=True))
        assert (len(positions), len(set(positions))) == (count, count)
        assert max(positions) < 1000


def test_editions_that_are_published_at_once_follow_one_another(strategy, person):
    for turn in range(5):
        editions = [
            StrategyFactory(
                municipality=strategy.municipality, slug=f"plan-{turn}", edition=f"202{number}", status="draft"
            )
            for number in range(4)
        ]
        posts = [
            posting(person(), address(Strategy, "changelist"), {"action": "publish", "_selected_action": [row.pk]})
            for row in editions
        ]
        assert [answer.status_code for answer in at_once(*posts)] == [302] * 4
        statuses = Counter(Strategy.objects.filter(slug=f"plan-{turn}").values_list("status", flat=True))
        assert statuses == {"published": 1, "superseded": 3}


def test_a_row_that_is_deleted_while_it_is_edited_is_gone_or_saved(strategy, person):
    for position in range(1, 9):
        row = SectionFactory(strategy=strategy, position=position)
        form = filled(person().get(page_of(row)), title_sv="Ändrad")
        saved, deleted = at_once(
            posting(person(), page_of(row), form), posting(person(), page_of(row, "delete"), {"post": "yes"})
        )
        assert (saved.status_code, deleted.status_code) == (302, 302)
        assert not Section.objects.filter(pk=row.pk).exists()
