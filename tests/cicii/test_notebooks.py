import ast
import json
from pathlib import Path

import pytest

from analysis.paths import ROOT
from cicii import notebooks
from compindex.errors import InputError


def notebook(path, *cells):
    content = [
        {
            "cell_type": "code",
            "source": source,
            "metadata": {"tags": tags},
            "outputs": outputs,
        }
        for source, tags, outputs in cells
    ]
    path.write_text(json.dumps({"cells": content}))
    return path


def test_default_parameters_are_the_literals_of_the_tagged_cell(tmp_path):
    path = notebook(
        tmp_path / "a.ipynb",
        ("b = 2", [], []),
        ("a = [1, 2]  # why\nc = 'x'", ["parameters"], []),
    )
    assert notebooks.default_parameters(path) == {"a": [1, 2], "c": "x"}


def test_digest_ignores_outputs_and_injected_cells_but_not_sources(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    notebook(tmp_path / "plain.ipynb", ("a = 1", ["parameters"], []))
    notebook(
        tmp_path / "run.ipynb",
        ("a = 1", ["parameters"], [{"text": "1"}]),
        ("a = 2", ["injected-parameters"], []),
    )
    notebook(tmp_path / "other.ipynb", ("a = 3", ["parameters"], []))
    plain, run, other = (
        notebooks.source_digest(name) for name in ("plain", "run", "other")
    )
    assert plain == run != other


def test_unknown_notebook_names_the_nearest():
    with pytest.raises(
        InputError,
        match="unknown notebook '04_analyze_tiers'.*nearest: 04_analyse_tiers",
    ):
        notebooks.notebook_path("04_analyze_tiers")


@pytest.mark.parametrize(
    "path", sorted(notebooks.NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem
)
def test_notebooks_are_thin_and_carry_their_outputs(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in code]
    assert [notebooks.cells(path)[0][0], notebooks.cells(path)[-1][0]] == [
        "markdown",
        "markdown",
    ]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    imports = next(source for source in sources if "from analysis" in source)
    assert all(
        len(source.splitlines()) <= 15 for source in sources if source != imports
    )
    plain = [
        "\n".join(line for line in source.splitlines() if not line.startswith("%"))
        for source in sources
    ]
    assert not any(
        isinstance(node, (ast.FunctionDef, ast.ClassDef))
        for source in plain
        for node in ast.walk(ast.parse(source))
    )
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    for cell, source in zip(code, plain, strict=True):
        last = ast.parse(source).body[-1]
        silent = (
            not isinstance(last, ast.Expr)
            or "save_" in ast.unparse(last)
            or "rows.append" in ast.unparse(last)
            or "set_option" in ast.unparse(last)
        )
        assert cell["outputs"] or silent, source
    assert not any(
        output.get("name") == "stderr" or output["output_type"] == "error"
        for cell in code
        for output in cell["outputs"]
    )
    # No path of the machine.
    assert "/" + Path(ROOT).parts[1] + "/" not in path.read_text(encoding="utf-8")
