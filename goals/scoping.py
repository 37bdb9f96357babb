"""What coordinators may do with commitments, responsibilities and themes; `strategies.scoping` decides by it."""

from goals.models import Commitment, Responsibility, Theme
from strategies.scoping import Right, scope

scope(Commitment, Right.EDIT, "strategy__municipality")
scope(Responsibility, Right.EDIT, "strategy__municipality")
scope(Theme, Right.VIEW, "")
