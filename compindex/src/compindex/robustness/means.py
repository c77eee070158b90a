"""Means as sums: a ranking by a geometric (harmonic) mean is one by the weighted sum of
logarithms (negative reciprocals).
"""

import numpy as np
import pandas as pd

from compindex.errors import InputError, one_of

_SUMMED = {
    "arithmetic": lambda values: values,
    "geometric": np.log,
    "harmonic": lambda values: -1 / values,
}


def means_from(own: str) -> list[str]:
    """List the means, the index's own first.

    Parameters
    ----------
    own : {"arithmetic", "geometric", "harmonic"}

    Returns
    -------
    list of str

    Raises
    ------
    InputError
        If there is no such mean.

    Examples
    --------
    >>> means_from("geometric")
    ['geometric', 'arithmetic', 'harmonic']
    """
    if own not in _SUMMED:
        raise InputError(f"unknown mean {own}", one_of(_SUMMED, own))
    return [own, *(name for name in _SUMMED if name != own)]


def as_sum(
    scores: pd.DataFrame, mean: str, largest: float | None = None
) -> pd.DataFrame:
    r"""Put scores on a scale on which their weighted sum ranks as the mean does.

    With m the largest score, :math:`m \ln(s / m)` for the geometric mean and
    :math:`m - m^2 / s` for the harmonic one, which near m are in points as s is.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.
    mean : {"arithmetic", "geometric", "harmonic"}
    largest : float, optional
        The score m; the largest of these by default.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    InputError
        If a score is not above zero and the mean is no arithmetic one.

    Examples
    --------
    >>> as_sum(pd.DataFrame({"a": [4.0, 2.0]}), "harmonic")["a"].tolist()
    [0.0, -4.0]
    """
    if mean == "arithmetic":
        return scores
    if (scores <= 0).any(axis=None):
        found = f"no {mean} mean of scores that are not above zero"
        raise InputError(found, "scores above zero")
    largest = largest or scores.max(axis=None)
    if mean == "geometric":
        return largest * np.log(scores / largest)
    return largest - largest**2 / scores


def summed(values: np.ndarray, mean: str) -> np.ndarray:
    """Transform scores so that their weighted sum ranks as the mean does.

    Parameters
    ----------
    values : numpy.ndarray
        Above zero, unless the mean is arithmetic.
    mean : {"arithmetic", "geometric", "harmonic"}

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> summed(np.array([4.0]), "harmonic").tolist()
    [-0.25]
    """
    return _SUMMED[mean](values)
