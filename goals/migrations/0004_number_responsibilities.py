"""Each responsibility of a strategy gets a place of its own, before the next migration asks for that."""

from django.db import migrations
from django.db.models import Count


def number(apps, schema_editor):
    responsibilities = apps.get_model("goals", "Responsibility")._base_manager.using(schema_editor.connection.alias)
    equal = responsibilities.order_by().values("strategy", "position").annotate(rows=Count("pk")).filter(rows__gt=1)
    for strategy in sorted(set(equal.values_list("strategy", flat=True))):
        rows = responsibilities.filter(strategy=strategy).order_by("position", "pk").values_list("pk", "position")
        for position, (key, before) in enumerate(list(rows), start=1):
            if position != before:
                responsibilities.filter(pk=key).update(position=position)


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_refusals_in_words")]

    operations = [migrations.RunPython(number, migrations.RunPython.noop, elidable=True)]
