"""What a page costs: queries, bytes and cookies, with little content and with much."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goals.models import Commitment, Theme
from strategies.models import Municipality, Strategy
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DefinitionFactory,
    FootnoteFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
    UserFactory,
)

STRATEGY_QUERIES, OTHER_QUERIES = 12, 10
FIRST_VIEW = 60_000  # bytes over the wire
MANY = 1000


@pytest.fixture
def content(db):
    """Two strategies of one municipality with something of everything, and their addresses by kind of page."""
    municipality = Municipality.objects.get(slug="laholm")
    for slug in ("plan", "program"):
        strategy = StrategyFactory(municipality=municipality, slug=slug)
        StrategyFactory(municipality=municipality, slug=slug, edition="2019", status="superseded")
        fill(strategy, CommitteeFactory(municipality=municipality), 2)
    goal = strategy.commitments.filter(parent=None).first()
    committee = strategy.responsibilities.exclude(commitment=None).first().committee
    return {
        "home": "/sv/",
        "municipalities": "/sv/kommuner/",
        "municipality": "/sv/kommuner/laholm/",
        "strategy": "/sv/kommuner/laholm/program/",
        "earlier edition": "/sv/kommuner/laholm/program/2019/",
        "commitment": f"/sv/kommuner/laholm/program/{goal.uid}/",
        "committee": f"/sv/kommuner/laholm/namnder/{committee.slug}/",
        "themes": "/sv/teman/",
        "theme": "/sv/teman/boende/",
        "glossary": "/sv/ordlista/",
        "about": "/sv/om/",
        "accessibility": "/sv/tillganglighet/",
        "not found": "/sv/kommuner/laholmm/",
        "sign in": "/sv/konto/logga-in/",
        "permalink": f"/p/{goal.uid}",
    }


def fill(strategy, committee, number):
    """Give a strategy that many of everything."""
    housing = Theme.objects.get(slug_en="housing")
    start = strategy.sections.count()
    for index in range(start, start + number):
        section = SectionFactory(strategy=strategy, position=index)
        SectionFactory(strategy=strategy, parent=section, position=0)
        area = CommitmentFactory(
            strategy=strategy, section=section, kind="focus_area", title_sv=f"Område {index}", position=index
        )
        goal = CommitmentFactory(strategy=strategy, parent=area, position=0)
        for row in (area, goal):
            row.themes.add(housing)
            ResponsibilityFactory(strategy=strategy, commitment=row, committee=committee)
        ResponsibilityFactory(strategy=strategy, committee__municipality=strategy.municipality)
        DecisionFactory(strategy=strategy, body=committee, position=index)
        DefinitionFactory(strategy=strategy, position=index)
        FootnoteFactory(strategy=strategy, number=index + 1)


def more(number):
    """Add that many strategies of other municipalities, each with a commitment in a theme."""
    others = list(Municipality.objects.exclude(slug="laholm"))
    strategies = [
        Strategy(
            municipality=others[index % len(others)],
            slug=f"plan-{index}",
            edition="2024",
            status="published",
            title_sv=f"Plan {index}",
        )
        for index in range(number)
    ]
    Strategy.objects.bulk_create(strategies)
    rows = [
        Commitment(strategy=strategy, kind="measure", position=0, plain_sv="<p>Vi bygger fler hus.</p>")
        for strategy in strategies
    ]
    Commitment.objects.bulk_create(rows)
    housing = Theme.objects.get(slug_en="housing")
    Commitment.themes.through.objects.bulk_create(
        Commitment.themes.through(commitment=row, theme=housing) for row in rows
    )


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.engine
def test_a_page_costs_the_same_with_one_strategy_and_with_a_thousand(client, content):
    few = {kind: queries(client, address) for kind, address in content.items()}
    strategy = Strategy.objects.get(slug="program", status="published")
    fill(strategy, strategy.responsibilities.exclude(commitment=None).first().committee, 10)
    more(MANY)
    many = {kind: queries(client, address) for kind, address in content.items()}
    assert few == many
    assert max(few["strategy"], few["earlier edition"]) <= STRATEGY_QUERIES
    assert {kind: number for kind, number in few.items() if number > OTHER_QUERIES} == {
        kind: few[kind] for kind in ("strategy", "earlier edition") if few[kind] > OTHER_QUERIES
    }


def test_an_anonymous_visit_sets_no_cookie(client, content):
    for kind, address in content.items():
        response = client.get(address, headers={"accept-language": "sv"})
        # The form for signing in needs its token, which is strictly necessary (lag 2022:482, 9 kap. 28 §).
        assert bool(response.cookies) == (kind == "sign in"), kind


class TestCaching:
    """Anonymous pages can be cached anywhere, and are as fresh as their content."""

    def test_an_unchanged_page_is_not_sent_again(self, client, content):
        for kind, address in content.items():
            if kind in ("permalink", "not found", "sign in"):
                continue
            first = client.get(address)
            assert first.headers["Cache-Control"] == "public, max-age=0, s-maxage=60", kind
            again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
            assert (again.status_code, again.content) == (304, b""), kind

    @pytest.mark.parametrize(
        "edit",
        [
            lambda strategy: Strategy.objects.filter(pk=strategy.pk).update(title_sv="Ny titel"),
            lambda strategy: strategy.sections.update(plain_sv="<p>Ny text</p>"),
            lambda strategy: strategy.commitments.filter(parent=None).update(title_sv="Nytt mål"),
            lambda strategy: strategy.responsibilities.all().delete(),
            lambda strategy: strategy.decisions.update(paragraph="§ 99"),
            lambda strategy: strategy.definitions.update(term_sv="Nytt begrepp"),
            lambda strategy: strategy.footnotes.update(text_sv="<p>Ny not</p>"),
            lambda strategy: strategy.municipality.committees.update(name_sv="Ny nämnd"),
            lambda strategy: Municipality.objects.filter(pk=strategy.municipality_id).update(name_sv="Ny kommun"),
            lambda strategy: strategy.related_documents.create(title_sv="Nytt dokument"),
        ],
    )
    def test_any_edit_that_shows_changes_the_page(self, client, content, edit):
        address = content["strategy"]
        before = client.get(address).headers["ETag"]
        edit(Strategy.objects.get(slug="program", status="published"))
        response = client.get(address, headers={"if-none-match": before})
        assert response.status_code == 200
        assert response.headers["ETag"] != before

    def test_compressed_and_plain_have_the_same_content_and_compatible_tags(self, client, content):
        plain = client.get(content["strategy"])
        packed = client.get(content["strategy"], headers={"accept-encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert packed.headers["ETag"].removeprefix("W/") == plain.headers["ETag"].removeprefix("W/")

    def test_nothing_for_somebody_signed_in_is_kept(self, client, content):
        client.force_login(UserFactory())
        response = client.get(content["strategy"])
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "Cookie" in response.headers["Vary"]


class TestHeaders:
    """Every response is sent with the headers that keep readers safe."""

    def test_public_pages_have_a_strict_policy(self, client, content):
        for kind, address in content.items():
            headers = client.get(address).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, kind
            assert "unsafe" not in policy, kind
            assert "http" not in policy, kind
            assert headers["X-Content-Type-Options"] == "nosniff", kind
            assert headers["X-Frame-Options"] == "DENY", kind
            assert headers["Referrer-Policy"] == "same-origin", kind
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", kind
            assert headers["Permissions-Policy"].startswith("camera=()"), kind

    def test_pages_have_nothing_inline_and_ask_nobody_else(self, client, content):
        for kind, address in content.items():
            page = client.get(address).content.decode()
            assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page), kind
            assert not re.search(r"<script(?![^>]*(?:\bsrc=|ld\+json))", page), kind
            for loaded in re.findall(
                r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]+)"', page
            ):
                assert loaded.startswith("/static/"), kind


def test_the_first_view_of_any_page_fits_in_60_kb(client, content, hassleholm, laholm, ornskoldsvik):
    more(MANY)
    real = {strategy.slug: strategy.get_absolute_url() for strategy in (hassleholm, laholm, ornskoldsvik)}
    for kind, address in (content | real).items():
        response = client.get(address, headers={"accept-encoding": "gzip"})
        weight = len(response.content)
        page = client.get(address).content.decode()
        for name in set(re.findall(rf'{settings.STATIC_URL}([^"#]+)', page)):
            weight += len(gzip.compress(Path(finders.find(name)).read_bytes()))
        assert weight <= FIRST_VIEW, (kind, weight)
