"""Scenarios: files that hold what differs from the published parameters, checked before
anything runs.
"""

import re
from typing import Annotated

import pydantic
from pydantic import Field

from analysis.ledger.sample import Report
from analysis.paths import ROOT, from_checkout
from analysis.ranking import system
from analysis.report.register import find_claim
from cicii import parameters
from compindex.errors import InputError, one_of, quoted
from compindex.models import checked
from compindex.rules import SHOWN
from compindex.yaml_files import read_mapping

FOLDER = ROOT / "scenarios"
PUBLISHED = "baseline"

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

    question: Annotated[str, SHOWN] = Field(min_length=1)

    @pydantic.field_validator("dimension_weights", check_fields=False)
    @classmethod
    def _whole(cls, weights: dict[str, float]) -> dict[str, float]:
        total = sum(weights.values())
        if weights and abs(total - 1) > 1e-9:
            raise ValueError(f"the weights add up to {total:g}, expected 1")
        return weights


Scenario = pydantic.create_model("Scenario", __base__=_Question, **_FIELDS)


def scenario_names() -> list[str]:
    """List the scenarios by name, the published parameters aside."""
    names = [path.stem for path in FOLDER.glob("*.yml")]
    return sorted(name for name in names if name != PUBLISHED)


def read_scenario(name: str) -> dict:
    """Read and check a scenario: its question, and the parameters that it sets."""
    if not re.fullmatch(NAME, name):
        found = f"{quoted(name)} is no name of a scenario"
        raise InputError(found, RULE, from_checkout(FOLDER))
    path = FOLDER / f"{name}.yml"
    if not path.exists():
        found, expected = f"no scenario {quoted(name)}", one_of(scenario_names(), name)
        raise InputError(found, expected, file=from_checkout(FOLDER))
    expected = "a question, and the parameters that differ from baseline.yml"
    content, lines = read_mapping(path, expected)
    file = from_checkout(path)
    values = checked(Scenario, content, file, lines, "parameter").model_dump()
    own = {name: values[name] for name in content}  # in the order of the file
    changed = {name: value for name, value in own.items() if name != "question"}
    parameters.check_values(parameters.load_parameters() | changed, file, lines)
    return own


def rehearse(values: dict) -> None:
    """Make the index of a scenario without running a notebook, so that whatever notebook
    03 would refuse in its files shows before.
    """
    report = Report.of_folder()
    find_claim(values["claim_id"], report.claims)
    choices = ("dimension_weights", "aggregate", "standardization")
    spec = system.specified(
        report.weights,
        values["index_specification"],
        values["data_folder"],
        **{name: values[name] for name in choices},
    )
    scores = report.scores.value
    leaves, known = system.leaf_values(
        scores, spec, values["data_folder"], values["excluded_cities"], scores
    )
    system.all_nodes(leaves, known, spec, half_unit=0.0)


def load_scenario(name: str = PUBLISHED) -> dict:
    """Give the checked parameters of a run under a scenario, or the published ones."""
    own = {} if name == PUBLISHED else read_scenario(name)
    own.pop("question", None)
    return parameters.load_parameters() | own
