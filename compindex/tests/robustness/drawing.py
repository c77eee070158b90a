"""Draws of weights all at once, and places under them in plain Python."""

import numpy as np

from compindex.robustness import laws


def weights_of(scheme, draws, seed):
    return np.concatenate(
        [part.copy() for part in laws.draw(scheme, draws, seed)], axis=1
    )


def sorted_places(scores, weights):
    """Rank draw by draw in plain Python, the earlier of equal units first."""
    places = []
    for drawn in weights.T:
        totals = [
            float(sum(w * s for w, s in zip(drawn, row, strict=True))) for row in scores
        ]
        order = sorted(range(len(scores)), key=lambda unit: (-totals[unit], unit))
        places.append([order.index(unit) for unit in range(len(scores))])
    return np.array(places)
