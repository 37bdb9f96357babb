"""The admin of municipalities, people and documents."""

from strategies.admin import municipality, people, section, strategy

__all__ = ["municipality", "people", "section", "strategy"]
