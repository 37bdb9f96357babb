"""What holds in every model: people read its name and its fields' names, in their own language."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import CheckConstraint, Model
from django.utils.functional import Promise

APPS = ("strategies", "goals", "portal")
MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if not str(model._meta.model_name).startswith("historical")  # made by django-simple-history
]


def label(model: type[Model]) -> str:
    """Give a model's name as the tests show it."""
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_model_has_a_name_to_show_in_singular_and_plural(model):
    assert isinstance(model._meta.original_attrs.get("verbose_name"), Promise)
    assert isinstance(model._meta.original_attrs.get("verbose_name_plural"), Promise)


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_field_that_can_be_edited_has_a_name_to_show(model):
    fields = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    assert fields
    assert [field.name for field in fields if not isinstance(field.verbose_name, Promise)] == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_constraint_says_in_words_what_is_wrong(model):
    # Django has words of its own for a unique constraint without a condition: it names the fields.
    own_words = [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) or constraint.condition is not None
    ]
    silent = [
        constraint.name
        for constraint in own_words
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert silent == []


def test_every_model_has_its_migration():
    migrations = MigrationLoader(None)
    missing = MigrationAutodetector(migrations.project_state(), ProjectState.from_apps(apps)).changes(migrations.graph)
    assert {app: [str(migration) for migration in missing[app]] for app in missing} == {}
