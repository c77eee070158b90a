import ast
import json
import os
from pathlib import Path

import pytest

import analysis
from analysis import workflow
from analysis.paths import ROOT
from compindex.errors import InputError

# From below to above. What is on one floor may import from each other.
FLOORS = [
    {
        "compindex",
    },
    {
        "commands",
        "paths",
        "names",
        "register",
        "report",
        "cleaning",
        "package",
        "supplied",
        "raw_data",
        "rule",
        "index",
    },
    {"tiers", "regression", "coverage", "accounts", "orderings"}
    | {
        "calibration",
        "disaggregation",
        "small_samples",
        "interrupted",
        "synthetic",
        "variants",
    },
    {"claims", "style", "figures", "charts", "pages"},
    {
        "outputs",
        "processes",
        "kernels",
        "sources",
        "lab",
        "snakemake_command",
        "parameters",
        "workflow",
        "runner",
        "run",
        "verify",
        "raw_folders",
        "own_audit",
        "own_index",
        "scenarios",
        "export",
        "changes",
    },
]
SOURCE = ROOT / "src" / "analysis"
FILES = sorted(SOURCE.rglob("*.py"))


def room(name):
    """Name the room that a full name belongs to: a module, a package, the library."""
    first, *rest = name.split(".")
    return rest[0] if first == "analysis" and rest else first


def floor(room):
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_a_room_imports_only_from_its_own_floor_and_those_below():
    rooms = {}
    for path in FILES:
        own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        names = workflow.imported(path.read_text(encoding="utf-8"))
        rooms.setdefault(own, set()).update(map(room, names))
    rooms.pop("__init__")
    assert {*rooms, "compindex"} == set().union(*FLOORS)
    assert [
        (room, other)
        for room, others in rooms.items()
        for other in others
        if floor(other) > floor(room)
    ] == []


def test_the_library_imports_nothing_of_the_report():
    files = (ROOT / "compindex").rglob("*.py")
    names = {
        name
        for path in files
        for name in workflow.imported(path.read_text(encoding="utf-8"))
    }
    assert {name.split(".")[0] for name in names} == {"compindex"}


def test_rooms_can_be_reached_through_the_package():
    assert analysis.index.compute_index
    with pytest.raises(AttributeError, match="has no room 'attic'"):
        analysis.attic  # noqa: B018


def test_rooms_follow_imports_through_one_another():
    got = workflow.rooms("06_regress_on_gdp")
    assert {
        "src/analysis/regression.py",
        "src/analysis/claims/totals.py",
        "compindex/src/compindex/errors.py",
        "compindex/src/compindex/__init__.py",
    } <= set(got)
    assert not {
        "src/analysis/coverage.py",
        "src/analysis/export.py",
        "src/analysis/run.py",
        "compindex/src/compindex/auditing.py",
        "compindex/src/compindex/robustness/ranks.py",
    } & set(got)
    assert all((ROOT / path).is_file() for path in got)


@pytest.mark.parametrize("code", ["import compindex", "from compindex import audit"])
def test_a_package_that_is_used_whole_counts_whole(code):
    got = workflow.files_of(*workflow.imported(code))
    files = (ROOT / "compindex" / "src").rglob("*.py")
    assert got == sorted(path.relative_to(ROOT).as_posix() for path in files)


def test_a_module_counts_with_the_packages_around_it():
    got = workflow.files_of(*workflow.imported("from compindex.files import TABLE"))
    names = ["__init__", "errors", "files"]
    assert got == [f"compindex/src/compindex/{name}.py" for name in names]


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
    assert workflow.default_parameters(path) == {"a": [1, 2], "c": "x"}


def test_digest_ignores_outputs_and_injected_cells_but_not_sources(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(workflow, "NOTEBOOKS", tmp_path)
    notebook(tmp_path / "plain.ipynb", ("a = 1", ["parameters"], []))
    notebook(
        tmp_path / "run.ipynb",
        ("a = 1", ["parameters"], [{"text": "1"}]),
        ("a = 2", ["injected-parameters"], []),
    )
    notebook(tmp_path / "other.ipynb", ("a = 3", ["parameters"], []))
    plain, run, other = (
        workflow.source_digest(name) for name in ("plain", "run", "other")
    )
    assert plain == run != other


def test_unknown_notebook_names_the_nearest():
    with pytest.raises(
        InputError,
        match="unknown notebook '04_analyze_tiers'.*nearest: 04_analyse_tiers",
    ):
        workflow.notebook_path("04_analyze_tiers")


@pytest.mark.parametrize(
    "path", sorted(workflow.NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem
)
def test_notebooks_are_thin_and_carry_their_outputs(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in code]
    assert [workflow.cells(path)[0][0], workflow.cells(path)[-1][0]] == [
        "markdown",
        "markdown",
    ]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    imports = next(source for source in sources if "from analysis import" in source)
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


def test_every_public_name_is_documented():
    for path in FILES:
        nodes = ast.parse(path.read_text(encoding="utf-8")).body
        public = [
            node
            for node in nodes
            if isinstance(node, (ast.FunctionDef, ast.ClassDef))
            and not node.name.startswith("_")
        ]
        assert all(ast.get_docstring(node) for node in public), path


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A folder of results with one that the workflow has made, and has written down."""
    monkeypatch.setattr(workflow, "ROOT", tmp_path)
    monkeypatch.setattr(workflow, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(workflow, "MANIFEST", tmp_path / "results.json")
    monkeypatch.chdir(tmp_path)  # Snakemake names its files from there
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "a.csv").write_text("made")
    workflow.record(["results/a.csv", "results/not_made.csv"])
    return tmp_path / "results"


def test_a_result_that_somebody_changed_is_made_anew(made):
    workflow.discard_altered()
    assert workflow.made_files() == [Path("a.csv")] and (made / "a.csv").exists()
    (made / "b.csv").write_text("invented")
    (made / "c.csv").symlink_to(made / "a.csv")
    workflow.discard_altered()
    assert [path.name for path in made.iterdir()] == ["a.csv"]
    (made / "a.csv").write_text("invented")
    workflow.discard_altered()
    assert list(made.iterdir()) == []


@pytest.mark.parametrize("text", [None, "[]", "[1]", "{", "[" * 100_000])
def test_without_a_list_of_what_was_made_everything_is_made_anew(made, text):
    workflow.MANIFEST.unlink()
    if text:
        workflow.MANIFEST.write_text(text)
    workflow.discard_altered()
    assert list(made.iterdir()) == [] and workflow.made_files() == []


def test_a_file_that_was_put_back_with_its_old_date_gets_a_new_one(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(workflow, "SEEN", tmp_path / "seen.json")
    monkeypatch.setattr(workflow, "ROOT", tmp_path)
    monkeypatch.setattr(workflow, "shown", lambda path: path.name)
    (tmp_path / "a.csv").write_text("invented")
    (tmp_path / "b.csv").write_text("as ever")
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    workflow.touch_changed(files)
    (tmp_path / "a.csv").write_text("printed")
    for name in ("a.csv", "b.csv"):
        os.utime(tmp_path / name, (1, 1))
    workflow.touch_changed(files)
    dates = [(tmp_path / name).stat().st_mtime for name in ("a.csv", "b.csv")]
    assert dates[0] > 1_000_000 and dates[1] == 1
