"""A strategy as a Word document."""
