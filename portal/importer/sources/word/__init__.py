"""A Word file (docx) as lines."""
