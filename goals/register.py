"""The themes that the portal begins with. An administrator may change them and add others."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS

THEMES = Path(__file__).parent / "data" / "themes.json"


def load_themes(apps: Any = installed, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Put the first themes into a database that has none; themes that somebody has edited are left alone.

    A receiver of Django's post_migrate signal: `apps` holds the models as they stand after the migrations that ran;
    Django's flush sends the signal without them.
    """
    try:
        model = apps.get_model("goals", "Theme")
    except LookupError:  # migrated back to before the table was made
        return
    themes = model._base_manager.using(using)
    if themes.exists():
        return
    rows = json.loads(THEMES.read_text(encoding="utf-8"))
    themes.bulk_create(
        model(position=position, name=row["name_sv"], description=row["description_sv"], **row)
        for position, row in enumerate(rows, start=1)
    )
