"""What recognition knows of a strategy file: the words that it uses for kinds and roles, and how long its texts may be.

They are those of the models; a test holds that they are the same.
"""

from enum import StrEnum

FORMAT = "integrationsportalen-strategy/1"
RESERVED_SLUGS = ("namnder", "committees")
PLAIN_WORDING = "plain"  # and not the adopted wording: what a file says that the portal itself wrote
LONGEST_RICH_TEXT = 200_000
UID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

DocumentKind = StrEnum("DocumentKind", "STRATEGY PROGRAM POLICY PLAN GUIDELINES GOALS_AND_DIRECTION")
DecisionKind = StrEnum("DecisionKind", "ADOPTED CONFIRMED REVISED REPEALED")
SectionKind = StrEnum(
    "SectionKind",
    "FOREWORD BACKGROUND PURPOSE VISION VALUES CHALLENGES DEFINITIONS VOICES COMMITMENTS METHOD ORGANISATION FOLLOW_UP"
    " APPENDIX OTHER",
)
CommitmentKind = StrEnum("CommitmentKind", "FOCUS_AREA LONG_TERM_GOAL SUB_GOAL MEASURE")
BodyKind = StrEnum("BodyKind", "COUNCIL EXECUTIVE_BOARD COMMITTEE COMPANY_BOARD ADMINISTRATION OFFICIAL EXTERNAL")
BodyRole = StrEnum("BodyRole", "LEAD CONTRIBUTING COORDINATION FOLLOW_UP REVISION OWNER")

# Which kinds may stand directly under which.
MAY_HOLD: dict[str, frozenset[CommitmentKind]] = {
    CommitmentKind.FOCUS_AREA: frozenset(CommitmentKind),
    CommitmentKind.LONG_TERM_GOAL: frozenset({CommitmentKind.SUB_GOAL, CommitmentKind.MEASURE}),
    CommitmentKind.SUB_GOAL: frozenset({CommitmentKind.MEASURE}),
    CommitmentKind.MEASURE: frozenset({CommitmentKind.MEASURE}),
}
