"""A strategy to a file for readers: PDF, Word, spreadsheets, and the strategy file."""
