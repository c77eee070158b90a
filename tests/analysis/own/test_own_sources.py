import io
import shutil

import pandas as pd
import pytest

import compindex
from analysis import results
from analysis.own import files, sources
from analysis.paths import ROOT
from analysis.report.words import as_cities
from cicii.__main__ import main
from compindex.errors import InputError

SYNTHETIC = ROOT / "data" / "synthetic"
AUDIT = (
    *("uncertainty", "choices", "option_ranks", "sensitivity", "importance"),
    *("pair_reversals", "rank_probabilities", "rank_ranges", "borders", "verdicts"),
    *("not_computed", "effort"),
)
ALWAYS = {"index", "weights", "correlations", "missing", "steps", "nodes", "settings"}


def compute(path):
    """Compute an index and write its results; give what is printed."""
    result = sources.own_result(path)
    target = files.results_of(path)
    files.write_results(result, path, target)
    return (target / files.SUMMARY).read_text(encoding="utf-8")


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
    monkeypatch.setattr(sources, "INDICES", tmp_path / "results")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.yml").write_text(SPECIFICATION)
    (tmp_path / "mine" / "a.csv").write_text(
        "city,year,x,y\nA,2020,1,5\nB,2020,2,\nA,2021,8,8\nB,2021,4,8\n"
    )
    return tmp_path / "mine"


def test_a_panel_gives_one_index_a_year_changes_and_missing_values(
    folder, capsys, tmp_path
):
    printed = compute(folder)
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
    assert (
        "Missing values: 1; policy: renormalise." in printed
        and "B, 2020, y" in printed
        and "B: 1 in 2020, 2 in 2021" in printed
    )


def test_an_error_leaves_the_earlier_outputs(folder, tmp_path):
    compute(folder)
    before = {path: path.read_bytes() for path in (tmp_path / "results").rglob("*.csv")}
    (folder / "index.yml").write_text(SPECIFICATION.replace("renormalise", "error"))
    with pytest.raises(
        SystemExit,
        match="mine: 2020: row B, 2020: y is missing; expected a value, or missing: renormalise",
    ):
        main(["index", str(folder)])
    assert {
        path: path.read_bytes() for path in (tmp_path / "results").rglob("*.csv")
    } == before


def test_files_of_an_earlier_run_do_not_stay(folder, tmp_path):
    compute(folder)
    (folder / "a.csv").write_text("city,x,y\nA,1,5\nB,2,3\n")
    compute(folder)
    found = {path.stem for path in (tmp_path / "results" / "mine").glob("*.csv")}
    assert found == {*ALWAYS, "strengths", *AUDIT}


def test_a_wrong_folder_is_answered_with_the_nearest(folder):
    with pytest.raises(
        SystemExit,
        match="error: .*mien: no such file or folder; expected one of mine.*nearest: mine",
    ):
        main(["index", str(folder.parent / "mien")])
    with pytest.raises(SystemExit, match="no file or folder is named"):
        main(["index"])


def test_synthetic_outputs_say_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sources, "INDICES", tmp_path)
    assert compute(SYNTHETIC).startswith("SYNTHETIC: ")
    found = sorted((tmp_path / "synthetic").iterdir())
    names = [*ALWAYS, *AUDIT, "strengths", "tier_probabilities"]
    expected = {f"{name}_synthetic.csv" for name in names}
    assert {path.name for path in found if path.suffix == ".csv"} == expected
    rest = {path.name for path in found if path.suffix != ".csv"}
    pictures = {
        f"{name}_synthetic.{kind}" for name in files.PICTURES for kind in ("png", "svg")
    }
    both = {"index_synthetic.xlsx", "index_synthetic.html", "source.txt", "summary.txt"}
    both.add("what-if_synthetic.html")
    assert rest == both | pictures
    for name in ("index", "what-if"):
        page = (tmp_path / "synthetic" / f"{name}_synthetic.html").read_text("utf-8")
        assert "SYNTHETIC" in page
    index = pd.read_csv(tmp_path / "synthetic" / "index_synthetic.csv")
    assert set(index["provenance"]) == {"synthetic"}


def test_raw_data_among_the_results_are_refused_and_stay(folder, tmp_path):
    compute(folder)
    inside = tmp_path / "results" / "mine"
    before = sorted(inside.iterdir())
    with pytest.raises(SystemExit, match="this lies among the results"):
        main(["index", str(inside)])
    assert sorted(inside.iterdir()) == before


def test_a_node_named_like_a_column_of_the_result_is_refused(folder):
    (folder / "index.yml").write_text(SPECIFICATION.replace("total", "rank"))
    with pytest.raises(
        SystemExit, match="index.yml: a node is called rank; expected another name"
    ):
        main(["index", str(folder)])


def test_a_node_that_a_spreadsheet_would_compute_is_refused(folder):
    (folder / "index.yml").write_text(SPECIFICATION.replace("name: y", "name: '=y'"))
    with pytest.raises(SystemExit, match="index.yml: the node '=y' begins as a form"):
        main(["index", str(folder)])


def test_a_wrong_specification_and_a_file_that_cannot_be_read_are_told_together(folder):
    (folder / "index.yml").write_text(SPECIFICATION.replace("weight: 3", "wieght: 3"))
    (folder / "b.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(SystemExit) as error:
        main(["index", str(folder)])
    assert "nearest: weight" in str(error.value)
    assert "b.csv: this is a PDF" in str(error.value)


def test_columns_that_no_leaf_uses_are_named_and_missing_values_counted(
    folder, capsys, tmp_path
):
    (folder / "a.csv").write_text("city,x,y,z\nA,1,,5\nB,2,2,3\n")
    printed = compute(folder)
    assert "columns that no leaf uses: " in printed and "a.csv: z\n" in printed
    index = pd.read_csv(tmp_path / "results" / "mine" / "index.csv").set_index("city")
    assert index["missing_values"].to_dict() == {"A": 1, "B": 0}


THREE = "city,x,y,z\nA,80.5,40.1,30.2\nB,60.3,70.2,50.9\nC,50.6,45.3,35.8\n"
OF_THREE = """
name: mine
missing: renormalise
root:
  name: total
  children: [{name: x, weight: 3}, {name: y}, {name: z}]
"""


def run(folder, capsys, csv, specification=OF_THREE):
    """Compute an index; give its tables by name, and what was printed."""
    (folder / "index.yml").write_text(specification)
    (folder / "a.csv").write_text(csv)
    printed = compute(folder)
    found = (sources.INDICES / "mine").glob("*.csv")
    tables = {path.stem: pd.read_csv(path) for path in found}
    return tables, printed


def test_an_index_gets_the_audit_of_its_upper_nodes(folder, capsys):
    tables, printed = run(folder, capsys, THREE)
    scores = pd.DataFrame(
        {"x": [80.5, 60.3, 50.6], "y": [40.1, 70.2, 45.3], "z": [30.2, 50.9, 35.8]},
        ["A", "B", "C"],
    )
    expected = compindex.audit(
        scores, {"x": 3, "y": 1, "z": 1}, naming=sources.NAMINGS["city"]
    )
    for name in AUDIT:
        written = results.table_bytes(as_cities(expected[name]))
        pd.testing.assert_frame_equal(tables[name], pd.read_csv(io.BytesIO(written)))
    assert "how_sure" in printed
    pairs = tables["pair_reversals"].set_index(["city_a", "city_b"])["settled_by"]
    # A is ahead by 0.6 · 20.2 - 0.2 · 30.1 - 0.2 · 20.7 = 1.96 points, less than a tenth
    # of 12.12 + 6.02 + 4.14.
    assert pairs["A", "B"] == "open"
    assert pairs["B", "C"] == "dominance"


def test_each_year_is_audited_by_itself(folder, capsys):
    rows = THREE.replace("city,", "city,year,").replace("A,", "A,2020,")
    rows = rows.replace("B,", "B,2020,").replace("C,", "C,2020,")
    later = "A,2021,50,40,30\nB,2021,51,41,31\nC,2021,49,39,29\n"
    tables, _ = run(folder, capsys, rows + later)
    for name in AUDIT:
        assert tables[name].columns[0] == "year"
    pairs = tables["pair_reversals"]
    assert pairs.groupby("year").size().to_dict() == {2020: 3, 2021: 3}
    assert set(pairs.loc[pairs["year"] == 2021, "settled_by"]) == {"dominance"}
    alone, _ = run(folder, capsys, THREE)
    pd.testing.assert_frame_equal(
        pairs[pairs["year"] == 2020].drop(columns="year"),
        alone["pair_reversals"],
    )


def test_who_lacks_a_score_is_left_out_of_the_audit_aloud(folder, capsys):
    tables, printed = run(folder, capsys, THREE + "D,70,,60\n")
    assert "lacking scores: D." in printed
    assert set(tables["rank_ranges"]["city"]) == {"A", "B", "C"}
    assert set(tables["index"]["city"]) == {"A", "B", "C", "D"}


def test_an_index_that_cannot_be_audited_is_written_all_the_same(folder, capsys):
    run(folder, capsys, THREE)
    tables, printed = run(folder, capsys, "city,x,y,z\nA,1,2,3\n")
    assert "No audit of total: 1 city with all scores; expected two or more." in printed
    # Nothing of the earlier run stays.
    assert set(tables) == ALWAYS
    rows = "".join(f"c{number},{number},5,6\n" for number in range(1001))
    tables, printed = run(folder, capsys, "city,x,y,z\n" + rows)
    assert "No audit of total: 1,001 cities; expected 1,000 at most." in printed
    assert set(tables) == ALWAYS


def test_another_mean_of_the_root_is_audited_as_what_it_is(folder, capsys):
    other = OF_THREE.replace("name: total", "name: total\n  aggregate: geometric")
    tables, printed = run(folder, capsys, THREE, other)
    assert "The audit takes" not in printed
    totals = tables["index"].set_index("city")["total"]
    assert totals["B"] == pytest.approx((60.3**3 * 70.2 * 50.9) ** (1 / 5))
    for row in tables["pair_reversals"].itertuples():
        gap = totals[row.city_a] - totals[row.city_b]
        assert row.gap == pytest.approx(gap) and gap > 0
    _, printed = run(folder, capsys, THREE.replace("30.2", "0"), other)
    assert "The audit takes total as an arithmetic mean, though it is a geom" in printed


def test_a_city_of_the_report_is_named_as_there_and_any_other_as_it_is(folder, capsys):
    tables, _ = run(folder, capsys, THREE.replace("A,", "xian,").replace("B,", "AUT,"))
    words = " ".join(tables["verdicts"]["verdict"])
    assert "its order with Xi'an" in words and "its order with AUT" in words


def test_another_source_of_the_same_name_is_refused_and_the_same_replaces(
    folder, tmp_path, capsys
):
    run(folder, capsys, THREE)
    before, _ = run(folder, capsys, THREE.replace("80.5", "90.5"))  # the same replaces
    other = tmp_path / "elsewhere" / "mine.2021"  # results go by the stem
    shutil.copytree(folder, other)
    (other / "a.csv").write_text(THREE.replace("80.5", "70.5"))
    with pytest.raises(SystemExit, match=f"it holds the index of {folder}; expected"):
        main(["index", str(other)])
    after = pd.read_csv(sources.INDICES / "mine" / "index.csv")
    pd.testing.assert_frame_equal(after, before["index"])
    (sources.INDICES / "mine" / "source.txt").unlink()
    with pytest.raises(SystemExit, match="it holds the index of an unknown source"):
        main(["index", str(folder)])


def test_a_source_in_the_checkout_is_named_from_there():
    # Another checkout, such as that of a cluster, writes the same bytes.
    assert files.source_line(SYNTHETIC) == b"data/synthetic\n"


def test_a_link_to_itself_is_no_file(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(InputError, match="a.csv: no such file or folder"):
        sources.own_result(tmp_path / "a.csv")
