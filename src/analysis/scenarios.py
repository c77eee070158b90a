"""Scenarios: files that hold what differs from the published parameters, checked before
anything runs.
"""

import re
from typing import Annotated

import pydantic
from pydantic import Field

from analysis import parameters, register
from analysis.paths import ROOT, shown
from compindex.errors import InputError, one_of, quoted
from compindex.models import checked
from compindex.yaml_files import read_mapping

FOLDER = ROOT / "scenarios"
BASELINE = "baseline"

# A scenario's name becomes the name of a folder and part of a command.
NAME = r"\w[\w.-]{0,99}"
RULE = "up to 100 letters, digits, _, - and ., the first a letter or a digit"

# Every entry is optional, and has the type and the range of the parameter.
_FIELDS = {
    name: (Annotated[field.rebuild_annotation(), field], None)
    for name, field in parameters.Parameters.model_fields.items()
}


class _Question(pydantic.BaseModel, extra="forbid", strict=True):
    """What a scenario asks, and checks that single parameters do not make."""

    question: str = Field(min_length=1)

    @pydantic.field_validator("dimension_weights", check_fields=False)
    @classmethod
    def _whole(cls, weights):
        if weights and abs(sum(weights.values()) - 1) > 1e-9:
            raise ValueError(
                f"the weights add up to {sum(weights.values()):g}, expected 1"
            )
        return weights


Scenario = pydantic.create_model("Scenario", __base__=_Question, **_FIELDS)


def names():
    """List the scenarios by name, the baseline aside.

    Examples
    --------
    >>> "without_wuhan" in names()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.yml") if path.stem != BASELINE)


def read(name):
    """Read and check a scenario.

    Parameters
    ----------
    name : str
        Name of a file in ``scenarios``, without ending.

    Returns
    -------
    dict
        ``question``, and the parameters that it sets.

    Raises
    ------
    InputError
        If there is none of the name; or for the first entry that is wrong, with its
        line and the nearest name: an unknown parameter or city, a wrong type or range,
        weights that do not add up to one, a file that is not there.
    """
    if not re.fullmatch(NAME, name):
        raise InputError(
            f"{quoted(name)} is no name of a scenario", RULE, shown(FOLDER)
        )
    path = FOLDER / f"{name}.yml"
    if not path.exists():
        raise InputError(
            f"no scenario {quoted(name)}", one_of(names(), name), file=shown(FOLDER)
        )
    content, lines = read_mapping(
        path, "a question, and the parameters that differ from baseline.yml"
    )
    scenario = checked(Scenario, content, shown(path), lines, "parameter")
    parameters.check(
        parameters.load() | scenario.model_dump(include=set(content) - {"question"}),
        shown(path),
        lines,
    )
    checked_values = scenario.model_dump()
    return {name: checked_values[name] for name in content}  # in the order of the file


def rehearse(values):
    """Make the index of a scenario without running a notebook, so that what is wrong in
    its files shows before.

    Parameters
    ----------
    values : dict
        From `load`.

    Raises
    ------
    InputError
        For whatever notebook 03 would refuse.
    """
    # Here, since checking a file alone does without.
    from analysis import claims, variants

    register.find(values["claim_id"])
    printed = claims.Printed()
    choices = {
        name: values[name]
        for name in ("dimension_weights", "aggregate", "standardization")
    }
    spec = variants.specified(
        printed.weights, values["index_specification"], values["data_folder"], **choices
    )
    scores = printed.scores.value
    leaves, known = variants.leaf_values(
        scores, spec, values["data_folder"], values["excluded_cities"]
    )
    variants.all_nodes(leaves, known, spec, half_unit=0.0)


def load(name=BASELINE):
    """Give the parameters of a run under a scenario.

    Parameters
    ----------
    name : str
        ``baseline`` for those of the published results.

    Returns
    -------
    dict
        Checked values by name.

    Examples
    --------
    >>> load("without_wuhan")["excluded_cities"]
    ['wuhan']
    """
    own = {} if name == BASELINE else read(name)
    return parameters.load() | {
        key: value for key, value in own.items() if key != "question"
    }
