"""Solutions to the exercises: one for each, with its outputs. nbval runs them, as it runs
the notebooks.
"""

import json
import re

import pytest

from cicii import solutions
from cicii.notebooks import cells, notebook_paths, solution_paths


def exercises(path):
    """Give the numbers of the exercises with which a notebook closes."""
    last = cells(path)[-1][1]
    _, heading, text = re.split("^## (Exercises|练习)$", last, flags=re.MULTILINE)
    assert heading
    return re.findall(r"^(\d)\. ", text, re.MULTILINE)


def test_every_notebook_has_four_exercises_and_a_solution_of_each():
    names = [path.name for path in notebook_paths()]
    assert [path.name for path in solution_paths()] == names
    for path, solution in zip(notebook_paths(), solution_paths(), strict=True):
        assert exercises(path) == ["1", "2", "3", "4"]
        assert f"(solutions/{path.name})" in cells(path)[-1][1]
        parts = "".join(f"\n{source}" for _, source, _ in cells(solution))
        assert re.findall(r"^## (?:Exercise|练习) (\d)$", parts, re.MULTILINE) == list(
            "1234"
        )
        assert f"(../{path.name})" in parts


@pytest.mark.parametrize("path", solution_paths(), ids=lambda path: path.stem)
def test_a_solution_shows_what_it_finds_and_writes_nothing(path):
    content = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in content if cell["cell_type"] == "code"]
    assert len(code) == 5  # what all need, and one for each exercise
    for number, cell in enumerate(code, 1):
        kinds = [output["output_type"] for output in cell["outputs"]]
        names = [output.get("name") for output in cell["outputs"]]
        assert bool(kinds) == (number > 1)
        assert "error" not in kinds and "stderr" not in names
        assert "save_" not in "".join(cell["source"])


@pytest.mark.same_versions
def test_running_a_solution_again_gives_the_same_bytes(tmp_path, monkeypatch, capsys):
    copy = tmp_path / "solutions" / "03_index_by_hand.ipynb"
    (source,) = (path for path in solution_paths() if path.name == copy.name)
    copy.parent.mkdir()
    content = json.loads(source.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    copy.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(solutions, "solution_paths", lambda: [copy])
    solutions.run_solutions()
    assert copy.name in capsys.readouterr().out
    assert copy.read_bytes() == source.read_bytes()
