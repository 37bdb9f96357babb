"""A strategy from a file, a strategy to a file: one format in and out."""

from portal.documents.fault import Fault, StrategyFileError
from portal.documents.reading import faults, read
from portal.documents.storing import store
from portal.documents.writing import as_json, written

__all__ = ["Fault", "StrategyFileError", "as_json", "faults", "read", "store", "written"]
