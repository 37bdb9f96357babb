"""What a document says of itself: title, dates, decisions, related documents."""
