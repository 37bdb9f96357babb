"""What a commitment is called where it is read: its kind and number, and its place in the document. Pure functions.

What it is called by itself, in its own words, is `Commitment.name_in`.
"""

from django.utils.text import capfirst

from goals.models import Commitment
from goals.outline import OutlineNode
from strategies.wording import said


def kind_and_number(row: Commitment, number: str | int) -> str:
    """Give a commitment's kind with a number, or alone where that is empty: “Sub-goal 2”, “Measure”."""
    return f"{capfirst(row.get_kind_display())} {number}".strip()


def label(node: OutlineNode) -> str:
    """Give a commitment's kind and number; one with neither number nor title is known by its place among its kind."""
    return kind_and_number(node.row, node.number or ("" if node.row.title_sv else node.ordinal))


def place(node: OutlineNode, language: str) -> str:
    """Say where a commitment stands: “Long-term goal 1, Sub-goal 2”; where there is no number, its title serves."""
    return ", ".join(_step(step, language) for step in (*node.above, node))


def _step(node: OutlineNode, language: str) -> str:
    title = said(node.row, "title", language).text
    return title if title and not node.number else label(node)
