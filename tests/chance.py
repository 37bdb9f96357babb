"""How many cases are read of those that tests make at random: fewer day by day, all of them where THOROUGH is set."""

import os

THOROUGH = os.environ.get("THOROUGH", "").lower() in ("true", "1")


def cases(thorough: int) -> int:
    """Give how many cases to read where a thorough run reads so many: a third."""
    return thorough if THOROUGH else max(10, thorough // 3)
