import pandas as pd
import pytest

from analysis import own_index, raw_folders

SPECIFICATION = """
name: mine
missing: renormalise
root:
  name: total
  children:
    - {name: x, weight: 3}
    - {name: y}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two cities and two years, with one value missing."""
    monkeypatch.setattr(own_index, "RESULTS", tmp_path / "results")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.yml").write_text(SPECIFICATION)
    (tmp_path / "mine" / "a.csv").write_text(
        "city,year,x,y\nA,2020,1,5\nB,2020,2,\nA,2021,8,8\nB,2021,4,8\n"
    )
    return tmp_path / "mine"


def test_a_panel_gives_one_index_a_year_changes_and_missing_values(
    folder, capsys, tmp_path
):
    own_index.main([str(folder)])
    read = {
        path.stem: pd.read_csv(path)
        for path in (tmp_path / "results" / "mine").glob("*.csv")
    }
    expected = [
        ["A", 2020, 1, 2.0],
        ["B", 2020, 1, 2.0],
        ["A", 2021, 1, 8.0],
        ["B", 2021, 2, 5.0],
    ]
    assert (
        read["index"][["city", "year", "rank", "total"]].to_numpy().tolist() == expected
    )
    assert set(read["index"]["provenance"]) == {"supplied"}
    assert read["rank_changes"][["city", "places_gained"]].to_numpy().tolist() == [
        ["A", 0],
        ["B", -1],
    ]
    assert read["missing"].to_numpy().tolist() == [["B", 2020, "y"]]
    printed = capsys.readouterr().out
    assert (
        "Missing values: 1; policy: renormalise." in printed
        and "B, 2020, y" in printed
        and "B: 1 in 2020, 2 in 2021" in printed
    )


def test_an_error_leaves_the_earlier_outputs(folder, tmp_path):
    own_index.main([str(folder)])
    before = {path: path.read_bytes() for path in (tmp_path / "results").rglob("*.csv")}
    (folder / "index.yml").write_text(SPECIFICATION.replace("renormalise", "error"))
    with pytest.raises(
        SystemExit,
        match="mine: 2020: row B, 2020: y is missing; expected a value, or missing: renormalise",
    ):
        own_index.main([str(folder)])
    assert {
        path: path.read_bytes() for path in (tmp_path / "results").rglob("*.csv")
    } == before


def test_files_of_an_earlier_run_do_not_stay(folder, tmp_path):
    own_index.main([str(folder)])
    (folder / "a.csv").write_text("city,x,y\nA,1,5\nB,2,3\n")
    own_index.main([str(folder)])
    assert sorted(path.name for path in (tmp_path / "results" / "mine").iterdir()) == [
        "index.csv",
        "missing.csv",
    ]


def test_a_wrong_folder_is_answered_with_the_nearest(folder):
    with pytest.raises(
        SystemExit,
        match="error: .*mien: no such folder; expected one of mine.*nearest: mine",
    ):
        own_index.main([str(folder.parent / "mien")])
    with pytest.raises(SystemExit, match="no folder is named"):
        own_index.main([])


def test_synthetic_outputs_say_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(own_index, "RESULTS", tmp_path)
    own_index.main([str(raw_folders.SYNTHETIC)])
    assert capsys.readouterr().out.startswith("SYNTHETIC: ")
    files = sorted((tmp_path / "synthetic").iterdir())
    assert [path.name for path in files] == [
        "index_synthetic.csv",
        "missing_synthetic.csv",
    ]
    assert set(pd.read_csv(files[0])["provenance"]) == {"synthetic"}


def test_raw_data_among_the_results_are_refused_and_stay(folder, tmp_path):
    own_index.main([str(folder)])
    inside = tmp_path / "results" / "mine"
    before = sorted(inside.iterdir())
    with pytest.raises(SystemExit, match="the folder lies among the results"):
        own_index.main([str(inside)])
    assert sorted(inside.iterdir()) == before


def test_a_node_named_like_a_column_of_the_result_is_refused(folder):
    (folder / "index.yml").write_text(SPECIFICATION.replace("total", "rank"))
    with pytest.raises(
        SystemExit, match="index.yml: a node is called rank; expected another name"
    ):
        own_index.main([str(folder)])


def test_columns_that_no_leaf_uses_are_named_and_missing_values_counted(
    folder, capsys, tmp_path
):
    (folder / "a.csv").write_text("city,x,y,z\nA,1,,5\nB,2,2,3\n")
    own_index.main([str(folder)])
    assert (
        "Columns that no leaf of index.yml uses: a.csv: z." in capsys.readouterr().out
    )
    index = pd.read_csv(tmp_path / "results" / "mine" / "index.csv").set_index("city")
    assert index["missing_values"].to_dict() == {"A": 1, "B": 0}
