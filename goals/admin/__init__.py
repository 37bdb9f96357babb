"""The admin of commitments and who answers for them."""

from goals.admin import commitment, responsibility, strategy, theme

__all__ = ["commitment", "responsibility", "strategy", "theme"]
