"""Sweden's 290 municipalities, kept as data in the repository and loaded whenever the database is migrated.

Source: Statistics Sweden's codes for municipalities and counties (CC0).
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS
from django.utils.text import slugify

MUNICIPALITIES = Path(__file__).parent / "data" / "municipalities.csv"
# å, ä and ö lose their marks in addresses; Håbo and Habo would then be one.
SLUGS = {"0305": "habo-uppsala", "0643": "habo-jonkoping"}


def municipalities() -> Iterator[dict[str, str]]:
    """Give each municipality of the register as the columns of its table."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                "code": row["municipality_code"],
                "name": row["municipality_name"],
                "name_sv": row["municipality_name"],
                "name_en": f"{row['municipality_name_short']} Municipality",
                "short_name": row["municipality_name_short"],
                "slug": SLUGS.get(row["municipality_code"]) or slugify(row["municipality_name_short"]),
                "county_code": row["county_code"],
                "county_name": row["county_name"],
                "county_name_sv": row["county_name"],
                "county_name_en": f"{row['county_name_short']} County",
            }


def load_municipalities(apps: Any = installed, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Put the register into the database: new municipalities are added, changed ones updated, none is taken away.

    A receiver of Django's post_migrate signal: `apps` holds the models as they stand after the migrations that ran;
    Django's flush sends the signal without them.
    """
    try:
        model = apps.get_model("strategies", "Municipality")
    except LookupError:  # migrated back to before the table was made
        return
    rows = [model(**columns) for columns in municipalities()]
    columns = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "code")]
    model._base_manager.using(using).bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )
