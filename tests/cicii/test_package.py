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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"hash": "sha256:', '"hash": "sha999:', "resource 1: hash is 'sha999:"),
        ('"hash": "sha256:', '"hash": "md5:', "resource 1: hash is 'md5:"),
        ('"hash": "', '"hash": 7, "title": "', "stands there twice"),
        ('"hash": "', '"was": "', "resource 1: hash is None; expected sha256:"),
        ('"path": "', '"path": "../', "resource 1: path is '../table01"),
        ('"path": "', '"path": "http://127.0.0.1:9/', "resource 1: path is 'http"),
        ('"path": "', '"path": 7, "x": "', "resource 1: path is 7"),
        ('"format": "csv"', '"scheme": "http"', "unknown entry 'scheme'"),
        ('"data-package"', '"http://127.0.0.1:9/a"', "the profile 'http"),
        ('"resources": [', '"resources": [5,', "5 among the resources"),
        ('"resources": [', '"resources": 5, "x": [', "no list of resources"),
        ('"name": "cicii', '"name": "a", "name": "cicii', "'name' stands there twice"),
    ],
)
def test_a_descriptor_describes_the_files_beside_it_alone(copy, old, new, expected):
    file = copy / "datapackage.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match="datapackage.json: ") as error:
        package.check_package(file)
    assert expected in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "[]", "7", "null", "[" * 90_000, "9" * 5_000])
def test_what_is_no_descriptor_is_refused(copy, text):
    (copy / "datapackage.json").write_text(text)
    for read in (package.check_package, package.stored_text):
        with pytest.raises(InputError, match="datapackage.json: ") as error:
            read(copy / "datapackage.json")
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("entry", ["7", "null", '{"bytes": 1}', "[]"])
def test_a_descriptor_without_the_digest_of_the_report_is_refused(tmp_path, entry):
    (tmp_path / "datapackage.json").write_text(f'{{"stored_text": {entry}}}')
    expected = "datapackage.json: the digest of the report's text is missing"
    with pytest.raises(InputError, match=expected):
        package.stored_text(tmp_path / "datapackage.json")
