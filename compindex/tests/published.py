"""A small index over two years, with a gap, a group of its own and awkward names."""

import numpy as np
import pandas as pd

import compindex

SPEC = {
    "name": "mine <b>",
    "missing": "renormalise",
    "root": {
        "name": "total",
        "children": [
            {
                "name": "reach",
                "weight": 3,
                "children": [{"name": "a", "weight": 2}, {"name": "b"}],
            },
            {"name": "c", "weight": 2, "standardize": {"method": "minmax"}},
        ],
    },
}
NAMES = ["=1+1", "Łódź", "<b>Bari</b>", "007", "北京", "Ghent", "Oslo", "Pisa"]
UNITS = pd.MultiIndex.from_product([NAMES, [2020, 2021]], names=["unit", "year"])
VALUES = pd.DataFrame(
    np.random.default_rng(12).uniform(20, 90, (16, 3)).round(2), UNITS, ["a", "b", "c"]
)
VALUES.loc[("Oslo", 2021), "b"] = np.nan
FEW = compindex.Simulation(draws=2_000, noises=50)
RESULT = compindex.build(SPEC, VALUES, simulation=FEW)
SINGLE = compindex.build(
    SPEC, VALUES.xs(2020, level="year"), simulation=FEW, provenance="synthetic"
)
