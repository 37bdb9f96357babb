"""Every page of the admin, for every model, as everybody who could come to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.urls import reverse
from django.utils import translation

from goals.models import Theme
from strategies.admin.scoped import Scoped
from strategies.models import Membership, Municipality
from tests.admin_pages import address, filled, page_of
from tests.databases import Databases
from tests.factories import MembershipFactory, UserFactory
from tests.portal.site.admin.world import EDITABLE, READ_ONLY, VIEWABLE, Side, side

pytestmark = pytest.mark.django_db

User = get_user_model()
MODELS: list[Any] = list(admin.site._registry)
each_model = pytest.mark.parametrize("model", MODELS)
each_owned_model = pytest.mark.parametrize("model", [model for model in MODELS if model is not Theme])
each_edited_model = pytest.mark.parametrize("model", [model for model in MODELS if model in EDITABLE])


@pytest.fixture(scope="module")
def world(databases: Databases, django_db_blocker: Any) -> Iterator[dict[str, Side]]:
    """Make both municipalities, once for the walk; what a test changes is rolled back to where they stand."""
    with django_db_blocker.unblock():
        databases.connect()
        with transaction.atomic():
            yield {word: side(word) for word in ("egen", "hemlig")}
            transaction.set_rollback(True)


@pytest.fixture
def ours(world):
    return world["egen"]


@pytest.fixture
def theirs(world):
    return world["hemlig"]


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what an address has changed, so that the next one meets the world as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def row_of(model: Any, side: Any) -> Any:
    """Give the side's row of the model; a theme is everybody's."""
    if model is not Theme:
        return side.rows[model]
    theme: Any = Theme.objects.first()
    theme.save()  # the first themes have no history
    return theme


def last_version(row: Any) -> int:
    """Give the number of the row's last version, or of one that is not there for models without a history."""
    return row.history.first().history_id if hasattr(row, "history") else 1


def pages(model: Any, row: Any) -> dict[str, str]:
    """Give every address that the model's admin answers at, about `row` where it is about one."""
    found = {
        "list": address(model, "changelist"),
        "search": address(model, "changelist") + "?q=allm",
        "facets": address(model, "changelist") + "?_facets=True",
        "popup": address(model, "changelist") + "?_popup=1&_to_field=id",
        "add": address(model, "add"),
        "change": page_of(row),
        "delete": page_of(row, "delete"),
        "history": page_of(row, "history"),
    }
    strategy = getattr(row, "strategy_id", None)
    if strategy:
        found["add to the strategy"] = address(model, "add") + f"?strategy={strategy}"
        found["filtered"] = address(model, "changelist") + f"?strategy__id__exact={strategy}"
    if hasattr(row, "history"):
        found["version"] = address(model, "simple_history", row.pk, last_version(row))
    if isinstance(row, AbstractUser):
        found["password"] = reverse("admin:auth_user_password_change", args=[row.pk])
    for relation in relations(model):
        found[f"autocomplete {relation.name}"] = autocomplete(model, relation)
    return found


def relations(model: Any) -> list[Any]:
    return [field for field in model._meta.get_fields() if field.concrete and field.is_relation]


def autocomplete(model: Any, relation: Any) -> str:
    query = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={relation.name}&term="
    return reverse("admin:autocomplete") + "?" + query


def everything() -> dict[str, list[Any]]:
    """Give all that is stored about what the admin shows, histories included."""
    # The security log has a new line for every refusal.
    tables = {model._meta.concrete_model for model in MODELS if model not in READ_ONLY}
    tables |= {model.history.model for model in tables if hasattr(model, "history")}
    # A request leaves its language behind, and a plain column is read in the language of the moment.
    with translation.override("sv"):
        return {
            table.__name__: [row | {"last_login": None} for row in table._base_manager.order_by("pk").values()]
            for table in tables
        }


def posts(model: Any, row: Any, form: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Give everything that can be sent to the model's admin about `row`: the filled form, and each action."""
    sent = [
        (page_of(row), form),
        (page_of(row, "delete"), {"post": "yes"}),
        (address(model, "add"), form),
    ]
    if getattr(row, "strategy_id", None):
        sent.append((address(model, "add") + f"?strategy={row.strategy_id}", form))
    if hasattr(row, "history"):
        sent.append((address(model, "simple_history", row.pk, last_version(row)), form))
    if isinstance(row, AbstractUser):
        word = "another long enough word"
        password = {"password1": word, "password2": word, "usable_password": "true"}
        sent.append((reverse("admin:auth_user_password_change", args=[row.pk]), password))
    page: Any = admin.site.get_model_admin(model)
    actions = {"delete_selected", *page.actions}
    for action in sorted(actions):
        chosen = {"action": action, "_selected_action": [row.pk], "post": "yes"}
        sent.append((address(model, "changelist"), chosen))
    return sent


def form_as_administrator(client: Any, model: Any, row: Any) -> dict[str, Any]:
    """Give the filled form of `row` with its first text changed, as somebody who has seen it would send it."""
    client.force_login(UserFactory(is_superuser=True))
    form = filled(client.get(page_of(row)))
    client.logout()
    if model in READ_ONLY:
        return {"about": "x"}
    text = next(name for name, value in form.items() if isinstance(value, str) and "MS" not in name)
    return form | {text: f"{form[text]}x"}


def shown(response: Any) -> str:
    return response.content.decode().lower()


def test_the_matrix_knows_every_model(ours):
    assert {*ours.rows, Theme} == set(MODELS)
    assert EDITABLE | VIEWABLE | READ_ONLY | {Membership, User} == set(MODELS)


def test_every_page_and_every_inline_is_scoped():
    for page in admin.site._registry.values():
        assert isinstance(page, Scoped)
        assert all(issubclass(inline, Scoped) for inline in page.inlines)


def test_every_filter_by_a_relation_offers_only_what_is_in_the_list():
    for page in admin.site._registry.values():
        for item in page.list_filter:
            name = item[0] if isinstance(item, tuple) else item
            if isinstance(page.opts.get_field(name), models.ForeignKey | models.ManyToManyField):
                assert item == (name, admin.RelatedOnlyFieldListFilter), (page, item)


@each_model
def test_somebody_signed_out_is_asked_to_sign_in(client, model, ours):
    row = row_of(model, ours)
    before = everything()
    for name, path in pages(model, row).items():
        response = client.get(path)
        assert (response.status_code, name) == (302, name)
        assert response["Location"].startswith("/admin/login/?next=/admin/"), name
    for path, form in posts(model, row, {"title_sv": "x"}):
        with taken_back():
            assert client.post(path, form).status_code == 302
            assert everything() == before, path


@each_model
def test_a_committee_member_is_refused_everywhere(client, model, ours):
    row = row_of(model, ours)
    form = form_as_administrator(client, model, row)
    client.force_login(ours.member)
    before = everything()
    for name, path in pages(model, row).items():
        response = client.get(path)
        assert (response.status_code, name) == (403, name)
        assert "You have no access to these pages" in response.content.decode()
        assert "egen" not in shown(response).replace("egen-member@example.se", ""), name
    for path, sent in posts(model, row, form):
        with taken_back():
            assert client.post(path, sent).status_code == 403
            assert everything() == before, path


@each_owned_model
def test_a_coordinator_sees_nothing_of_another_municipality(client, model, ours, theirs):
    row = row_of(model, theirs)
    client.force_login(ours.coordinator)
    for name, path in pages(model, row).items():
        response = client.get(path, follow=True)
        assert "hemlig" not in shown(response), (name, path)


@each_model
def test_a_coordinator_changes_nothing_of_another_municipality(client, model, ours, theirs):
    row = row_of(model, theirs)
    form = form_as_administrator(client, model, row)
    client.force_login(ours.coordinator)
    before = everything()
    for path, sent in posts(model, row, form):
        with taken_back():
            response = client.post(path, sent, follow=True)
            assert everything() == before, path
            if model is not Theme:
                assert "hemlig" not in errors_aside(response, form), path


def errors_aside(response: Any, form: dict[str, Any]) -> str:
    """Give the page without what the person has typed into its form: it is shown again when it is refused."""
    page = shown(response)
    for value in sorted((value for value in form.values() if isinstance(value, str)), key=len, reverse=True):
        if value:
            page = page.replace(value.lower(), "").replace(value.lower().replace("<", "&lt;").replace(">", "&gt;"), "")
    return page


def allowed_to_coordinators(model: Any) -> set[str]:
    """Give the pages of the model's admin that a coordinator gets for their own rows, by their names in `pages`."""
    if model not in EDITABLE | VIEWABLE:
        return set()
    allowed = {"list", "search", "facets", "popup", "filtered", "history", "change"}
    if hasattr(model, "history"):
        allowed |= {"version"}
    return allowed | {"add", "add to the strategy", "delete"} if model in EDITABLE else allowed


@each_model
def test_a_coordinator_sees_and_edits_their_own(client, model, ours, theirs):
    row = row_of(model, ours)
    client.force_login(ours.coordinator)
    allowed = allowed_to_coordinators(model)
    for name, path in pages(model, row).items():
        if name.startswith("autocomplete"):
            continue
        response = client.get(path, follow=True)
        shut = response.status_code == 403 or response.redirect_chain == [("/admin/", 302)]
        assert (shut, name) == (name not in allowed, name)
        if name == "change" and not shut:
            offered = [response.context[f"has_{act}_permission"] for act in ("view", "change", "add", "delete")]
            assert offered == [True, *[model in EDITABLE] * 3]
        assert "hemlig" not in shown(response), name


@each_model
def test_an_administrator_sees_everything(client, model, ours, theirs):
    client.force_login(UserFactory(is_superuser=True))
    for one in (ours, theirs):
        row = row_of(model, one)
        for name, path in pages(model, row).items():
            response = client.get(path, follow=True)
            refused = name.startswith("autocomplete") or (model is User and row == response.wsgi_request.user)
            refused |= model in READ_ONLY and name in ("add", "delete")
            assert response.status_code == 200 or refused, name
    listed = shown(client.get(address(model, "changelist") + "?q=allm"))
    assert ("hemlig" in listed) == (model is not Theme)


@each_model
def test_autocomplete_gives_only_ones_own(client, model, ours, theirs):
    for person, expected in ((ours.coordinator, {"egen"}), (theirs.coordinator, {"hemlig"})):
        client.force_login(person)
        for relation in relations(model):
            response = client.get(autocomplete(model, relation))
            if response.status_code == 403:
                assert model in {Membership, User}
                continue
            found = {row["text"] for row in json.loads(response.content)["results"]}
            words = {word for word in ("egen", "hemlig") if any(word in text for text in found)}
            assert words <= expected, relation


@each_model
def test_no_lookup_leads_out_of_ones_own_rows(client, model, ours, theirs):
    """A filter that Django would follow through a relation tells, by whether rows remain, what stands elsewhere."""
    client.force_login(ours.coordinator)
    for relation in model._meta.get_fields():
        if not relation.is_relation:
            continue
        path = address(model, "changelist") + f"?{relation.name}__id__gte=1"
        assert client.get(path).status_code == (400 if model in EDITABLE | VIEWABLE else 403), relation.name


@each_edited_model
def test_a_coordinator_of_two_municipalities_sees_both(client, model, ours, theirs):
    MembershipFactory(user=ours.coordinator, municipality=theirs.rows[Municipality])
    client.force_login(ours.coordinator)
    listed = shown(client.get(address(model, "changelist")))
    assert ("egen" in listed, "hemlig" in listed) == (True, True)
    for one in (ours, theirs):
        assert client.get(page_of(row_of(model, one))).status_code == 200


@each_model
def test_an_inactive_administrator_is_signed_out(client, model, ours):
    person = UserFactory(is_superuser=True, is_active=False)
    client.force_login(person)
    assert client.get(address(model, "changelist")).status_code == 302
