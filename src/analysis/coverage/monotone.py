"""What a city's year can have been if a higher media score means no fewer reports, and
nothing else is supposed.
"""

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from analysis.coverage import printed
from analysis.coverage.printed import OTHERS


def years_by_order(
    scores: pd.Series, spans: pd.DataFrame, wuhan_most: float
) -> pd.DataFrame:
    """Bound every city's reports in the year: from the printed year of the 13 others,
    what is printed of Wuhan and Beijing, the most that Wuhan can have, and the order of
    the scores; equal scores may stand in either order.
    """
    cities, year = list(scores.index), printed.others_year(spans)
    eye = np.eye(len(cities))
    together = np.isin(cities, OTHERS).astype(float)
    rows, ends = [together, -together], [year.high, -year.low]
    for upper, score in enumerate(scores):
        for lower in np.flatnonzero(scores.to_numpy() < score):
            rows.append(eye[lower] - eye[upper])
            ends.append(0.0)
    least = printed.floors(spans).reindex(cities, fill_value=0.0)
    most = [wuhan_most if city == "wuhan" else None for city in cities]
    limits = list(zip(least, most, strict=True))
    found = {}
    for place, city in enumerate(cities):
        least = linprog(eye[place], rows, ends, bounds=limits)
        greatest = linprog(-eye[place], rows, ends, bounds=limits)
        high = -greatest.fun if greatest.success else np.inf  # nothing bounds it
        found[city] = {"low": least.fun, "high": high}
    return pd.DataFrame(found).T
