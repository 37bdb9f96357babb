"""The words that municipalities use, and what each means here: a new word is one line."""

from portal.documents.recognising.vocabulary.bodies import ABBREVIATED as ABBREVIATED
from portal.documents.recognising.vocabulary.bodies import BODIES as BODIES
from portal.documents.recognising.vocabulary.bodies import RESPONSIBLE as RESPONSIBLE
from portal.documents.recognising.vocabulary.bodies import RESPONSIBLE_TAIL as RESPONSIBLE_TAIL
from portal.documents.recognising.vocabulary.commitments import AFTER as AFTER
from portal.documents.recognising.vocabulary.commitments import BEFORE as BEFORE
from portal.documents.recognising.vocabulary.commitments import COLUMNS as COLUMNS
from portal.documents.recognising.vocabulary.commitments import COMMITMENTS as COMMITMENTS
from portal.documents.recognising.vocabulary.commitments import GENERIC_GOALS as GENERIC_GOALS
from portal.documents.recognising.vocabulary.facts import DATE_LABELS as DATE_LABELS
from portal.documents.recognising.vocabulary.facts import DECIDED as DECIDED
from portal.documents.recognising.vocabulary.facts import DOCUMENT_KINDS as DOCUMENT_KINDS
from portal.documents.recognising.vocabulary.facts import DOCUMENT_TYPES as DOCUMENT_TYPES
from portal.documents.recognising.vocabulary.facts import FACT_PATTERNS as FACT_PATTERNS
from portal.documents.recognising.vocabulary.facts import FACTS as FACTS
from portal.documents.recognising.vocabulary.facts import TITLE_LABELS as TITLE_LABELS
from portal.documents.recognising.vocabulary.sections import CONTENTS_TITLES as CONTENTS_TITLES
from portal.documents.recognising.vocabulary.sections import FINITE_VERBS as FINITE_VERBS
from portal.documents.recognising.vocabulary.sections import QUESTION_WORDS as QUESTION_WORDS
from portal.documents.recognising.vocabulary.sections import SECTIONS as SECTIONS
from portal.documents.recognising.vocabulary.sections import SIGNATORY_ROLES as SIGNATORY_ROLES
from portal.documents.recognising.vocabulary.sections import THEMES as THEMES
from portal.documents.recognising.vocabulary.sections import VOICES as VOICES
