import pytest

from compindex.errors import InputError
from compindex.tables import sheets
from compindex.tables.sheets import as_table, read_sheets


def test_an_encoding_that_is_guessed_is_told_with_a_word_of_the_text(tmp_path):
    (tmp_path / "a.csv").write_bytes("城市,x\n武汉,1\n".encode("gbk"))
    (sheet,) = read_sheets(tmp_path / "a.csv")
    assert sheet.remarks[0].endswith("a.csv is taken for GB18030, in which it has 城市")
    (tmp_path / "a.csv").write_text("城市,x\n武汉,1\n", encoding="utf-8")
    assert read_sheets(tmp_path / "a.csv")[0].remarks == []


def test_of_blanks_alone_no_encoding_is_told(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xa0\ncity,x\nRome,1\n")
    (sheet,) = read_sheets(tmp_path / "a.csv")
    assert list(sheet.rows) == [2, 3] and sheet.remarks == []


def test_a_table_names_repeated_headings_apart_and_tells_every_uneven_row(tmp_path):
    (tmp_path / "a.csv").write_text("x,x,\n1,2,3\n\n4,5,6\n")
    table = as_table(read_sheets(tmp_path / "a.csv")[0])
    assert table.to_dict("index") == {
        2: {"x": "1", "x.1": "2", "Unnamed: 2": "3"},
        4: {"x": "4", "x.1": "5", "Unnamed: 2": "6"},
    }
    (tmp_path / "a.csv").write_text("x,y\n1\n1,2\n1,2,3\n")
    with pytest.raises(InputError) as error:
        as_table(read_sheets(tmp_path / "a.csv")[0])
    lines = [line.rpartition("a.csv, ")[2] for line in str(error.value).splitlines()]
    assert lines == [
        "row 2: 1 cells; expected 2 as in the heading",
        "row 4: 3 cells; expected 2 as in the heading",
    ]


def test_a_file_of_more_cells_or_rows_than_a_table_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("x,y\n1,2\n\n\n3,4\n")
    monkeypatch.setattr(sheets, "CELLS", 6)
    assert list(read_sheets(tmp_path / "a.csv")[0].rows) == [1, 2, 5]
    monkeypatch.setattr(sheets, "EXPORTED", 4)
    with pytest.raises(InputError, match="a.csv: too many rows; expected 4 at most"):
        read_sheets(tmp_path / "a.csv")
    monkeypatch.setattr(sheets, "CELLS", 5)
    with pytest.raises(InputError, match="a.csv: too many"):
        read_sheets(tmp_path / "a.csv")
