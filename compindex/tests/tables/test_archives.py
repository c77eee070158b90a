import zipfile

import pytest

from compindex.errors import InputError
from compindex.tables import archives
from compindex.tables.archives import look_through

SHEET = "xl/worksheets/sheet1.xml"


def an_archive(path, *parts):
    """Write an archive of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def refused(path, *parts):
    """Give the words with which an archive of parts is refused."""
    with pytest.raises(InputError) as error:
        look_through(an_archive(path, *parts))
    return str(error.value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c><v>1</v></c>", False),
        ("<c><f>1+1</f><v>2</v></c>", True),
        ('<x:c><x:f t="shared"/></x:c>', True),
    ],
)
def test_formulas_are_noticed(tmp_path, cell, expected):
    sheet = f'<row r="1">{cell}</row><row r="2"/>'
    assert look_through(an_archive(tmp_path / "a.xlsx", (SHEET, sheet))) is expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ('<row r="2"/><row r="2"/>', "row 2 stands after row 2"),
        ('<row spans="1:2" r="3"/><row r="2"/>', "row 2 stands after row 3"),
        ('<row r="1048577"/>', "a row has the number '1048577'"),
        ('<row r="-4"/>', "a row has the number '-4'"),
        ("<!DOCTYPE a><row/>", "declares types of its own"),
        ("<a>" + " " * 3_000_000, "an entry of more than a megabyte"),
    ],
)
def test_what_no_spreadsheet_writes_is_refused(tmp_path, sheet, expected):
    assert expected in refused(tmp_path / "a.xlsx", (SHEET, sheet))


def test_rows_are_followed_where_the_parts_are_taken_in_pieces(tmp_path, monkeypatch):
    rows = "".join(f'<row r="{row}"><c/></row>' for row in range(1, 99))
    for size in range(20, 60):
        monkeypatch.setattr(archives, "_CHUNK", size)
        look_through(an_archive(tmp_path / "a.xlsx", (SHEET, rows)))
        last = '<row r="98"/>'
        told = refused(tmp_path / "b.xlsx", (SHEET, rows + last))
        assert "row 98 stands after row 98" in told


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_there_twice_is_refused(tmp_path):
    told = refused(tmp_path / "a.xlsx", ("a", "1"), ("a", "2"))
    assert "two parts of this workbook are called a" in told


def test_what_inflates_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "STORED", 3)
    cells = "<c/>" * 4
    assert "too many cells; expected 3" in refused(tmp_path / "a", (SHEET, cells))
    monkeypatch.setattr(archives, "PART", 0)
    told = refused(tmp_path / "a", ("xl/styles.xml", "<a/>"))
    assert "its part xl/styles.xml has more than 0 MB once inflated" in told
    look_through(an_archive(tmp_path / "a", (SHEET, "<a/>")))
    monkeypatch.setattr(archives, "INFLATED", 0)
    told = refused(tmp_path / "a", ("xl/media/a.png", "0"))
    assert "it has more than 0 MB once inflated" in told


def test_what_is_broken_is_refused(tmp_path):
    path = an_archive(tmp_path / "a.xlsx", (SHEET, "<a>" * 1000))
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(content)
    with pytest.raises(InputError, match="a.xlsx: cannot be read") as error:
        look_through(path)
    assert "\n" not in str(error.value)
