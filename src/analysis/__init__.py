"""Recompute the index of a report on the international communication influence of 15 Chinese cities.

The rooms, each importing only from those above it in this list::

    errors  paths  documents  names  numerals                    words, numbers and files
    register  report  cleaning  package  supplied  raw_data      what is printed or supplied, and how it is read
    intervals  standardize  specification  index  panel          rounding, scores and weighted hierarchies
    tiers  regression  coverage  accounts                        the report's own analyses
    calibration  disaggregation  small_samples  interrupted      monthly coverage: volumes, paths, breaks
    synthetic                                                    raw counts made to be consistent with print
    robustness                                                   the audit of the ranking
    claims  style  figures  charts  robustness_charts  export    comparison with the report, pictures, summaries
    outputs  parameters  workflow  runner  run  verify           the rim: files, checked parameters, notebooks
    raw_folders  own_index                                       the rim: folders of raw data, an index from them
"""

import importlib

__version__ = "0.1.0"


def __getattr__(name):
    """Import a room on first use, so that ``import analysis`` costs nothing."""
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        raise AttributeError(f"module {__name__!r} has no room {name!r}") from None
