import os

import pytest

from analysis.coverage import export
from analysis.paths import from_checkout
from analysis.ranking import raw_data
from cicii import notebooks
from compindex import files, load_spec, yaml_files
from compindex.errors import InputError
from compindex.tables import sheets

SPEC = load_spec({"name": "m", "root": {"name": "t", "children": [{"name": "x"}]}})

DOORS = {
    "yaml_files": lambda path: yaml_files.read_mapping(path, "entries"),
    "raw_data": lambda path: raw_data.read_folder(path.parent, SPEC),
    "report": sheets.read_sheets,
    "processed": lambda path: files.read_csv(path, "a table"),
    "supplied": export.read_export,
    "workflow": notebooks.cells,
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


@pytest.mark.parametrize(
    "door", ["yaml_files", "report", "processed", "supplied", "workflow"]
)
def test_a_name_that_is_too_long_is_refused(tmp_path, door):
    with pytest.raises(InputError, match="File name too long"):
        DOORS[door](tmp_path / f"{'a' * 300}.csv")


def test_a_link_to_itself_can_be_shown(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert from_checkout(tmp_path / "loop") == str(tmp_path / "loop")
