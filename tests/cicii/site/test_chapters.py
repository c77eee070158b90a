import json

import pytest

from analysis.paths import ROOT
from cicii.notebooks import notebook_paths, solution_paths
from cicii.site.chapters import Chapter

BOOKS = [path.stem for path in notebook_paths()]


def shown(name, tree):
    """Give the cells of a page, and those of the notebook behind it."""
    path = ROOT / "notebooks" / f"{name}.ipynb"
    Chapter(path, tree).write()
    pages = [tree / "notebooks" / path.name, path]
    return [json.loads(one.read_text(encoding="utf-8"))["cells"] for one in pages]


def outputs(cells, kind):
    data = [
        output.get("data", {}) for cell in cells for output in cell.get("outputs", [])
    ]
    return [one[kind] for one in data if kind in one]


@pytest.mark.parametrize("name", BOOKS)
def test_a_page_shows_every_cell_with_its_code_folded(tmp_path, name):
    got, stored = shown(name, tmp_path)
    code = [cell for cell in got if cell["cell_type"] == "code"]
    assert all(cell["metadata"]["tags"] == ["hide-input"] for cell in code)
    sources = ["".join(cell["source"]) for cell in code]
    expected = [
        "".join(cell["source"])
        for path in (ROOT / "notebooks", ROOT / "notebooks/solutions")
        for cell in json.loads((path / f"{name}.ipynb").read_text())["cells"]
        if cell["cell_type"] == "code"
    ]
    assert sorted(sources) == sorted(expected)
    assert len({cell["id"] for cell in got}) == len(got)


@pytest.mark.parametrize("name", BOOKS)
def test_every_picture_becomes_a_file_with_its_words(tmp_path, name):
    got, stored = shown(name, tmp_path)
    assert not outputs(got, "image/png")
    texts = map("".join, outputs(got, "text/markdown"))
    links = [text for text in texts if text.startswith("![")]
    folder = tmp_path / "notebooks" / name
    files = sorted(folder.glob("*.png")) if folder.is_dir() else []
    assert len(links) == len(files) >= len(outputs(stored, "image/png"))
    for link, file in zip(links, files, strict=True):
        assert link.endswith(f"]({name}/{file.name})") and len(link) > 50


def test_solutions_stand_folded_behind_the_exercises(tmp_path):
    got, _ = shown("03_index_by_hand", tmp_path)
    texts = ["".join(cell["source"]) for cell in got]
    (exercises,) = (i for i, text in enumerate(texts) if "## Exercises" in text)
    opened = [i for i, text in enumerate(texts) if text.startswith("<details")]
    closed = [i for i, text in enumerate(texts) if text == "</details>"]
    assert opened[0] == exercises + 1 and closed[-1] == len(texts) - 1
    assert all(a < b for a, b in zip(opened, closed, strict=True))
    assert all(a + 1 == b for a, b in zip(closed, opened[1:], strict=False))
    assert texts[opened[1]].endswith("<summary>Solution: Exercise 1</summary>")
    assert not any(text.startswith("## Exercise 1") for text in texts)


def test_every_notebook_has_its_solutions_on_its_page(tmp_path):
    for path in solution_paths():
        got, _ = shown(path.stem, tmp_path)
        folds = sum("<details" in "".join(cell["source"]) for cell in got)
        headings = path.read_text(encoding="utf-8").count('"## ')
        assert folds == headings + 1


def test_the_notebook_itself_can_be_downloaded(tmp_path):
    got, _ = shown("03_index_by_hand", tmp_path)
    expected = (
        "{download}`Download this notebook <../files/notebooks/03_index_by_hand.ipynb>`"
    )
    assert got[1]["source"] == expected
    copy = tmp_path / "files/notebooks/03_index_by_hand.ipynb"
    stored = ROOT / "notebooks/03_index_by_hand.ipynb"
    assert copy.read_bytes() == stored.read_bytes()


def test_what_lies_beside_a_figure_stands_under_it(tmp_path):
    got, _ = shown("04_analyse_tiers", tmp_path)
    for number in (1, 4, 5):
        (place,) = (
            i for i, cell in enumerate(got) if cell["source"][:9] == f"Figure {number}:"
        )
        assert outputs([got[place - 1]], "text/markdown")
        for ending in ("csv", "json", "svg"):
            assert f"figures/fig{number}.{ending}>" in got[place]["source"]
        assert f"figures/zh/fig{number}.svg>" in got[place]["source"]
