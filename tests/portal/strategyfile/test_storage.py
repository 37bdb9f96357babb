"""An edition becomes equal to its file, whole or not at all, and the history tells of what changed and nothing else."""

import copy

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext

from goals.models import Commitment, Responsibility, Theme
from portal.strategyfile import Fault, StrategyFileError, read, store, written
from strategies.models import Committee, Decision, Footnote, Municipality, RelatedDocument, Section, Strategy
from tests.portal.strategyfile.files import DEMO, commitment, everything_stored, full, small

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

DRAFT, PUBLISHED, SUPERSEDED = Strategy.Status.DRAFT, Strategy.Status.PUBLISHED, Strategy.Status.SUPERSEDED


def refused(data):
    """Give the faults that the database finds in `data`, having seen that nothing was stored."""
    before = everything_stored()
    with pytest.raises(StrategyFileError) as raised:
        store(data)
    assert everything_stored() == before
    return raised.value.faults


def test_everything_that_a_file_can_hold_is_stored():
    strategy = store(full())
    assert written(strategy) == full()
    assert written(Strategy.objects.get()) == full()


def test_a_new_edition_is_a_draft_until_it_is_published():
    assert store(small()).status == DRAFT
    assert store(small(), publish=True).status == PUBLISHED
    assert store(small()).status == PUBLISHED
    assert store(small(edition="2025")).status == DRAFT
    store(small(edition="2025"), publish=True)
    assert dict(Strategy.objects.values_list("edition", "status")) == {"2021": SUPERSEDED, "2025": PUBLISHED}


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_same_file_again_changes_nothing(path):
    data = read(path.read_bytes())
    store(data, publish=True)
    before = everything_stored()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        store(data, publish=True)
    assert everything_stored() == before
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_text_that_sanitising_changes_is_the_same_again():
    data = full()
    data["commitments"][0]["plain"]["sv"] = "Ett <b>hem</b><script>alert(1)</script>\n\nåt alla"
    data["footnotes"][0]["text"]["en"] = "A source."
    store(data)
    assert Commitment.objects.get(uid="caaaaaaaaa").plain_sv == "<p>Ett hem</p>\n<p>åt alla</p>"
    before = everything_stored()
    store(data)
    assert everything_stored() == before


def test_what_changed_in_the_file_changes_and_has_one_line_in_the_history():
    data = full()
    store(data)
    keys = dict(Commitment.objects.values_list("uid", "pk"))
    histories = {model: model.history.count() for model in (Strategy, Section, Commitment, Committee, Responsibility)}
    data["commitments"][0]["children"][0]["plain"]["sv"] = "<p>Bygga fler hem.</p>"
    strategy = store(data)
    assert written(strategy) == data
    assert dict(Commitment.objects.values_list("uid", "pk")) == keys
    told = {model: model.history.count() - count for model, count in histories.items()}
    assert told == {Strategy: 0, Section: 0, Commitment: 1, Committee: 0, Responsibility: 0}
    assert Commitment.history.latest("history_id").uid == "cbbbbbbbbb"


def test_what_the_file_leaves_out_is_emptied_and_deleted():
    store(full())
    strategy = store(small())
    assert written(strategy) == small()
    assert Commitment.history.filter(history_type="-").count() == 2
    assert Section.history.filter(history_type="-").count() == 2
    assert Responsibility.history.filter(history_type="-").count() == 2
    assert Committee.objects.filter(municipality__code="1293").count() == 2


def test_themes_follow_the_file_and_are_in_the_history():
    data = full()
    store(data)
    data["commitments"][0]["themes"] = ["health"]
    assert written(store(data)) == data
    latest = Commitment.objects.get(uid="caaaaaaaaa").history.latest()
    assert [row.theme.slug_en for row in latest.themes.all()] == ["health"]


def test_the_first_version_of_a_new_commitment_has_its_themes():
    store(full())
    for uid, themes in (("caaaaaaaaa", {"governance", "housing"}), ("cbbbbbbbbb", set())):
        version = Commitment.objects.get(uid=uid).history.get()
        assert version.history_type == "+"
        assert {row.theme.slug_en for row in version.themes.all()} == themes


def test_rows_without_a_uid_follow_their_order_in_the_file():
    data = full()
    data["related_documents"] = [{"title": {"sv": name}} for name in "abc"]
    data["footnotes"] += [{"number": 2, "text": {"sv": "<p>Två.</p>"}}]
    store(data)
    for key in ("decisions", "related_documents", "responsibilities"):
        data[key].reverse()
    data["related_documents"].pop()
    data["footnotes"] = [{"number": 1, "text": {"sv": "<p>Ett.</p>"}}, {"number": 3, "text": {"sv": "<p>Tre.</p>"}}]
    assert written(store(data)) == data
    assert (Decision.objects.count(), RelatedDocument.objects.count(), Footnote.objects.count()) == (2, 2, 2)


def test_a_responsibility_that_stays_is_the_same_row():
    data = full()
    store(data)
    before = dict(Responsibility.objects.values_list("role", "pk"))
    data["responsibilities"].insert(0, {"committee": "fullmaktige", "role": "revision", "commitment": None})
    assert written(store(data)) == data
    after = dict(Responsibility.objects.values_list("role", "pk"))
    assert {role: after[role] for role in before} == before


def test_a_committee_that_is_known_keeps_what_it_is_called():
    municipality = Municipality.objects.get(code="1293")
    Committee.objects.create(municipality=municipality, slug="fullmaktige", kind="external", name_sv="Fullmäktige")
    Committee.objects.create(
        municipality=municipality, slug="styrelsen", kind="executive_board", name_sv="KS", name_en="EB"
    )
    store(full())
    assert list(municipality.committees.order_by("slug").values_list("slug", "kind", "name_sv", "name_en")) == [
        ("fullmaktige", "external", "Fullmäktige", "Municipal Council"),
        ("styrelsen", "executive_board", "KS", "EB"),
    ]


def test_committees_belong_to_their_municipality():
    store(full())
    there = copy.deepcopy(full()) | {"municipality": "1381", "sections": [], "commitments": [], "definitions": []}
    there["responsibilities"].pop()
    store(there)
    assert sorted(Committee.objects.values_list("municipality__code", "slug")) == [
        ("1293", "fullmaktige"),
        ("1293", "styrelsen"),
        ("1381", "fullmaktige"),
        ("1381", "styrelsen"),
    ]


def test_an_unknown_municipality_is_refused_and_every_uid_is_not():
    store(full())
    assert refused(full() | {"municipality": "9999"}) == [
        Fault("municipality", "There is no municipality with the code 9999.")
    ]


def test_an_unknown_theme_is_refused_with_the_known_ones():
    data = full()
    data["commitments"][0]["themes"] = ["housing", "boende"]
    Theme.objects.exclude(slug_en__in=["housing", "health"]).delete()
    assert refused(data) == [Fault("commitments[0].themes[1]", "Expected one of: housing, health.")]


def test_a_uid_of_another_series_is_refused():
    store(full())
    other = full() | {"slug": "en-annan", "responsibilities": []}
    message = "This uid belongs to another strategy. Leave the key out and a new uid will be given."
    assert refused(other) == [
        Fault(path, message)
        for path in (
            "commitments[0].children[0].uid",
            "commitments[0].uid",
            "definitions[0].uid",
            "sections[0].children[0].uid",
            "sections[0].uid",
        )
    ]


def test_a_new_edition_keeps_the_uids_of_what_continues():
    store(full(), publish=True)
    newer = full() | {"edition": "2025"}
    assert written(store(newer)) == newer
    assert Commitment.objects.filter(uid="caaaaaaaaa").count() == 2


def test_a_uid_never_changes_what_it_names():
    store(small(sections=[{"uid": "xaaaaaaaaa", "kind": "other", "title": {"sv": "Ett"}}]))
    assert refused(small(edition="2025", commitments=[commitment("xaaaaaaaaa")])) == [
        Fault(
            "commitments[0].uid",
            "This uid is already in the sections of the strategy. Leave it out and a new one will be given.",
        )
    ]


def test_what_has_no_uid_is_given_one_and_keeps_it():
    measures = [{"kind": "measure", "title": {"sv": "Bygga"}} for _index in range(2)]
    data = small(
        sections=[{"kind": "other", "title": {"sv": "Ett"}}],
        commitments=[{"kind": "focus_area", "title": {"sv": "Boende"}, "children": measures}, *measures],
        definitions=[{"term": {"sv": "hem"}}],
    )
    given = written(store(data))
    before = everything_stored()
    assert written(store(data)) == given
    assert everything_stored() == before
    data["commitments"].insert(0, {"kind": "focus_area", "title": {"sv": "Hälsa"}})
    uids = [node["uid"] for node in written(store(data))["commitments"]]
    assert uids[1:] == [node["uid"] for node in given["commitments"]]


def test_what_somebody_writes_meanwhile_does_not_half_store_the_file():
    data = full()
    store(data)
    data["sections"][0]["title"]["sv"] = "Inledning"
    data["commitments"][0]["title"]["sv"] = "Att bo"
    data["commitments"].append(commitment("cccccccccc"))

    def meanwhile(instance, **kwargs):
        if instance.title_sv == "Att bo":
            Commitment.objects.create(strategy=instance.strategy, kind="measure", title_sv="Nytt", position=2)

    post_save.connect(meanwhile, sender=Commitment)
    try:
        [fault] = refused(data)
    finally:
        post_save.disconnect(meanwhile, sender=Commitment)
    assert fault.path == ""
    assert fault.message.startswith("The database refused the strategy. If somebody is editing it, try again later. (")
