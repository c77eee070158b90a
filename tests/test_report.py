import pytest

from analysis import report
from analysis.errors import InputError


def test_rows_are_numbered_as_in_the_file():
    table = report.read_table(5)
    assert (table.index[0], table.index[-1], table.loc[4, "GDP"]) == (2, 16, "38155")


def test_repeated_headings_are_told_apart():
    assert list(report.read_table(8).columns) == [
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
        report.read_table(5, tmp_path)


def test_a_missing_result_says_how_to_make_it(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    with pytest.raises(InputError, match="index.csv: the file is missing.*make reproduce"):
        report.read_processed("index")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("b,s,q,many,points", "prose.csv, row 3: 'many' is not a number"),
        ("b,s,q,,points", "prose.csv, row 3: '' is blank"),
        ('b,s,q,"Wuhan, Harbin",city', "prose.csv, row 3: unknown city ' Harbin'"),
        ("a,s,q,2,points", "prose.csv, row 3: the id stands here a second time"),
    ],
)
def test_a_wrong_value_of_the_prose_is_named(tmp_path, row, expected):
    (tmp_path / "prose.csv").write_text(f"id,section,quantity,printed,unit\na,s,q,1,points\n{row}\n")
    with pytest.raises(InputError, match=expected):
        report.read_prose(tmp_path)


def test_a_missing_column_of_the_prose_is_named(tmp_path):
    (tmp_path / "prose.csv").write_text("id,section,printed\na,s,1\n")
    with pytest.raises(InputError, match="the column unit is missing"):
        report.read_prose(tmp_path)


def test_a_file_that_is_no_table_is_refused(tmp_path):
    (tmp_path / "prose.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="prose.csv: cannot be read"):
        report.read_prose(tmp_path)
