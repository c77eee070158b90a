import io
import zipfile

import pytest

from compindex.errors import InputError
from compindex.tables import file_kinds
from compindex.tables.sheets import read_sheets


def an_archive(*names):
    """Make a zip archive of empty files, the same bytes whenever it is made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "")
    return content.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLD + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.csv",
            an_archive("xl/workbook.xml"),
            "this is a workbook .* under the name a.csv",
        ),
        (
            "a.xls",
            an_archive("xl/workbook.xml"),
            "this is a workbook .* under the name a.xls",
        ),
        ("a.xls", OLD, "this is an old workbook"),
        ("a.xlsx", OLD, "this is an old workbook"),
        ("a.csv", OLD, "this is an old workbook"),
        ("a.xlsx", ENCRYPTED, "this workbook is encrypted"),
        ("a.xlsx", b"city,x\nA,1\n", "this is no workbook, whatever its name"),
        (
            "a.xls",
            b"city,x\nA,1\n",
            "this is no workbook, though its name ends in .xls",
        ),
        ("a.xlsx", an_archive("xl/workbook.bin"), "this is a binary workbook"),
        ("a.csv", an_archive("content.xml"), "this is an OpenDocument file"),
        ("a.csv", an_archive("a.txt"), "this is a zip archive"),
        ("a.csv", b"PK\x03\x04broken", "cannot be read .File is not a zip file"),
        ("a.csv", b"%PDF-1.7", "this is a PDF"),
        ("a.xls", b"\n<html><table>", "this is a web page"),
        ("a.xlsx", an_archive("xl/workbook.xml"), "cannot be read"),
        ("a.csv", b"a,b\n1,\xff\xfe\xfa\n", "the encoding"),
    ],
)
def test_a_file_that_is_something_else_is_called_by_its_name(
    tmp_path, name, content, expected
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=f"{name}: {expected}.*; expected ") as error:
        read_sheets(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_password_is_told_wherever_its_mark_stands(tmp_path, monkeypatch):
    for size in range(40, 80):
        monkeypatch.setattr(file_kinds, "_PIECE", size)
        (tmp_path / "a.xlsx").write_bytes(ENCRYPTED + bytes(99))
        with pytest.raises(InputError, match="this workbook is encrypted"):
            read_sheets(tmp_path / "a.xlsx")
