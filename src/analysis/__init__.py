"""Recompute the index of a report on the international communication influence of 15
Chinese cities.

The rooms, each importing only from those above it in this list::

    errors  paths  files  documents  names  numerals      words, numbers and files
    register  report  cleaning  package                   what is printed
    supplied  raw_data                                    what is supplied
    intervals  standardize  specification  index  panel   rounding, weighted hierarchies
    tiers  regression  coverage  accounts                 the report's own analyses
    calibration  disaggregation                           monthly coverage
    small_samples  interrupted                            its breaks
    synthetic  variants                                   made counts; other indices
    robustness                                            the audit of the ranking
    claims  style  figures  charts  robustness_charts     the ledger, and pictures
    pages                                                 pages for a browser
    outputs  parameters  scenarios  workflow  sources     the rim: checked files
    export                                                the rim: summaries
    processes  kernels  snakemake_command  runner  run    the rim: running notebooks
    verify  changes  lab  raw_folders  own_index          the rim: commands
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
