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


def test_downloads_of_google_trends_become_a_table_of_units(tmp_path, capfdbinary):
    one = (
        "类别：所有类别\n\n月,Rome: (全球),Bari: (全球)\n2021-01,40,<1\n2021-02,60,1\n"
    )
    other = "Category: All\n\nMonth,Rome: (Worldwide),Pisa: (Worldwide)\n2021-01,80,9\n2021-02,100,18\n"
    (tmp_path / "a.csv").write_text(one, encoding="utf-8-sig")
    (tmp_path / "b.csv").write_text(other)
    main(["trends", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--years"])
    out, err = capfdbinary.readouterr()
    assert out.decode().splitlines() == [
        "city,year,google_trend,periods",
        "Rome,2021,50,2",
        "Bari,2021,0.75,2",
        "Pisa,2021,7.5,2",
    ]
    assert "on the scale of the first file" in err.decode()
    with pytest.raises(SystemExit, match="a.txt: the file is missing"):
        main(["trends", str(tmp_path / "a.txt")])


@pytest.mark.parametrize("name", ["city", "year", "periods", "", "=1+1", "a\x1b[31m"])
def test_an_indicator_has_a_name_of_its_own(tmp_path, name):
    (tmp_path / "a.csv").write_text("Month,Rome: (Italy)\n2021-01,7\n")
    with pytest.raises(SystemExit, match="is no name of an indicator; expected"):
        main(["trends", str(tmp_path / "a.csv"), "--indicator", name])
