import json

import pandas as pd
import pytest

from analysis.own import sources
from cicii import own_run
from cicii.__main__ import main

SPEC = "name: m\nroot: {name: t, children: [{name: x}, {name: y}]}\n"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Three units, and results of their own."""
    monkeypatch.setattr(sources, "INDICES", tmp_path / "index")
    (tmp_path / "my.csv").write_text("unit,x,y\nA,50,41\nB,63,30\nC,20,22\n")
    (tmp_path / "my.yml").write_text(SPEC)
    return tmp_path / "my.csv"


def test_the_command_runs_the_notebook_and_says_where_results_are(data, capsys):
    main(["index", str(data)])
    printed = capsys.readouterr().out
    folder = sources.INDICES / "my"
    assert printed.startswith("Supplied") and printed.endswith(f"done: {folder}\n")
    notebook = json.loads(
        (folder / f"{own_run.BOOK}.ipynb").read_text(encoding="utf-8")
    )
    assert all(
        cell["execution_count"]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    )
    scenario = data.with_name("only_y.yml")
    scenario.write_text("question: Only y?\nweights: {x: 0}\n")
    before = (folder / "index.csv").read_bytes()
    main(["index", str(data), "--scenario", str(scenario)])
    assert "Scenario: Only y?" in capsys.readouterr().out
    moved = pd.read_csv(folder / "scenarios" / "only_y" / "what_changed.csv")
    assert moved.set_index("unit")["places_gained"].to_dict() == {
        "A": 1,
        "B": -1,
        "C": 0,
    }
    assert (folder / "index.csv").read_bytes() == before
    other = data.parent / "elsewhere" / "only_y.yml"
    other.parent.mkdir()
    other.write_text("question: Only x?\nweights: {y: 0}\n")
    with pytest.raises(SystemExit, match=f"it holds the scenario {scenario}; expected"):
        main(["index", str(data), "--scenario", str(other)])


def test_a_wrong_scenario_is_told_before_anything_runs(data):
    scenario = data.with_name("s.yml")
    scenario.write_text("question: What?\nweights: {z: 0}\nleft_out: [D]\n")
    with pytest.raises(SystemExit, match="s.yml: weights: no such node z; expected"):
        main(["index", str(data), "--scenario", str(scenario)])
    assert not sources.INDICES.exists()
    with pytest.raises(SystemExit, match="the file is missing"):
        main(["index", str(data), "--scenario", str(data.with_name("none.yml"))])
