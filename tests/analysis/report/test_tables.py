import pytest

from analysis import results
from analysis.report import tables
from compindex.errors import InputError


def test_rows_are_numbered_as_in_the_file():
    table = tables.read_table(5)
    assert (table.index[0], table.index[-1], table.loc[4, "GDP"]) == (2, 16, "38155")


def test_repeated_headings_are_told_apart():
    assert list(tables.read_table(8).columns) == [
        "序号",
        "城市",
        "短视频社交影响力得分",
        "序号.1",
        "城市.1",
        "图片社交影响力得分",
    ]


@pytest.mark.parametrize("files", [[], ["table05_a.csv", "table05_b.csv"]])
def test_exactly_one_file_is_expected(tmp_path, files):
    for file in files:
        (tmp_path / file).write_text("a\n1\n")
    with pytest.raises(InputError, match=f"{len(files)} files table05"):
        tables.read_table(5, tmp_path)


def test_a_missing_result_says_how_to_make_it(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    with pytest.raises(
        InputError, match="index.csv: the file is missing.*make reproduce"
    ):
        results.read_processed("index")


def test_a_file_that_is_no_table_is_refused(tmp_path):
    (tmp_path / "table05_gdp.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="table05_gdp.csv: cannot be read"):
        tables.read_table(5, tmp_path)


def test_a_printed_table_of_no_rows_is_refused(tmp_path):
    (tmp_path / "table05_gdp.csv").write_text("城市,GDP\n", encoding="utf-8")
    with pytest.raises(InputError, match="table05_gdp.csv: no row below the heading"):
        tables.read_table(5, tmp_path)
