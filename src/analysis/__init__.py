"""Recompute the index of a report on the international communication influence of 15
Chinese cities.

The rooms, each importing only from those above it in this list::

    errors  paths  documents  names  numerals                    words, numbers and
    files register  report  cleaning  package  supplied  raw_data      what is printed
    or supplied, and how it is read intervals  standardize  specification  index  panel
    rounding, scores and weighted hierarchies tiers  regression  coverage  accounts
    the report's own analyses calibration  disaggregation  small_samples  interrupted
    monthly coverage: volumes, paths, breaks synthetic  variants
    raw counts made to be consistent; other indices robustness
    the audit of the ranking claims  style  figures  charts  robustness_charts
    comparison with the report, pictures export  pages
    summaries, and pages for a browser outputs  parameters  scenarios  workflow  runner
    run        the rim: files, checked parameters, notebooks verify  changes
    raw_folders  own_index                      the rim: comparisons, folders of raw
    data
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
