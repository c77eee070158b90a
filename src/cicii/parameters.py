"""The parameters of the notebooks: their names, types and ranges, checked before
anything runs.
"""

import contextlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import pydantic
from pydantic import Field

from analysis.paths import ROOT, from_checkout
from analysis.report.words import CITIES, DIMENSIONS, LANGUAGES
from compindex.errors import InputError, one_of, quoted
from compindex.models import checked
from compindex.yaml_files import parsed, read_mapping

BASELINE_FILE = ROOT / "scenarios" / "baseline.yml"

Score = Annotated[float, Field(ge=0, le=100)]
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Say why a path cannot even be looked at: it is too long, or leads to itself."""
    try:
        yield
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror})") from None


class Parameters(pydantic.BaseModel, extra="forbid", strict=True):
    """What may be set in the notebooks; each says there what it means. Files and folders
    are named from the checkout, nothing being an empty text.
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
    own_data: str = Field(min_length=1)
    own_scenario: str
    second_data: str
    own_tiers: int = Field(ge=0, le=12)
    factors: list[Annotated[float, Field(gt=1, le=100)]] = Field(
        min_length=1, max_length=5
    )
    break_month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
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
    noise_draws: int = Field(ge=2, le=100_000)
    followers_unit: int = Field(ge=1, le=1_000_000)
    claim_id: str = Field(pattern="^[a-z0-9_]+$")
    language: Literal[LANGUAGES]

    @pydantic.field_validator("dimension_weights")
    @classmethod
    def _all_or_none(cls, weights: dict[str, float]) -> dict[str, float]:
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
    def _without_left_out(
        cls, cities: list[str], info: pydantic.ValidationInfo
    ) -> list[str]:
        if info.data.get("left_out") in cities:
            raise ValueError(
                f"{info.data['left_out']} is left_out as well, expected another city there"
            )
        return cities

    @pydantic.field_validator("data_folder", "index_specification", "coverage_file")
    @classmethod
    def _there(cls, path: str, info: pydantic.ValidationInfo) -> str:
        folder = info.field_name == "data_folder"
        named = ROOT / path
        with _readable():
            there = named.is_dir() if folder else named.is_file()
        if path and not there:
            kind = "folder" if folder else "file"
            near = [
                from_checkout(other)
                for other in sorted(named.parent.glob("[!.]*"))
                if other.is_dir() == folder
            ]
            raise ValueError(f"no such {kind}, expected {one_of(near, path)}")
        return path

    @pydantic.field_validator("own_data", "second_data", "own_scenario")
    @classmethod
    def _file_or_folder(cls, path: str) -> str:
        named = ROOT / path
        with _readable():
            there = named.exists()
        if path and not there:
            near = [
                from_checkout(other) for other in sorted(named.parent.glob("[!.]*"))
            ]
            raise ValueError(f"no such file or folder, expected {one_of(near, path)}")
        return path

    @pydantic.field_validator("tier_edges")
    @classmethod
    def _falling(cls, edges: list[float]) -> list[float]:
        if any(upper <= lower for upper, lower in pairwise(edges)):
            raise ValueError(
                "the edges do not fall, expected each below the one before it"
            )
        return edges


def check_values(
    values: dict, file: str | None = None, lines: dict[tuple, int] | None = None
) -> dict:
    """Check a full set of parameters; where they stand, and in which lines, is for the
    error.
    """
    return checked(Parameters, values, file, lines, "parameter").model_dump()


def load_parameters(path: Path = BASELINE_FILE) -> dict:
    """Read and check the parameters of a run, the published ones by default."""
    values, lines = read_mapping(path, "lines such as classes: 5")
    return check_values(values, from_checkout(path), lines)


def override(values: dict, assignments: list[str]) -> dict:
    """Replace parameters by assignments, ``name=value`` with the value in YAML, and check
    the outcome.
    """
    changed = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise InputError(f"{quoted(assignment)} sets nothing", "name=value")
        changed[name] = parsed(text, "command line", "name=value, the value in YAML")
    return check_values(values | changed, file="command line")
