"""A document laid into an edition that exists: what matches, is new, or stays. Pure functions on strategy files."""
