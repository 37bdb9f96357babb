"""What a strategy commits the municipality to, what it is about, and who answers for it."""

from goals.models.commitment import Commitment, FocusArea, LongTermGoal, Measure, SubGoal
from goals.models.responsibility import Responsibility
from goals.models.theme import Theme

__all__ = ["Commitment", "FocusArea", "LongTermGoal", "Measure", "Responsibility", "SubGoal", "Theme"]
