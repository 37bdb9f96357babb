"""Lines into blocks: what is on the pages and not in the text, paragraphs, notes."""
