"""Laws of random weights: noise on the nominal ones, Dirichlet around them, all weights
alike; and draws from them.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analysis.errors import InputError
from analysis.robustness.inputs import generators

CHUNK = 2**13  # draws at a time: weights and comparisons of a chunk fit the cache


class Scheme(NamedTuple):
    """A law of random weights, each drawn by itself; a common factor of all weights
    changes no order.

    Attributes
    ----------
    low, high : numpy.ndarray
        Ends of the weights, up to a common factor; where both are zero, the dimension
        counts for nothing.
    fill : callable
        ``fill(generator, dimension, out)`` draws the weights of a dimension (its
        number) into an array.
    """

    low: np.ndarray
    high: np.ndarray
    fill: Callable

    def settled(self, differences):
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
        least, most, slack = (
            ends.min(axis=0).sum(axis=1),
            ends.max(axis=0).sum(axis=1),
            1e-14 * abs(ends[1]).sum(axis=1),
        )
        return least >= -slack, (least < -slack) & (most <= slack)


def noise(weights, width):
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
    """
    if not 0 < width <= 1:
        raise InputError(f"noise of {width:g}", "a share above 0 and at most 1")
    weights = np.asarray(weights, float)
    if not (weights >= 0).all() or not 0 < weights.sum() < np.inf:
        raise InputError(
            f"weights {weights.tolist()}",
            "numbers of zero and above, at least one above zero",
        )
    low, high = weights * (1 - width), weights * (1 + width)

    def fill(generator, dimension, out):
        generator.random(out=out)
        out *= high[dimension] - low[dimension]
        out += low[dimension]

    return Scheme(low, high, fill)


def dirichlet(alpha):
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
    """
    alpha = np.asarray(alpha, float)
    if (
        not (alpha >= 0).all() or not 0.1 <= alpha.sum() < np.inf
    ):  # below, all weights of a draw may underflow to zero
        raise InputError(
            f"a Dirichlet law of concentration {alpha.sum():g}",
            "0.1 or more, no shape being negative",
        )

    def fill(generator, dimension, out):
        generator.standard_gamma(alpha[dimension], out=out)

    return Scheme(np.zeros(len(alpha)), (alpha > 0).astype(float), fill)


def schemes(weights, concentration):
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
    """
    weights = np.asarray(weights, float)
    laws = (
        noise(weights, 0.25),
        dirichlet(concentration * weights),
        dirichlet(np.ones(len(weights))),
    )
    return dict(zip(("noise_25", "dirichlet", "uniform"), laws, strict=True))


def draw(scheme, draws, seed, chunk=CHUNK):
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
    """
    if draws < 1 or chunk < 1:
        raise InputError(f"{draws} draws, {chunk} at a time", "at least one")
    return _chunks(scheme, draws, generators(seed, len(scheme.low)), chunk)


def _chunks(scheme, draws, streams, chunk):
    """Draw weights into one place again and again."""
    room = np.empty((len(streams), chunk))
    for start in range(0, draws, chunk):
        part = room[:, : min(chunk, draws - start)]
        for dimension, stream in enumerate(streams):
            scheme.fill(stream, dimension, part[dimension])
        yield part
