"""Notebook 11 run on data of the user's own, into a folder of its own."""

from pathlib import Path

from analysis.own import files, sources
from analysis.paths import ROOT, from_checkout
from analysis.results import write
from cicii import parameters, runner, ticker
from compindex.errors import InputError
from compindex.files import read_text

BOOK = "11_your_own_index"
SCENARIO = "scenario.txt"  # the file that the scenario was read from


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
        _refuse_another(target / SCENARIO, given)
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
    if given:
        write(target / SCENARIO, files.source_line(given))
        # Whose index it is holds for its scenarios too.
        write(files.results_of(path) / files.SOURCE, files.source_line(path))
    return target


def _refuse_another(kept: Path, given: str) -> None:
    """Refuse a scenario where the results of another of its name lie, and that file is
    still there.
    """
    if not kept.exists():
        return
    before = read_text(kept, "the scenario of these results").strip()
    place = (ROOT / before).resolve()
    if place != Path(given).resolve() and place.exists():
        found = f"it holds the scenario {before}"
        expected = "another name of your scenario, or that folder removed"
        raise InputError(found, expected, from_checkout(kept.parent))
