import io

import pandas as pd
import pytest

from cicii.__main__ import main

ARTICLES = "date,city,language\n2020-01-05,Wuhan,English\n2020-01-07,武汉,English\n"


def test_an_export_is_printed_as_a_tidy_table(tmp_path, monkeypatch, capfdbinary):
    (tmp_path / "a.csv").write_text(ARTICLES + "2020-02-01,Xi'an,French\n")
    monkeypatch.chdir(tmp_path)  # a file is named from where one stands
    main(["media", "a.csv"])
    out, err = capfdbinary.readouterr()
    got = pd.read_csv(io.BytesIO(out))
    assert got.to_numpy().tolist() == [
        ["2020-01", "wuhan", "english", 2],
        ["2020-02", "xian", "french", 1],
    ]
    lines = err.decode().splitlines()
    assert lines[0].startswith("Not enough for notebook 05: no row for beijing, ")
    assert "no row for 2019-07" in lines[1]


def test_a_wrong_row_is_one_line_and_prints_nothing(tmp_path, capsys):
    (tmp_path / "a.csv").write_text(ARTICLES + "2020-02-30,Wuhan,French\n")
    with pytest.raises(SystemExit, match="a.csv, row 4, column date: '2020-02-30'"):
        main(["media", str(tmp_path / "a.csv")])
    assert capsys.readouterr().out == ""
