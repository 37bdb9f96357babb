"""The admin of municipalities, people and documents."""

from strategies.admin import deleted, municipality, people, section, strategy

__all__ = ["deleted", "municipality", "people", "section", "strategy"]
