"""What coordinators may do with commitments, responsibilities and themes, and which bodies responsibilities make known.

`strategies.scoping` and the bodies' queryset decide by it.
"""

from goals.models import Commitment, Responsibility, Theme
from strategies.models.municipality import CommitteeQuerySet
from strategies.scoping import Right, scope

scope(Commitment, Right.EDIT, "strategy__municipality")
scope(Responsibility, Right.EDIT, "strategy__municipality")
scope(Theme, Right.VIEW, "")
CommitteeQuerySet.NAMED.append("responsibilities__strategy")
