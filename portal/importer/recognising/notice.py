"""What recognition has to say to people, as codes with values: `portal.importer.sentences` puts them into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# What recognition is doing at the moment.
Step = StrEnum("Step", "FURNITURE PARAGRAPHS STRUCTURE")
# Why a part of the source is in no text.
Reason = StrEnum(
    "Reason",
    "HEADER FOOTER PAGE_NUMBER CONTENTS REPEATED_TITLE LOGO CONTACT PLACEHOLDER LABEL COLUMN_TITLES"
    " REPEATED_COLUMN_TITLES",
)


class Code(StrEnum):
    """What somebody should look at. `values` names what its sentence needs to know."""

    values: tuple[str, ...]

    def __new__(cls, code: str, *values: str) -> "Code":
        """Make a code of its name and those of its values."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.values = values
        return made

    PLAIN_WORDING = "plain_wording"
    PICTURE = "picture", "page"
    MINUTES = "minutes"
    BEFORE_TITLE = "before_title"
    NO_TITLE = "no_title"
    OTHER_NAME = "other_name"
    UNREAD_FACTS = "unread_facts"
    PERIOD_IN_TITLE = "period_in_title"
    UNMARKED_NOTE = "unmarked_note", "number"
    DANGLING_MARK = "dangling_mark", "label"
    NO_HEADING = "no_heading"
    MOVED_HEADING = "moved_heading"
    UNKNOWN_SECTION = "unknown_section"
    ASSUMED_AREA = "assumed_area"
    NO_LIST = "no_list"
    AFTER_LIST = "after_list"
    GUESSED_BODY = "guessed_body", "name"
    READ_IN_SENTENCE = "read_in_sentence", "name", "role"


@dataclass(frozen=True)
class Notice:
    """Something that a person should look at: the index of the line where it is, what it is, and of what.

    Raises ValueError where the values are not those that the code names.
    """

    line: int
    code: Code
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if set(self.values) != set(self.code.values):
            raise ValueError(f"{self.code} needs {self.code.values}, and not {tuple(self.values)}")
