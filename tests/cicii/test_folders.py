import pytest

from cicii.folders import make_folder, remove_folder
from compindex.errors import InputError


def test_of_a_link_the_link_alone_is_removed(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.txt").touch()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    remove_folder(tmp_path / "link")
    assert (tmp_path / "kept" / "a.txt").exists() and not (tmp_path / "link").exists()
    remove_folder(tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="file/a: cannot be written"):
        make_folder(tmp_path / "file" / "a")
    make_folder(tmp_path / "new" / "one")
    assert (tmp_path / "new" / "one").is_dir()
