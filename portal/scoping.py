"""What coordinators may do with documents under review; `strategies.scoping` decides by it."""

from portal.models import DocumentReview, EndedReview
from strategies.scoping import Right, scope

scope(DocumentReview, Right.EDIT, "municipality")
scope(EndedReview, Right.EDIT, "municipality")
