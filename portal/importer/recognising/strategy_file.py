"""What recognition knows of a strategy file: the words that it uses for kinds and roles, and how long its texts may be.

They are those of the models; a test holds that they are the same.
"""

from enum import StrEnum

FORMAT = "integrationsportalen-strategy/1"
RESERVED_SLUGS = ("namnder", "committees")
LONGEST_RICH_TEXT = 200_000
UID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class DocumentKind(StrEnum):
    """What the municipality calls its document."""

    STRATEGY = "strategy"
    PROGRAM = "program"
    POLICY = "policy"
    PLAN = "plan"
    GUIDELINES = "guidelines"
    GOALS_AND_DIRECTION = "goals_and_direction"


class DecisionKind(StrEnum):
    """What was decided about the document."""

    ADOPTED = "adopted"
    CONFIRMED = "confirmed"
    REVISED = "revised"
    REPEALED = "repealed"


class SectionKind(StrEnum):
    """What a section is about."""

    FOREWORD = "foreword"
    BACKGROUND = "background"
    PURPOSE = "purpose"
    VISION = "vision"
    VALUES = "values"
    CHALLENGES = "challenges"
    DEFINITIONS = "definitions"
    VOICES = "voices"
    COMMITMENTS = "commitments"
    METHOD = "method"
    ORGANISATION = "organisation"
    FOLLOW_UP = "follow_up"
    APPENDIX = "appendix"
    OTHER = "other"


class CommitmentKind(StrEnum):
    """Which sort of commitment it is."""

    FOCUS_AREA = "focus_area"
    LONG_TERM_GOAL = "long_term_goal"
    SUB_GOAL = "sub_goal"
    MEASURE = "measure"


# Which kinds may stand directly under which.
MAY_HOLD: dict[str, frozenset[CommitmentKind]] = {
    CommitmentKind.FOCUS_AREA: frozenset(CommitmentKind),
    CommitmentKind.LONG_TERM_GOAL: frozenset({CommitmentKind.SUB_GOAL, CommitmentKind.MEASURE}),
    CommitmentKind.SUB_GOAL: frozenset({CommitmentKind.MEASURE}),
    CommitmentKind.MEASURE: frozenset({CommitmentKind.MEASURE}),
}


class BodyKind(StrEnum):
    """Which sort of body it is."""

    COUNCIL = "council"
    EXECUTIVE_BOARD = "executive_board"
    COMMITTEE = "committee"
    COMPANY_BOARD = "company_board"
    ADMINISTRATION = "administration"
    OFFICIAL = "official"
    EXTERNAL = "external"


class BodyRole(StrEnum):
    """For what a body answers."""

    LEAD = "lead"
    CONTRIBUTING = "contributing"
    COORDINATION = "coordination"
    FOLLOW_UP = "follow_up"
    REVISION = "revision"
    OWNER = "owner"
