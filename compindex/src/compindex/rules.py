"""How the values of a leaf become scores: the rule, and what is done before it."""

from typing import Annotated, Literal

import pydantic

from compindex.standardize import METHODS
from compindex.tables.headings import has_control, visible

# What each standardization takes besides the values, and what it cannot do without.
_OPTIONS = {
    "log_reference": {"reference", "offset"},
    "minmax": {"low", "high"},
    "goalposts": {"worst", "best", "logarithm"},
}
_NEEDED = {"log_reference": {"reference"}, "goalposts": {"worst", "best"}}


class Standardization(pydantic.BaseModel, extra="forbid"):
    """The rule that turns a leaf's values into scores, with its options.

    Attributes
    ----------
    method : str
        Name of the rule, one of `standardize.METHODS`.
    reference : float
        The count that scores 100, for ``log_reference``.
    offset : float
        What ``log_reference`` adds to counts and reference first, so that zeros have a
        logarithm.
    low : float
        Lower end of the scale, for ``minmax``.
    high : float
        Upper end of the scale, for ``minmax``.
    worst : float
        The value that scores 0, for ``goalposts``.
    best : float
        The value that scores 100, for ``goalposts``.
    logarithm : bool
        Whether ``goalposts`` take the logarithm of values and goalposts first.
    """

    method: Literal[tuple(METHODS)] = "identity"
    reference: float | None = pydantic.Field(None, gt=1, allow_inf_nan=False)
    offset: float | None = pydantic.Field(None, ge=0, allow_inf_nan=False)
    low: float | None = pydantic.Field(None, allow_inf_nan=False)
    high: float | None = pydantic.Field(None, allow_inf_nan=False)
    worst: float | None = pydantic.Field(None, allow_inf_nan=False)
    best: float | None = pydantic.Field(None, allow_inf_nan=False)
    logarithm: pydantic.StrictBool | None = None

    @pydantic.model_validator(mode="after")
    def _options_fit(self) -> "Standardization":
        allowed, given = _OPTIONS.get(self.method, set()), self.options()
        for name in sorted(given.keys() - allowed):
            raise ValueError(
                f"{self.method} takes no {name}, expected {' and '.join(sorted(allowed)) or 'no option'}"
            )
        for name in sorted(_NEEDED.get(self.method, set()) - given.keys()):
            raise ValueError(f"{self.method} lacks its {name}, expected a number")
        if self.method == "minmax" and given.get("low", 0) >= given.get("high", 100):
            raise ValueError(
                "minmax has its low end at or above the high one, expected low below high (0 and 100 if not given)"
            )
        if self.method == "goalposts" and self.worst == self.best:
            raise ValueError("both goalposts are equal, expected two different values")
        if self.logarithm and min(self.worst, self.best) <= 0:
            raise ValueError("a goalpost has no logarithm, expected both above zero")
        return self

    def options(self) -> dict[str, float | bool]:
        """Give the options that are set, by name.

        Returns
        -------
        dict
        """
        return self.model_dump(exclude_none=True, exclude={"method"})


def _no_truth(value: object) -> object:
    """Refuse yes and no where a number belongs; Python would take them for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("expected a number")
    return value


NO_TRUTH = pydantic.BeforeValidator(_no_truth)


def _shown(text: str) -> str:
    """Refuse text that cannot be shown."""
    if has_control(text):
        raise ValueError("a character that cannot be shown, expected text")
    return text


def _named(text: str) -> str:
    """Refuse a name of nothing but blanks."""
    if not visible(text):
        raise ValueError("an empty name, expected one")
    return text


SHOWN = pydantic.AfterValidator(_shown)
NAMED = pydantic.AfterValidator(_named)


class Treatment(pydantic.BaseModel, extra="forbid"):
    """How the values of a leaf are treated before they are standardized.

    Attributes
    ----------
    method : {"none", "winsorise", "log", "log1p", "jrc"}
        ``jrc`` does what the rule of `treat.by_rule` asks for: nothing, winsorise, or a
        logarithm.
    points : int
        How many values ``winsorise`` draws in; as many as the rule asks for, by default.
    offset : float
        What ``log`` adds to the values first.
    """

    method: Literal["none", "winsorise", "log", "log1p", "jrc"] = "none"
    points: Annotated[int, NO_TRUTH] | None = pydantic.Field(None, ge=1)
    offset: float | None = pydantic.Field(None, ge=0, allow_inf_nan=False)

    @pydantic.model_validator(mode="after")
    def _options_fit(self) -> "Treatment":
        if self.points is not None and self.method != "winsorise":
            raise ValueError(f"{self.method} takes no points, winsorise does")
        if self.offset is not None and self.method != "log":
            raise ValueError(f"{self.method} takes no offset, log does")
        return self


def _as_treatment(value: object) -> object:
    """Take a bare word for the method of a treatment."""
    return {"method": value} if isinstance(value, str) else value


TREATED = pydantic.BeforeValidator(_as_treatment)


Imputation = Literal["none", "median", "group_median", "linear"]
