"""Blocks into a tree: headings, chapters, sections, commitments, definitions."""
