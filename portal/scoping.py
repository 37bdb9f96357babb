"""What coordinators may do with documents that are read and under review; `strategies.scoping` decides by it."""

from portal.models import DocumentReading, DocumentReview, EndedReview
from strategies.scoping import Right, scope

scope(DocumentReading, Right.EDIT, "municipality")
scope(DocumentReview, Right.EDIT, "municipality")
scope(EndedReview, Right.EDIT, "municipality")
