"""Documents as municipalities have them (Word, PDF, web pages, text), read into lines with their style."""
