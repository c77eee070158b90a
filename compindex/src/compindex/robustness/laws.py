"""Laws of random weights: noise on the nominal ones, Dirichlet around them, all weights
alike; and draws from them.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from compindex.errors import InputError
from compindex.robustness.inputs import generators

CHUNK = 2**13  # draws at a time: weights and comparisons of a chunk fit the cache


class Scheme(NamedTuple):
    """A law of random weights, each drawn by itself; a common factor of all weights
    changes no order.

    Attributes
    ----------
    low : numpy.ndarray
        Lower ends of the weights, up to a common factor; where both ends are zero, the
        dimension counts for nothing.
    high : numpy.ndarray
        Upper ends of the weights.
    fill : callable
        ``fill(generator, dimension, out)`` draws the weights of a dimension (its
        number) into an array.
    """

    low: np.ndarray
    high: np.ndarray
    fill: Callable[[np.random.Generator, int, np.ndarray], None]

    def settled(self, differences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say which differences of totals have one sign for all weights between the
        ends.

        Parameters
        ----------
        differences : numpy.ndarray
            Comparisons by dimensions: the scores of one unit minus those of another.

        Returns
        -------
        kept, lost : numpy.ndarray of bool
            The first unit always wins, or draws; it always loses, or draws but not
            everywhere. What is smaller than the rounding of floating-point numbers
            counts as a draw.
        """
        ends = differences * np.stack([self.low, self.high])[:, None]
        least, most = ends.min(axis=0).sum(axis=1), ends.max(axis=0).sum(axis=1)
        slack = 1e-14 * abs(ends[1]).sum(axis=1)
        return least >= -slack, (least < -slack) & (most <= slack)


def noise(weights: ArrayLike, width: float) -> Scheme:
    """Multiply each weight by 1 + u, the u independent and uniform between -width and
    width.

    Parameters
    ----------
    weights : array_like
    width : float
        Above zero and at most one.

    Returns
    -------
    Scheme

    Raises
    ------
    InputError
        If the width is none, or the weights are negative or all zero.

    Examples
    --------
    >>> noise([0.75, 0.25], 1).high.tolist()
    [1.5, 0.5]
    """
    if not 0 < width <= 1:
        raise InputError(f"noise of {width:g}", "a share above 0 and at most 1")
    weights = np.asarray(weights, float)
    if not (weights >= 0).all() or not 0 < weights.sum() < np.inf:
        expected = "numbers of zero and above, at least one above zero"
        raise InputError(f"weights {weights.tolist()}", expected)
    low, high = weights * (1 - width), weights * (1 + width)

    def fill(generator: np.random.Generator, dimension: int, out: np.ndarray) -> None:
        generator.random(out=out)
        out *= high[dimension] - low[dimension]
        out += low[dimension]

    return Scheme(low, high, fill)


def dirichlet(alpha: ArrayLike) -> Scheme:
    r"""Draw weights from a Dirichlet law: :math:`\gamma_k / \sum \gamma`, the
    :math:`\gamma_k` of gamma laws with shapes alpha.

    Shapes of one make all weights equally likely. Shapes of ``concentration * weights``
    have these weights as their mean and the variances :math:`w_k (1 - w_k) /
    (\mathrm{concentration} + 1)`. A shape of zero keeps the weight zero.

    Parameters
    ----------
    alpha : array_like
        Not negative; their sum, the concentration, is at least 0.1.

    Returns
    -------
    Scheme

    Raises
    ------
    InputError
        If a shape is negative, or the concentration too small.

    Examples
    --------
    >>> dirichlet([3, 0]).high.tolist()
    [1.0, 0.0]
    """
    alpha = np.asarray(alpha, float)
    # With less, all weights of a draw may underflow to zero.
    if not (alpha >= 0).all() or not 0.1 <= alpha.sum() < np.inf:
        found = f"a Dirichlet law of concentration {alpha.sum():g}"
        raise InputError(found, "0.1 or more, no shape being negative")

    def fill(generator: np.random.Generator, dimension: int, out: np.ndarray) -> None:
        generator.standard_gamma(alpha[dimension], out=out)

    return Scheme(np.zeros(len(alpha)), (alpha > 0).astype(float), fill)


def schemes(weights: ArrayLike, concentration: float) -> dict[str, Scheme]:
    """Give the three schemes of the audit by name: noise of 25 percent, Dirichlet
    around the weights, all weights alike.

    Parameters
    ----------
    weights : array_like
    concentration : float
        Of the Dirichlet law, at least 0.1.

    Returns
    -------
    dict of str to Scheme

    Raises
    ------
    InputError
        As `noise` and `dirichlet` do.

    Examples
    --------
    >>> list(schemes([0.75, 0.25], 100))
    ['noise_25', 'dirichlet', 'uniform']
    """
    weights = np.asarray(weights, float)
    return {
        "noise_25": noise(weights, 0.25),
        "dirichlet": dirichlet(concentration * weights),
        "uniform": dirichlet(np.ones(len(weights))),
    }


def draw(
    scheme: Scheme, draws: int, seed: int, chunk: int = CHUNK
) -> Iterator[np.ndarray]:
    """Draw weights, chunk by chunk; each dimension has its own stream of numbers, so
    that chunks change nothing.

    Parameters
    ----------
    scheme : Scheme
    draws : int
    seed : int
    chunk : int
        Draws at a time.

    Returns
    -------
    iterator of numpy.ndarray
        Dimensions by draws, overwritten by the next chunk.

    Raises
    ------
    InputError
        If there is nothing to draw, or the seed is none.

    Examples
    --------
    >>> [part.shape for part in draw(noise([0.5, 0.5], 0.25), 5, seed=1, chunk=3)]
    [(2, 3), (2, 2)]
    """
    if draws < 1 or chunk < 1:
        raise InputError(f"{draws} draws, {chunk} at a time", "at least one")
    return _chunks(scheme, draws, generators(seed, len(scheme.low)), chunk)


def _chunks(
    scheme: Scheme, draws: int, streams: list[np.random.Generator], chunk: int
) -> Iterator[np.ndarray]:
    """Draw weights into one place again and again."""
    room = np.empty((len(streams), chunk))
    for start in range(0, draws, chunk):
        part = room[:, : min(chunk, draws - start)]
        for dimension, stream in enumerate(streams):
            scheme.fill(stream, dimension, part[dimension])
        yield part
