"""What the tests of downloads share: contents of real and of small strategies, and what has to stand in a file."""

import re
from functools import partial

import pytest
from django.utils.translation import override

from portal.downloads.content import content
from strategies.richtext import plain_text
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    DefinitionFactory,
    FootnoteFactory,
    ResponsibilityFactory,
    SectionFactory,
    StrategyFactory,
)

SITE = "https://portal.example.se"


def on_site(path):
    """Give the full address of a path."""
    return f"{SITE}{path}"


@pytest.fixture
def content_of():
    """Fetch an edition as downloads have it, with its language active."""
    active = []

    def fetched(strategy, language="sv", wording="plain"):
        active.append(override(language))
        active[-1].__enter__()
        return content(strategy, language, wording, on_site)

    yield fetched
    while active:
        active.pop().__exit__(None, None, None)


@pytest.fixture
def small(db):
    """Make a strategy with something of everything, and parts that are not translated."""
    strategy = StrategyFactory(municipality__name_sv="Provs kommun", title_sv="Plan & mål", title_en="Plan")
    add = partial(CommitmentFactory, strategy=strategy, plain_en="")
    section = SectionFactory(
        strategy=strategy,
        title_sv="Mål",
        title_en="",
        plain_sv='<p>Se<a href="#footnote-1">1</a> <strong>här</strong>: <a href="https://example.se/x">där</a>.</p>'
        "<ul><li>Ett</li><li>Två<ol><li>Inre</li></ol></li></ul><blockquote><p>Sagt.</p></blockquote>"
        '<table><thead><tr><th scope="col">År</th><th scope="col">Tal</th></tr></thead>'
        '<tbody><tr><td rowspan="2">2021</td><td>1</td></tr><tr><td>2</td></tr></tbody></table><p>Slut.</p>',
        plain_en="",
    )
    goal = add(kind="long_term_goal", number="1", title_sv="Bo", section=section, plain_sv="<p>Hem.</p>", position=1)
    add(parent=goal, plain_sv="<p>Hus finns.</p><p>Och mer.</p>", position=1)
    add(parent=goal, plain_sv="<p>Alla bor.</p>", position=2)
    measure = add(parent=goal, kind="measure", plain_sv="<p>=Bygga.</p>", position=3)
    board = CommitteeFactory(municipality=strategy.municipality, name_sv="Byggnadsnämnden", name_en="")
    ResponsibilityFactory(strategy=strategy, commitment=measure, committee=board)
    DefinitionFactory(strategy=strategy, term_sv="hem", plain_sv="<p>Där man bor.</p>")
    FootnoteFactory(strategy=strategy, number=1, text_sv="<p>En källa.</p>")
    FootnoteFactory(strategy=strategy, number=2, text_sv="<p>Utan märke.</p>")
    return strategy


def texts(source):
    """Give the texts of the document from top to bottom, as they have to stand in a file."""
    document = source.document
    found = [text for section in document.sections for text in _of_section(section)]
    found += [text for commitment in document.commitments_outside for text in _of_commitment(commitment)]
    return [squeezed(text) for text in found if text]


def _of_section(view):
    yield from (view.title.text, plain_text(view.text.said.text), view.row.signed_by, view.role.text)
    for definition in view.definitions:
        yield from (definition.term.text, plain_text(definition.text.said.text))
    for child in view.children:
        yield from _of_section(child)
    for commitment in view.commitments:
        yield from _of_commitment(commitment)


def _of_commitment(view):
    yield from (view.title.text, plain_text(view.text.said.text))
    for _kind, _heading, below in view.groups:
        for child in below:
            yield from _of_commitment(child)


def squeezed(text):
    """Give letters and digits only: what breaks lines, numbers lists and marks notes is no part of a text."""
    return re.sub(r"[\W_]+", "", text)


def missing_or_out_of_order(wanted, text):
    """Give the first of the `wanted` texts that does not stand in `text` after the one before, or None."""
    text, at = squeezed(text), 0
    for words in wanted:
        found = text.find(words, at)
        if found < 0:
            return words
        at = found + len(words)
    return None
