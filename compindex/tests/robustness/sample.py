"""A table to be audited: 15 invented units by 4 dimensions, in the order of their
totals. Fenny and Garth are closer than two decimals tell; Ouse is last in everything.
"""

import numpy as np
import pandas as pd

from compindex.bands import assign_tiers
from compindex.intervals import Interval

WEIGHTS = {"health": 0.35, "schools": 0.25, "roads": 0.20, "water": 0.20}
SHARES = np.array(list(WEIGHTS.values()))
SCORES = pd.DataFrame.from_dict(
    {
        "arden": [86.52, 80.00, 82.84, 78.22],
        "birch": [82.43, 82.07, 80.97, 73.51],
        "cedar": [79.32, 77.55, 82.70, 79.39],
        "dover": [78.97, 80.54, 81.06, 75.80],
        "elmet": [78.40, 76.79, 77.34, 83.32],
        "fenny": [71.92, 74.40, 77.33, 72.64],
        "garth": [81.05, 73.19, 63.89, 71.60],
        "haven": [68.40, 65.97, 74.42, 70.46],
        "islay": [69.81, 70.52, 70.37, 66.24],
        "jarrow": [64.99, 62.59, 64.94, 67.41],
        "kells": [59.07, 63.15, 64.75, 62.31],
        "lundy": [59.86, 62.67, 60.54, 62.43],
        "marsh": [63.77, 55.87, 57.56, 62.18],
        "norfolk": [57.38, 59.32, 60.55, 64.05],
        "ouse": [45.81, 50.71, 51.88, 56.21],
    },
    orient="index",
    columns=list(WEIGHTS),
)
ORDER = list(SCORES.index)
NOMINAL = SCORES @ pd.Series(WEIGHTS)
TOTALS = Interval(NOMINAL, NOMINAL - 0.005, NOMINAL + 0.005)
EDGES = [81, 75, 68, 61]
TIERS = assign_tiers(NOMINAL, EDGES)
