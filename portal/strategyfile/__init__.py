"""A strategy from a file, a strategy to a file: one format in and out."""

from portal.strategyfile.fault import Fault, StrategyFileError
from portal.strategyfile.reader import faults, read
from portal.strategyfile.storage import store
from portal.strategyfile.writer import as_json, written

__all__ = ["Fault", "StrategyFileError", "as_json", "faults", "read", "store", "written"]
