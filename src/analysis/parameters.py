"""The parameters of the notebooks: their names, types and ranges, checked before
anything runs.
"""

from itertools import pairwise
from math import log2
from typing import Annotated, Literal

import pydantic
from pydantic import Field

from analysis.names import CITIES, DIMENSIONS
from analysis.paths import ROOT, shown
from compindex.errors import InputError, one_of, quoted
from compindex.models import checked
from compindex.yaml_files import parsed, read_mapping

BASELINE = ROOT / "scenarios" / "baseline.yml"

Score = Annotated[float, Field(ge=0, le=100)]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Parameters(pydantic.BaseModel, extra="forbid", strict=True):
    """What may be set in the notebooks.

    Attributes
    ----------
    gucp_limit : int
        Lowest world rank of economic competitiveness that meets the selection criterion
        (notebook 01).
    decimals : int
        Decimals to which the printed scores are taken to be rounded (02, 03, 08).
    dimension_weights : dict
        Weight of each of the four dimensions; empty takes those of Table 2 (03, 08).
    aggregate : str
        Mean that joins the dimensions (03).
    standardization : str
        Rule that takes the place of the specification's at every leaf (03).
    excluded_cities : list of str
        Cities that are left out of the index (03).
    data_folder : str
        Folder of raw data, relative to the checkout; empty starts from the printed
        scores (03).
    index_specification : str
        File of another specification, relative to the checkout; empty takes the
        report's, or the data folder's (03).
    tier_edges : list of float
        Lower ends of tiers 1 to 4 (03, 04, 08).
    classes : int
        Number of natural breaks (04).
    reading_of_2019 : str
        Months meant by Wuhan's mean "in 2019" (05).
    reading_of_others : str
        Whether the coverage of the other cities is per city or for all together (05).
    scale : str
        Scale of the reports in Figure 3 (05).
    coverage_file : str
        The user's own export of media reports, relative to the checkout; empty if there
        is none (05).
    draws, runs : int
        Number of random paths, and of runs of the simulation (05).
    autocorrelation : float
        Of the simulated errors, from one month to the next (05).
    left_out : str
        City without which the regression is repeated (06).
    permutations : int
        Number of shuffles (06).
    seed : int
        Seed of the random numbers (05, 06, 08).
    level : float
        Confidence level (05, 06, 08).
    weight_draws : int
        Number of draws of weights under each scheme (08).
    concentration : float
        Of the Dirichlet law of weights around the nominal ones (08).
    sobol_points : int
        Length of the Sobol' sequences, a power of two (08).
    followers_unit : int
        Number of followers that engagement is related to (07).
    claim_id : str
        The statement to look at closely (09).
    """

    gucp_limit: int = Field(ge=1, le=1000)
    decimals: int = Field(ge=0, le=2)
    dimension_weights: dict[Literal[tuple(DIMENSIONS.values())], Weight]
    aggregate: Literal["as_specified", "arithmetic", "geometric", "harmonic"]
    standardization: Literal["as_specified", "minmax", "zscore", "rank", "percentile"]
    data_folder: str
    index_specification: str
    tier_edges: list[Score] = Field(min_length=4, max_length=4)
    classes: int = Field(ge=2, le=13)
    reading_of_2019: Literal["half_year", "full_year"]
    reading_of_others: Literal["per_city", "together"]
    scale: Literal["log", "linear"]
    coverage_file: str
    draws: int = Field(ge=100, le=20_000)
    runs: int = Field(ge=100, le=20_000)
    autocorrelation: float = Field(ge=0, le=0.95)
    left_out: Literal[tuple(city.id for city in CITIES)]
    excluded_cities: list[Literal[tuple(city.id for city in CITIES)]] = Field(
        max_length=9
    )
    permutations: int = Field(ge=99, le=999_999)
    seed: int = Field(ge=0, le=2**32 - 1)
    level: float = Field(gt=0.5, lt=1)
    weight_draws: int = Field(ge=1000, le=100_000_000)
    concentration: float = Field(ge=1, le=1_000_000)
    sobol_points: int = Field(ge=512, le=65_536)
    followers_unit: int = Field(ge=1, le=1_000_000)
    claim_id: str = Field(pattern="^[a-z0-9_]+$")

    @pydantic.field_validator("dimension_weights")
    @classmethod
    def _all_or_none(cls, weights):
        missing = [name for name in DIMENSIONS.values() if name not in weights]
        if weights and missing:
            raise ValueError(
                f"lacks {', '.join(missing)}, expected a weight for each dimension or none at all"
            )
        if weights and sum(weights.values()) == 0:
            raise ValueError(
                "the weights sum to zero, expected at least one above zero"
            )
        return weights

    @pydantic.field_validator("excluded_cities")
    @classmethod
    def _without_left_out(cls, cities, info):
        if info.data.get("left_out") in cities:
            raise ValueError(
                f"{info.data['left_out']} is left_out as well, expected another city there"
            )
        return cities

    @pydantic.field_validator("data_folder", "index_specification", "coverage_file")
    @classmethod
    def _there(cls, path, info):
        folder = info.field_name == "data_folder"
        named = ROOT / path
        try:
            there = named.is_dir() if folder else named.is_file()
        except OSError as error:
            raise ValueError(f"cannot be read ({error.strerror})") from None
        if path and not there:
            kind = "folder" if folder else "file"
            near = [
                shown(other)
                for other in sorted(named.parent.glob("*"))
                if other.is_dir() == folder
            ]
            raise ValueError(f"no such {kind}, expected {one_of(near, path)}")
        return path

    @pydantic.field_validator("sobol_points")
    @classmethod
    def _power_of_two(cls, points):
        if points & (points - 1):
            raise ValueError(
                f"expected a power of two, such as {2 ** round(log2(points))}"
            )
        return points

    @pydantic.field_validator("tier_edges")
    @classmethod
    def _falling(cls, edges):
        if any(upper <= lower for upper, lower in pairwise(edges)):
            raise ValueError(
                "the edges do not fall, expected each below the one before it"
            )
        return edges


def check(values, file=None, lines=None):
    """Check a full set of parameters.

    Parameters
    ----------
    values : dict
        Value by name.
    file : str, optional
        Where the values stand, for the error.
    lines : dict of tuple to int, optional
        Their lines (`yaml_files.read_mapping`), for the error.

    Returns
    -------
    dict
        The same values.

    Raises
    ------
    InputError
        For the first name, type or range that is wrong; an unknown name is answered
        with the allowed ones and the nearest of them.
    """
    return checked(Parameters, values, file, lines, "parameter").model_dump()


def load(path=BASELINE):
    """Read and check the parameters of a run.

    Parameters
    ----------
    path : path
        YAML file with a value for each parameter.

    Returns
    -------
    dict
        Checked values by name.

    Raises
    ------
    InputError
        If the file is missing, is no YAML mapping, or holds a wrong parameter.

    Examples
    --------
    >>> load()["classes"]
    5
    """
    values, lines = read_mapping(path, "lines such as classes: 5")
    return check(values, shown(path), lines)


def override(values, assignments):
    """Replace parameters by assignments from a command line, and check the outcome.

    Parameters
    ----------
    values : dict
        Checked parameters.
    assignments : list of str
        ``name=value``, the value in YAML.

    Returns
    -------
    dict
        Checked parameters.

    Examples
    --------
    >>> override(load(), ["classes=4"])["classes"]
    4
    """
    changed = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise InputError(f"{quoted(assignment)} sets nothing", "name=value")
        changed[name] = parsed(text, "command line", "name=value, the value in YAML")
    return check(values | changed, file="command line")
