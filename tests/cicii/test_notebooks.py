import ast
import json
import re
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
    with pytest.raises(InputError, match="one of 06_regress_on_gdp .nearest"):
        notebooks.notebook_path("06_regress")
    with pytest.raises(InputError, match="one of 00_start_here, 00zh.*11_your_own"):
        notebooks.notebook_path("regression")


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
    pictures = [
        output["metadata"]["image/png"]["alt"]
        for cell in code
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    assert all(len(words) >= 30 for words in pictures)
    assert len(set(pictures)) == len(pictures)
    # No path of the machine.
    assert "/" + Path(ROOT).parts[1] + "/" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", notebooks.notebook_paths(), ids=lambda path: path.stem)
def test_no_output_has_digits_that_hang_on_the_processor(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        for output in cell.get("outputs", []):
            text = output.get("text", output.get("data", {}).get("text/plain", ""))
            numbers = re.findall(r"\d+\.\d+", "".join(text))
            assert not [one for one in numbers if len(one) > 13]


PACKAGES = ("analysis", "compindex", "cicii")


def calls(path):
    """List the distinct functions of the packages that a notebook calls, by the names
    that it gives them.
    """
    code = [source for kind, source, _ in notebooks.cells(path) if kind == "code"]
    lines = [line for line in "\n".join(code).split("\n") if line[:1] != "%"]
    tree = ast.parse("\n".join(lines))
    ours = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            ours |= {one.name for one in node.names if one.name in PACKAGES}
        elif isinstance(node, ast.ImportFrom):
            if node.module.split(".")[0] in PACKAGES:
                ours |= {one.asname or one.name for one in node.names}
    found = {
        ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)
    }
    # A method of what a call has given is none of its own: read(1).round(2) is one call.
    named = {one for one in found if re.fullmatch(r"[\w.]+", one)}
    return {one for one in named if one.partition(".")[0] in ours}


def test_calls_are_those_into_the_packages(tmp_path):
    source = """
import numpy as np
import compindex
from analysis import results as r
from analysis.report.words import name_en
r.read(name_en(1)).round(2)
r.read(2)
compindex.audit(np.sum([1]))
"""
    path = notebook(tmp_path / "a.ipynb", (source, [], []))
    assert calls(path) == {"r.read", "name_en", "compindex.audit"}


# What a notebook opens with, what it comes to, and what it closes with.
IN_ENGLISH = (
    ("Question", "Answer", "Afterwards you can", "You should know"),
    ("## What was found", "**What this does not show.**", "## Exercises"),
    ("**References.**", "**Next:**"),
)
IN_CHINESE = (
    ("问题", "回答", "读完之后，你能", "需要知道"),
    ("## 小结", "**这不能说明**", "## 练习"),
    ("**参考文献。**", "**下一篇：**"),
)


@pytest.mark.parametrize(
    "path", sorted(notebooks.NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem
)
def test_a_notebook_is_for_learning(path):
    texts = [source for kind, source, _ in notebooks.cells(path) if kind == "markdown"]
    chinese = path.stem.partition("_")[0].endswith("zh")
    opening, middle, closing = IN_CHINESE if chinese else IN_ENGLISH
    for words in opening:
        assert f"**{words}" in texts[0]
    assert re.search(r"\*\*(Time:\*\* \d+ minutes|用时：\*\* \d+ 分钟)", texts[0])
    for words in middle:
        assert "\n".join(texts).count(words) == 1
    for words in closing:
        assert words in texts[-1]
    if not path.stem.startswith("08b"):  # the one for reviewers takes the audit apart
        assert len(calls(path)) <= 15, calls(path)


def test_links_between_notebooks_lead_somewhere():
    for path in (*notebooks.notebook_paths(), *notebooks.solution_paths()):
        for kind, source, _ in notebooks.cells(path):
            for link in re.findall(r"\]\(([^)#]+\.ipynb)\)", source):
                assert kind != "markdown" or (path.parent / link).is_file(), link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"cells": 5}',
        '{"cells": ["a"]}',
        '{"cells": [{}]}',
        "[" * 90_000,
    ]
    + ['{"cells": [{"metadata": {"tags": 5}}]}', "9" * 5_000],
)
def test_what_is_no_notebook_is_refused_wherever_its_cells_are_read(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text)
    for read in (notebooks.cells, notebooks.digest_of_cells):
        with pytest.raises(InputError, match="a.ipynb: cannot be read") as error:
            read(tmp_path / "a.ipynb")
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["../notebooks/01_clean_data", "./01_clean_data"])
def test_a_notebook_has_a_name_and_no_path(name):
    with pytest.raises(InputError, match="unknown notebook"):
        notebooks.notebook_path(name)
