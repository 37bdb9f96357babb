"""A web page as lines."""
