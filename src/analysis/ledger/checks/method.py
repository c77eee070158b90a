"""Section 1.2: the indicator system (Table 2)."""

import pandas as pd

from analysis.ledger.findings import Finding, plain
from analysis.ledger.sample import Sample
from analysis.report.words import DIMENSIONS
from compindex.intervals import Interval
from compindex.numerals import number


def count_levels(sample: Sample) -> Interval:
    """Number of headings of Table 2 that name a level of indicators."""
    headings = sample.cells.table(2).columns
    return Interval.exactly(sum("级指标" in heading for heading in headings))


def count_dimensions(sample: Sample) -> Interval:
    """Number of dimensions of Table 2."""
    return Interval.exactly(sample.weights["dimension"].nunique())


def weights_in_prose(sample: Sample) -> Finding:
    """Weights of the dimensions in the prose = those of Table 2."""
    stated = sample.prose["dimension_weights"].split(",")
    weights = _dimension_weights(sample)[list(DIMENSIONS.values())]
    pairs = zip(stated, weights, strict=True)
    same = all(number(text) == weight for text, weight in pairs)
    return plain(same, ", ".join(f"{weight:g}" for weight in weights))


def sum_of_weights(sample: Sample, dimension: str = "") -> Interval:
    """Σ weight over the indicators of a dimension, or over the dimensions."""
    table = sample.weights
    if dimension:
        parts = table[table["dimension"] == dimension]["weight"]
    else:
        parts = _dimension_weights(sample)
    return Interval.exactly(parts.sum())


def _dimension_weights(sample: Sample) -> pd.Series:
    """Take the weight of each dimension."""
    first = sample.weights.drop_duplicates("dimension")
    return first.set_index("dimension")["dimension_weight"]


def platforms_named(sample: Sample) -> Finding:
    """Platforms of the prose = those behind the indicators of Table 2, news aside."""
    table = sample.weights
    indicators = table.loc[table["dimension"] != "media", "indicator"]
    listed = set(indicators.str.split("_").str[0])
    words = sample.prose["platforms"].split(", ")
    named = {name.split()[0].lower() for name in words}
    return plain(named == listed, ", ".join(sorted(listed)))
