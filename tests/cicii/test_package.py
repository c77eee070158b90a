import os
import shutil

import pytest

from analysis.paths import RAW
from cicii import package
from compindex.errors import InputError


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(RAW, tmp_path / "raw")


def test_the_committed_tables_are_as_described():
    package.check_package()


def test_a_changed_byte_is_named_with_its_file(copy):
    file = copy / "table05_gdp.csv"
    file.write_bytes(file.read_bytes().replace(b"16900", b"16901"))
    with pytest.raises(
        InputError,
        match="table05_gdp.csv: the content has changed, its sha256 is now [0-9a-f]{64}",
    ):
        package.check_package(copy / "datapackage.json")


def test_a_missing_file_is_named(copy):
    (copy / "table11_reposts.csv").unlink()
    with pytest.raises(InputError, match="table11_reposts.csv: the file is missing"):
        package.check_package(copy / "datapackage.json")


def test_an_undescribed_file_is_named(copy):
    (copy / "table14_extra.csv").write_text("a\n")
    with pytest.raises(
        InputError, match="table14_extra.csv: the file is not described"
    ):
        package.check_package(copy / "datapackage.json")


def test_a_missing_or_broken_descriptor_is_named(copy):
    (copy / "datapackage.json").write_text("{")
    with pytest.raises(InputError, match="datapackage.json"):
        package.check_package(copy / "datapackage.json")
    (copy / "datapackage.json").unlink()
    with pytest.raises(InputError, match="datapackage.json: the file is missing"):
        package.check_package(copy / "datapackage.json")


@pytest.mark.parametrize("name", ["table05_gdp.csv", "table14_pipe.csv"])
def test_a_pipe_among_the_tables_is_refused(copy, name):
    (copy / name).unlink(missing_ok=True)
    os.mkfifo(copy / name)
    with pytest.raises(InputError, match=f"{name}: this is no regular file"):
        package.check_package(copy / "datapackage.json")
