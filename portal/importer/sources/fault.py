"""A source document that cannot be read."""


class SourceError(Exception):
    """Says, to the person who gave the document, what is wrong with it and how to mend that."""
