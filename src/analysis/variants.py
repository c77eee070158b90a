"""Variants of the report's index: other weights, means, standardizations, samples, raw
data or a hierarchy of one's own.
"""

import pandas as pd

from analysis import cleaning, report
from analysis.names import DIMENSIONS
from analysis.paths import ROOT
from analysis.raw_data import read_folder, worst_provenance
from compindex.errors import InputError
from compindex.hierarchy import AS_SPECIFIED, adapted, effective_weights, upper_levels
from compindex.index import compute_index
from compindex.specification import from_content, load_spec
from compindex.tree import leaves

NAMES = list(DIMENSIONS.values())


def report_specification(weights):
    """Write the report's indicator system as a specification.

    Parameters
    ----------
    weights : pandas.DataFrame
        The tidy Table 2.

    Returns
    -------
    Specification
        Indicators below dimensions below ``total``, joined by arithmetic means.
        Indicators are scores already.
    """
    children = [
        {
            "name": dimension,
            "weight": part["dimension_weight"].iloc[0],
            "children": part[["indicator", "weight"]]
            .rename(columns={"indicator": "name"})
            .to_dict("records"),
        }
        for dimension, part in weights.groupby("dimension", sort=False)
    ]
    return from_content(
        {"name": "cicii-2020", "root": {"name": "total", "children": children}}
    )


def specified(
    weights,
    index_specification="",
    data_folder="",
    dimension_weights=None,
    aggregate=AS_SPECIFIED,
    standardization=AS_SPECIFIED,
):
    """Find the specification of a variant.

    Parameters
    ----------
    weights : pandas.DataFrame
        The tidy Table 2.
    index_specification : str
        File of a specification, from the checkout; without one it is that of the data
        folder, or the report's.
    data_folder : str
        Folder of raw data, from the checkout; without one the index starts from the
        dimensions' scores.
    dimension_weights, aggregate, standardization
        For `hierarchy.adapted`.

    Returns
    -------
    tree.Specification
    """
    path = index_specification or (f"{data_folder}/index.yml" if data_folder else "")
    spec = load_spec(ROOT / path) if path else report_specification(weights)
    start = spec if data_folder else upper_levels(spec, NAMES)
    return adapted(start, dimension_weights, aggregate, standardization)


def leaf_values(scores, spec, data_folder="", excluded_cities=()):
    """Take what a variant starts from: the printed scores, or raw data of the same
    cities.

    Parameters
    ----------
    scores : pandas.DataFrame
        Printed scores, cities by dimensions.
    spec : tree.Specification
        From `specified`.
    data_folder : str
        Folder of raw data of one year.
    excluded_cities : iterable of str

    Returns
    -------
    values : pandas.DataFrame
        Cities, in the order of the report, by leaves.
    known : pandas.DataFrame
        How each city's dimension is known: ``published`` where the score is the printed
        one, ``supplied`` where another was put in its place; from raw data, as badly as
        the worst of them.

    Raises
    ------
    InputError
        If the folder has years, or lacks a city that is not excluded.
    """
    cities = [city for city in scores.index if city not in excluded_cities]
    if not data_folder:
        printed = cleaning.clean_scores(report.read_table(3)).set_index("city")
        own = scores.loc[cities, NAMES]
        unchanged = own == printed.loc[cities, NAMES]
        return own, unchanged.map({True: "published", False: "supplied"}.get)
    values, provenance = read_folder(
        ROOT / data_folder, [leaf.name for leaf in leaves(spec)]
    )
    if values.index.nlevels > 1:
        raise InputError(
            "a column year (年份)",
            "one year only; `make index` takes several",
            file=data_folder,
        )
    for city in cities:
        if city not in values.index:
            raise InputError(
                f"no row for {city}",
                "all cities of the report, but for those in excluded_cities",
                file=data_folder,
            )
    known = pd.DataFrame(worst_provenance(provenance), cities, NAMES)
    return values.loc[cities], known


def all_nodes(values, known, spec, half_unit):
    """Compute the index from the dimensions up, with the interval that rounding admits.

    Parameters
    ----------
    values, known
        From `leaf_values`.
    spec : tree.Specification
    half_unit : float
        Half a unit of the last printed digit of published scores; others are exact.

    Returns
    -------
    pandas.DataFrame
        ``city, node, score, low, high, weight, provenance`` for the four dimensions and
        ``total``. The weight is the dimension's share of the total, weights multiplied
        down the hierarchy. Means grow with each part, so the ends are exact.
    """
    upper = upper_levels(spec, NAMES)
    scores = compute_index(values, spec)[NAMES]
    for city, dimension in scores.isna().stack().loc[lambda missing: missing].index:
        raise InputError(
            f"no score of {dimension}",
            "one for every city of a scenario; exclude the city",
            row=city,
        )
    as_printed = {(name, "identity") for name in NAMES} == {
        (leaf.name, leaf.standardize.method) for leaf in leaves(spec)
    }
    half_widths = half_unit * (known == "published") if as_printed else 0.0
    ends = {
        "score": scores,
        "low": scores - half_widths,
        "high": scores + half_widths,
    }
    long = {}
    for end, table in ends.items():
        totals = compute_index(table, upper)[upper.root.name]
        long[end] = _long(table.assign(total=totals))
    nodes = pd.DataFrame(long)
    derived = known.replace("published", "derived")
    words = known if as_printed else derived
    words = words.assign(total=derived.apply(worst_provenance, axis=1))
    weights = effective_weights(upper) | {"total": 1.0}
    nodes["weight"] = nodes.index.get_level_values("node").map(weights)
    nodes["provenance"] = _long(words)
    return nodes.reset_index()


def _long(table):
    """Set a table of cities by nodes out in rows."""
    return table.rename_axis("city").stack().rename_axis(["city", "node"])
