"""A PDF as lines."""
