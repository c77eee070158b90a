"""Notebook 11 run on data of the user's own, into a folder of its own."""

from pathlib import Path

from analysis.own import files, sources
from analysis.own.files import SUMMARY
from analysis.paths import from_checkout
from analysis.results import write
from cicii import parameters, runner, ticker

BOOK = "11_your_own_index"
__all__ = ["BOOK", "SUMMARY", "run_own"]


def run_own(named: str, scenario: str = "") -> Path:
    """Run the notebook on a file or folder, under a scenario where one is named; give
    the folder of results. What is wrong with the data is told before the notebook runs.
    """
    path = sources.raw_data_at(Path(named))
    target = files.results_of(path)
    given = str(Path(scenario).absolute()) if scenario else ""
    result = sources.own_result(path, scenario=given)
    if given:
        target = target / "scenarios" / Path(given).stem
    values = parameters.load_parameters() | {
        "own_data": str(path),
        "own_scenario": given,
        "second_data": "",
    }
    executed = target / f"{BOOK}.ipynb"
    units, parts = len(result.scores), len(result.spec.root.children)
    words = f"computing and auditing {from_checkout(path)}, {units:,} rows by {parts}"
    with ticker.at_work(words):
        runner.run_notebook(BOOK, sources.INDICES.parent, values, executed)
    if given:  # whose index it is holds for its scenarios too
        write(files.results_of(path) / files.SOURCE, files.source_line(path))
    return target
