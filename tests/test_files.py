import os

import pytest

from analysis import documents, files, raw_data, report, supplied, workflow
from analysis.errors import InputError
from analysis.paths import shown

DOORS = {
    "documents": lambda path: documents.read_mapping(path, "entries"),
    "raw_data": lambda path: raw_data.read_folder(path.parent, ["x"]),
    "report": lambda path: report.read_csv(path, "a table"),
    "supplied": supplied.read_export,
    "workflow": workflow.cells,
}


def a_pipe(path):
    os.mkfifo(path)


def a_device(path):
    path.symlink_to("/dev/zero")


def a_link_to_itself(path):
    path.symlink_to(path)


def a_folder(path):
    path.mkdir()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (a_pipe, "this is no regular file"),
        (a_device, "this is no regular file"),
        (a_link_to_itself, "cannot be read .Too many levels of symbolic links"),
        (a_folder, "this is a folder"),
    ],
)
def test_what_is_no_file_is_refused_at_every_door(tmp_path, door, kind, expected):
    kind(tmp_path / "a.csv")
    with pytest.raises(InputError, match=rf"a.csv: {expected}.*; expected ") as error:
        DOORS[door](tmp_path / "a.csv")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("door", ["documents", "report", "supplied", "workflow"])
def test_a_name_that_is_too_long_is_refused(tmp_path, door):
    with pytest.raises(InputError, match="File name too long"):
        DOORS[door](tmp_path / f"{'a' * 300}.csv")


def test_a_file_has_a_largest_size(tmp_path):
    with (tmp_path / "a.yml").open("wb") as file:
        file.truncate(11_000_000)  # a hole, that takes no room
    with pytest.raises(InputError, match="the file has 11 MB; expected 10 MB at most"):
        documents.read_yaml(tmp_path / "a.yml", "entries")
    assert files.regular(tmp_path / "a.yml", "a table", files.TABLE).name == "a.yml"


def test_what_is_no_utf8_is_refused_with_its_place(tmp_path):
    (tmp_path / "a.yml").write_bytes(b"a: \xff")
    with pytest.raises(InputError, match="byte 4 is not UTF-8"):
        files.read_text(tmp_path / "a.yml", "entries")


def test_a_link_to_itself_can_be_shown(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert shown(tmp_path / "loop") == str(tmp_path / "loop")
