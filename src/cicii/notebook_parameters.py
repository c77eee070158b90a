"""The parameters of one notebook, held to the baseline before it runs."""

from analysis.paths import from_checkout
from analysis.report.register import find_claim
from cicii import parameters
from cicii.imports import code_of
from cicii.notebooks import default_parameters, notebook_path, told_in_one_line
from compindex.errors import InputError, one_of, quoted


def notebook_parameters(name: str, values: dict) -> dict:
    """Select the parameters that a notebook takes."""
    own = default_parameters(notebook_path(name))
    return {parameter: values[parameter] for parameter in own}


def check_parameters(name: str, values: dict) -> None:
    """Hold the parameters cell of a notebook to the baseline, and what is to run to what
    exists. Another value in the cell would be injected below it and overrule it in
    silence.
    """
    path = notebook_path(name)
    own, baseline = default_parameters(path), parameters.load_parameters()
    for parameter in own:
        if parameter not in values:
            found = f"unknown parameter {quoted(parameter)}"
            raise InputError(found, one_of(values, parameter), from_checkout(path))
    parameters.check_values(baseline | own, from_checkout(path))  # 5.0 is not 5
    differing = [
        f"{parameter} is {quoted(value)} in the cell tagged parameters and "
        f"{quoted(baseline[parameter])} in scenarios/baseline.yml"
        for parameter, value in own.items()
        if value != baseline[parameter]
    ]
    if differing:
        expected = "the same in both; to try another value, `make lab`"
        raise InputError("; ".join(differing), expected, from_checkout(path))
    if "claim_id" in own:
        find_claim(values["claim_id"])


def check_notebook(name: str, values: dict) -> None:
    """Refuse a notebook that cannot be run: one with wrong parameters, or with code that
    is no Python.
    """
    check_parameters(name, values)
    with told_in_one_line(notebook_path(name)):
        code_of(name)
