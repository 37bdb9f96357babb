"""A strategy as a tagged PDF."""
