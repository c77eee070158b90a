"""Composite indices: computed from a weighted hierarchy, and audited.

``build`` computes an index from a workbook and holds its scores, ranks, audit, workbook
and page. Beneath it, ``load_spec`` takes the specification of an index from a YAML file, a mapping or a table
with one row a node; ``compute_index`` computes every node of it from a table of values;
``audit`` says what is left of a ranking if decimals, weights or methods are a little
different. All tables are pandas DataFrames, with a row for each unit.

The rooms, each importing only from those above it in this list::

    errors                                    one line that says what is wrong
    files  yaml_files  models                 what comes from outside, and its form
    grammar  numerals  rounding               numbers as people write them
    intervals  bounds  readings               printed numbers and their rounding
    standardize  rules  tree  floats          rules, and a weighted hierarchy
    tables                                    the reader of workbooks and text files
    node_headings  node_cells  node_table     the hierarchy as a table
    described_sheets  specification           the hierarchy read from anywhere
    hierarchy                                 the hierarchy changed
    tables.sources  tables.folders            values with their description
    treat  impute  prepare                    raw values made ready
    index  panel  gaps  method  bands         computed, year by year, told, cut in tiers
    style                                     how pictures look
    robustness                                the audit, piece by piece
    auditing                                  the whole audit
    shares  correlations  strengths           what nodes count for, and units are good at
    spec_tables  what_ifs                     a specification as tables, and changed
    yearly  computed                          an index of anyone's data, year by year
    publish                                   one workbook, one page, pictures
    result  building                          what a user holds in hand
"""

import importlib

__version__ = "0.1.0"
__all__ = [
    "InputError",
    "InputErrors",
    "Interval",
    "Naming",
    "Result",
    "Simulation",
    "Specification",
    "audit",
    "build",
    "compute_index",
    "load_spec",
    "under",
]
_ROOMS = {
    "InputError": "errors",
    "InputErrors": "errors",
    "Interval": "intervals",
    "Naming": "robustness.verdicts",
    "Result": "result",
    "Simulation": "robustness.settings",
    "Specification": "tree",
    "audit": "auditing",
    "build": "building",
    "compute_index": "index",
    "load_spec": "specification",
    "under": "building",
}


def __getattr__(name: str) -> object:
    """Load what is public on first use, so that each costs only what it needs."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
