"""Plain text and Markdown as lines."""
