"""Columns of numbers, held against what a computation can take."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.errors import InputError, quoted, raise_all


def finite(scores: ArrayLike, known: ArrayLike, name: str) -> ArrayLike:
    """Refuse scores that a computation with floating-point numbers has lost.

    Parameters
    ----------
    scores : array_like
    known : array_like of bool
        Where there has to be a score.
    name : str
        Of the node, for the error.

    Returns
    -------
    array_like
        The scores.

    Raises
    ------
    InputError
        If there is none, or an infinite one.

    Examples
    --------
    >>> finite([1.0], [True], "a")
    [1.0]
    """
    lost = np.asarray(known) & ~np.isfinite(np.asarray(scores))
    if lost.any():
        raise InputError(
            f"the scores of {name} leave the range of floating-point numbers",
            "values of another magnitude",
        )
    return scores


def numbers(column: pd.Series) -> pd.Series:
    """Take a column as floats; refuse words, dates, truth values and infinite values.

    Parameters
    ----------
    column : pandas.Series

    Returns
    -------
    pandas.Series

    Raises
    ------
    InputError
        For each value that is no finite number.

    Examples
    --------
    >>> numbers(pd.Series(["1.5", None], name="a")).tolist()
    [1.5, nan]
    """
    kind = pd.api.types
    odd = (
        kind.is_bool_dtype,
        kind.is_complex_dtype,
        kind.is_datetime64_any_dtype,
        kind.is_timedelta64_dtype,
    )
    if any(is_odd(column) for is_odd in odd):
        raise InputError(
            f"the values are of type {column.dtype}", "numbers", column=column.name
        )
    try:
        numbers = pd.to_numeric(column, errors="coerce").astype(float)
    except OverflowError:
        raise InputError(
            "a value is too large for a floating-point number",
            "numbers",
            column=column.name,
        ) from None
    wrong = (numbers.isna() & column.notna()) | np.isinf(numbers)
    expected = "a number, or nothing where none is known"
    raise_all(
        InputError(
            f"{quoted(str(value))} is no finite number",
            expected,
            row=unit,
            column=column.name,
        )
        for unit, value in column[wrong].items()
    )
    return numbers
