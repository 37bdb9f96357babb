"""The table of all commitments, as files."""
