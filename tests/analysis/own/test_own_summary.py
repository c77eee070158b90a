import codecs
import os
import shutil
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from analysis.own import files, sources
from analysis.paths import ROOT
from cicii.__main__ import main

NODES = """code,parent,weight,rule,reference
total,,,,
x,total,3,log_reference,1000
y,total,1,,
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, and results of its own."""
    monkeypatch.setattr(sources, "INDICES", tmp_path / "results")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "my_indicators.csv").write_text(NODES)
    return tmp_path / "data"


def compute(path):
    """Compute an index and write its results; give what is printed."""
    result = sources.own_result(path)
    target = files.results_of(path)
    files.write_results(result, path, target)
    return (target / files.SUMMARY).read_text(encoding="utf-8")


def run(folder, capsys, text):
    """Compute an index from a CSV file; give what was printed."""
    (folder / "my.csv").write_text(text, encoding="utf-8")
    return compute(folder / "my.csv")


def read(folder, name="index"):
    return pd.read_csv(folder.parent / "results" / "my" / f"{name}.csv")


def refused(folder, text):
    """Give the lines with which a file is refused."""
    (folder / "my.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as error:
        main(["index", str(folder / "my.csv")])
    return str(error.value).splitlines()


def test_it_says_back_what_it_understood(folder, capsys):
    text = "country,year,x,y\nPeru,2020,10,7\nPeru,2021,2000,8\nChile,2020,100,5\nChile,2021,100,5\n"
    printed = run(folder, capsys, text)
    assert (
        "Understood: 2 units, 2 years, 2 indicators in 2 levels, no value missing, 1 above their reference."
        in printed
    )
    assert "Peru, 2021, x: 2000 is above its reference, 1000" in printed
    assert read(folder, "beyond_scale").to_numpy().tolist() == [
        ["Peru", 2021, "x", 2000, 1000, "reference"]
    ]
    assert read(folder)["unit"].to_list() == ["Chile", "Peru", "Peru", "Chile"]


def test_all_errors_are_told_at_once_and_nothing_is_written(folder, capsys):
    lines = refused(folder, "unit,x,y\nA,many,1\nB,12k+,~3\nC,1,2,3\n")
    assert [line.partition("; ")[0].partition("my.csv, ")[2] for line in lines] == [
        "row 4: 4 cells",
        "row 2, column x: 'many' is not a number",
        "row 3, column y: '~3' is not a number",
        "row 3, x: 12k+ = 12000",
    ]
    assert all(line.startswith("error: ") for line in lines[:3])
    assert lines[3].startswith("Read all the same: ")
    assert not (folder.parent / "results").exists()


def test_errors_of_the_computation_name_the_file_each_with_its_unit(folder):
    lines = refused(folder, "unit,x,y\nA,0,1\nB,5,\nC,-2,3\n")
    assert [line.partition("my.csv: ")[2] for line in lines] == [
        "x, row A: 0 has no logarithm; expected counts above zero, or an offset",
        "x, row C: -2 has no logarithm; expected counts above zero, or an offset",
        "row B: y is missing; expected a value, or missing: renormalise",
    ]


def test_results_open_rightly_in_excel_and_names_stay_as_written(folder, capsys):
    run(folder, capsys, "unit,x,y\nGöteborg,10,7\n城市,100,5\n007,50,5\n")
    for path in (folder.parent / "results" / "my").glob("*.csv"):
        assert path.read_bytes().startswith(codecs.BOM_UTF8)
    index = pd.read_csv(folder.parent / "results" / "my" / "index.csv", dtype=str)
    assert set(index["unit"]) == {"Göteborg", "城市", "007"}


def test_a_gap_shows_the_places_that_it_leaves(folder, capsys):
    (folder / "my.yml").write_text(
        "name: m\nmissing: renormalise\nroot: {name: total, children: [{name: x}, {name: y}]}\n"
    )
    printed = run(folder, capsys, "unit,x,y\nA,60,\nB,70,30\nC,80,50\n")
    index = read(folder).set_index("unit")
    # A: 60 alone; with 30 to 50 for y, 45 to 55, beside 50 and 65.
    columns = ["rank", "rank_best", "rank_worst", "coverage", "missing_values"]
    assert index.loc["A", columns].to_list() == [2, 2, 3, 0.5, 1]
    assert index.loc["C", columns].to_list() == [1, 1, 1, 1, 0]
    assert (
        "A: rank 2, on 50% of the weight; places 2 to 3 with any score between"
        in printed
    )


def test_every_choice_and_every_filled_value_is_listed(folder, capsys):
    (folder / "my.yml").write_text(
        "name: m\nimpute: median\nroot: {name: total, children: ["
        "{name: x, denominator: people}, {name: y, treat: jrc}]}\n"
    )
    rows = "".join(f"U{number},{number}0,{number},10\n" for number in range(1, 8))
    run(folder, capsys, f"unit,x,y,people\n{rows}V,,100,10\n")
    assert read(folder, "imputed").to_numpy().tolist() == [["V", "x", 4.0, "median"]]
    assert read(folder, "treated").to_numpy().tolist() == [
        ["V", "y", 100, 7, "winsorise"]
    ]
    steps = read(folder, "steps").fillna("")
    assert [
        "denominator",
        "x",
        "people",
        "values divided by it",
    ] in steps.to_numpy().tolist()
    assert ["impute", "x", "median", "1 values filled"] in steps.to_numpy().tolist()
    index = read(folder).set_index("unit")
    assert index.loc["V", ["missing_values", "coverage"]].to_list() == [1, 0.5]


def test_results_of_a_source_that_is_gone_are_replaced(folder, capsys):
    run(folder, capsys, "unit,x,y\nA,10,7\nB,100,5\n")
    moved = folder.with_name("moved")
    shutil.move(folder, moved)
    compute(moved / "my.csv")
    assert str(moved) in (folder.parent / "results" / "my" / "source.txt").read_text()


def test_a_workbook_in_a_folder_without_a_description_is_pointed_at(folder):
    (folder / "my_indicators.csv").unlink()
    openpyxl.Workbook().save(folder / "my.xlsx")
    with pytest.raises(
        SystemExit, match="no index.yml in this folder; expected .*my.xlsx"
    ):
        main(["index", str(folder)])


def test_a_console_of_another_encoding_ends_nothing(tmp_path):
    (tmp_path / "gbk_console.csv").write_text(
        "unit,x\nGöteborg,1\nŁódź,2\n", encoding="utf-8"
    )
    (tmp_path / "gbk_console.yml").write_text(
        "name: m\nroot: {name: t, children: [{name: x}]}\n"
    )
    code = (
        "import sys; from pathlib import Path; from analysis.own import sources; from cicii.__main__ import main;"
        "sources.INDICES = Path(sys.argv[2]); main(['index', sys.argv[1]])"
    )
    command = [
        sys.executable,
        "-c",
        code,
        tmp_path / "gbk_console.csv",
        tmp_path / "index",
    ]
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert b"G\\xf6teborg" in done.stdout
