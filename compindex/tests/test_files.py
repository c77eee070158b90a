import pytest

from compindex import files
from compindex.errors import InputError


def test_a_file_has_a_largest_size(tmp_path):
    with (tmp_path / "a.yml").open("wb") as file:
        file.truncate(11_000_000)  # a hole, that takes no room
    with pytest.raises(InputError, match="the file has 11 MB; expected 10 MB at most"):
        files.read_text(tmp_path / "a.yml", "entries")
    assert files.regular(tmp_path / "a.yml", "a table", files.TABLE).name == "a.yml"


def test_what_is_no_utf8_is_refused_with_its_place(tmp_path):
    (tmp_path / "a.yml").write_bytes(b"a: \xff")
    with pytest.raises(InputError, match="byte 4 is not UTF-8"):
        files.read_text(tmp_path / "a.yml", "entries")


def test_a_link_to_itself_can_be_shown(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert files.shown(tmp_path / "loop") == str(tmp_path / "loop")
