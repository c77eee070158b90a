"""Recompute the index of a report on the international communication influence of 15
Chinese cities.

The library `compindex`, in a folder of its own, computes and audits the index, as it
does anybody's; it knows nothing of this package. The rooms here, each importing only from
the library and from those above it in this list::

    commands  paths  names                                commands, places and words
    register  report  cleaning  package                   what is printed
    supplied  raw_data                                    what is supplied
    rule                                                  the rule behind the scores
    tiers  regression  coverage  accounts  orderings      the report's own analyses
    calibration  disaggregation                           monthly coverage
    small_samples  interrupted                            its breaks
    synthetic  variants                                   made counts; other indices
    claims  style  figures  charts                        the ledger, and pictures
    pages                                                 pages for a browser
    outputs  parameters  scenarios  workflow  sources     the rim: checked files
    export                                                the rim: summaries
    processes  kernels  snakemake_command  runner  run    the rim: running notebooks
    verify  changes  lab                                  the rim: commands
    raw_folders  own_audit  own_index                     the rim: your own index
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
