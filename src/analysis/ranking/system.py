"""The report's index, Table 2 as a specification, and variants of it: other weights,
means, standardizations, samples, raw data or a hierarchy of one's own.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.paths import ROOT
from analysis.ranking.raw_data import read_folder
from analysis.report.words import DIMENSIONS, worst_provenance
from analysis.results import read_processed
from compindex.errors import InputError
from compindex.hierarchy import AS_SPECIFIED, adapted, effective_weights, upper_levels
from compindex.index import compute_index
from compindex.specification import from_content, load_spec
from compindex.tree import Specification, leaves

_NAMES = list(DIMENSIONS.values())


def report_specification(weights: pd.DataFrame) -> Specification:
    """Write Table 2 as a specification: indicators, which are scores already, below
    dimensions below ``total``, joined by arithmetic means.
    """
    children = []
    for dimension, part in weights.groupby("dimension", sort=False):
        indicators = part[["indicator", "weight"]]
        child = {
            "name": dimension,
            "weight": part["dimension_weight"].iloc[0],
            "children": indicators.rename(columns={"indicator": "name"}).to_dict(
                "records"
            ),
        }
        children.append(child)
    root = {"name": "total", "children": children}
    return from_content({"name": "cicii-2020", "root": root})


def specified(
    weights: pd.DataFrame,
    index_specification: str = "",
    data_folder: str = "",
    dimension_weights: dict[str, float] | None = None,
    aggregate: str = AS_SPECIFIED,
    standardization: str = AS_SPECIFIED,
) -> Specification:
    """Find the specification of a variant: a file, else that of the folder of raw data,
    else the report's; from the dimensions up where there are no raw data.
    """
    path = index_specification or (f"{data_folder}/index.yml" if data_folder else "")
    spec = load_spec(ROOT / path) if path else report_specification(weights)
    start = spec if data_folder else upper_levels(spec, _NAMES)
    return adapted(start, dimension_weights, aggregate, standardization)


def leaf_values(
    scores: pd.DataFrame,
    spec: Specification,
    data_folder: str = "",
    excluded_cities: Iterable[str] = (),
    printed: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take what a variant starts from, cities by leaves, and how each dimension is known.

    Without raw data these are the scores: ``published`` where they are the printed ones
    (Table 3 as notebook 01 keeps it), ``supplied`` where others were put in their place.
    """
    cities = [city for city in scores.index if city not in excluded_cities]
    if data_folder:
        return _raw_values(cities, spec, data_folder)
    if printed is None:
        printed = read_processed("scores").set_index("city")
    own = scores.loc[cities, _NAMES]
    unchanged = own == printed.loc[cities, _NAMES]
    return own, unchanged.map({True: "published", False: "supplied"}.get)


def _raw_values(
    cities: list[str], spec: Specification, folder: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read raw data of the report's cities in one year; a dimension is known as badly as
    the worst of all of them.
    """
    read, provenance = read_folder(ROOT / folder, spec)
    values = read.table
    if values.index.nlevels > 1:
        expected = "one year only; `make index` takes several"
        raise InputError("a column year (年份)", expected, file=folder)
    for city in cities:
        if city not in values.index:
            expected = "all cities of the report, but for those in excluded_cities"
            raise InputError(f"no row for {city}", expected, file=folder)
    known = pd.DataFrame(worst_provenance(provenance), cities, _NAMES)
    return values.loc[cities], known


def all_nodes(
    values: pd.DataFrame, known: pd.DataFrame, spec: Specification, half_unit: float
) -> pd.DataFrame:
    """Compute dimensions and total of each city, with the interval that rounding admits
    (half a unit of the last digit of published scores; others are exact), the weight in
    the total, and the provenance. Means grow with each part, so the ends are exact.
    """
    upper = upper_levels(spec, _NAMES)
    scores = compute_index(values, spec)[_NAMES]
    _refuse_missing(scores)
    as_printed = _takes_scores(spec)
    half_widths = half_unit * (known == "published") if as_printed else 0.0
    ends = {
        "score": scores,
        "low": scores - half_widths,
        "high": scores + half_widths,
    }
    columns = {}
    for end, table in ends.items():
        totals = compute_index(table, upper)[upper.root.name]
        columns[end] = _long(table.assign(total=totals))
    nodes = pd.DataFrame(columns)
    weights = effective_weights(upper) | {"total": 1.0}
    nodes["weight"] = nodes.index.get_level_values("node").map(weights)
    nodes["provenance"] = _long(_provenance(known, as_printed))
    return nodes.reset_index()


def _refuse_missing(scores: pd.DataFrame) -> None:
    """Refuse a city without a score: it has no place in the ranking."""
    missing = scores.isna().stack()
    for city, dimension in missing.index[missing]:
        expected = "one for every city of a scenario; exclude the city"
        raise InputError(f"no score of {dimension}", expected, row=city)


def _takes_scores(spec: Specification) -> bool:
    """Tell whether an index starts from the dimensions' scores as they are."""
    rules = {(leaf.name, leaf.standardize.method) for leaf in leaves(spec)}
    return rules == {(name, "identity") for name in _NAMES}


def _provenance(known: pd.DataFrame, as_printed: bool) -> pd.DataFrame:
    """Say how each node is known; what is computed from published values is derived."""
    derived = known.replace("published", "derived")
    totals = derived.apply(worst_provenance, axis=1)
    return (known if as_printed else derived).assign(total=totals)


def _long(table: pd.DataFrame) -> pd.Series:
    """Set a table of cities by nodes out in rows."""
    return table.rename_axis("city").stack().rename_axis(["city", "node"])
