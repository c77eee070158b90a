import os
from pathlib import Path

import pytest

from cicii import made
from compindex.errors import InputError


@pytest.fixture
def results(tmp_path, monkeypatch):
    """A folder of results with one that the workflow has made, and has written down."""
    monkeypatch.setattr(made, "ROOT", tmp_path)
    monkeypatch.setattr(made, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(made, "MANIFEST", tmp_path / "results.json")
    monkeypatch.setattr(made, "COMPLETE", tmp_path / "complete.json")
    monkeypatch.chdir(tmp_path)  # Snakemake names its files from there
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "a.csv").write_text("made")
    made.record_made(["results/a.csv", "results/not_made.csv"])
    return tmp_path / "results"


def test_a_result_that_somebody_changed_is_made_anew(results):
    made.discard_altered()
    assert made.made_files() == [Path("a.csv")] and (results / "a.csv").exists()
    (results / "b.csv").write_text("invented")
    (results / "c.csv").symlink_to(results / "a.csv")
    made.discard_altered()
    assert [path.name for path in results.iterdir()] == ["a.csv"]
    (results / "a.csv").write_text("invented")
    made.discard_altered()
    assert list(results.iterdir()) == []


@pytest.mark.parametrize("text", [None, "[]", "[1]", "{", "[" * 100_000])
def test_without_a_list_of_what_was_made_everything_is_made_anew(results, text):
    made.MANIFEST.unlink()
    if text:
        made.MANIFEST.write_text(text)
    made.discard_altered()
    assert list(results.iterdir()) == [] and made.made_files() == []


def test_a_file_that_was_put_back_with_its_old_date_gets_a_new_one(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(made, "SEEN", tmp_path / "seen.json")
    monkeypatch.setattr(made, "ROOT", tmp_path)
    monkeypatch.setattr(made, "from_checkout", lambda path: path.name)
    (tmp_path / "a.csv").write_text("invented")
    (tmp_path / "b.csv").write_text("as ever")
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    made.touch_changed(files)
    (tmp_path / "a.csv").write_text("printed")
    for name in ("a.csv", "b.csv"):
        os.utime(tmp_path / name, (1, 1))
    made.touch_changed(files)
    dates = [(tmp_path / name).stat().st_mtime for name in ("a.csv", "b.csv")]
    assert dates[0] > 1_000_000 and dates[1] == 1


def test_what_a_killed_command_left_beside_published_files_is_removed(results):
    root = results.parent
    (root / "build").mkdir()
    for name in ("a.png", ".a.png.123", ".b.png.123", ".a.png", "build/.a.png.1"):
        (root / name).touch()
    (root / "build" / "a.png").touch()
    made.discard_altered()
    left = sorted(path.name for path in root.iterdir() if path.is_file())
    assert left == [".a.png", ".b.png.123", "a.png", "results.json"]
    assert (root / "build" / ".a.png.1").exists()


def test_a_list_that_cannot_be_written_leaves_the_earlier_one(results, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    before = made.MANIFEST.read_bytes()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    (results / "b.csv").write_text("made")
    with pytest.raises(InputError, match="results.json: cannot be written"):
        made.record_made(["results/b.csv"])
    assert made.MANIFEST.read_bytes() == before


def read_if_allowed(path):
    """Read a file as somebody who is no administrator."""
    if not path.stat().st_mode & 0o400:
        raise PermissionError(13, "Permission denied", str(path))
    return path.open("rb").read()


def test_a_list_that_may_not_be_read_is_replaced(results, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", read_if_allowed)
    made.MANIFEST.chmod(0)
    (results / "b.csv").write_text("made")
    made.record_made(["results/b.csv"])
    assert made.made_files() == [Path("b.csv")]


def test_results_that_cannot_be_read_are_named(results, monkeypatch):
    monkeypatch.setattr(made.os, "access", lambda path, _: path != made.RESULTS)
    expected = "results: no folder that can be read; expected one for the results"
    with pytest.raises(InputError, match=expected):
        made.discard_altered()


def test_a_folder_in_the_place_of_a_result_is_removed(results):
    (results / "a.csv").unlink()
    (results / "a.csv").mkdir()
    (results / "a.csv" / "b.csv").write_text("invented")
    (results / "kept").mkdir()
    made.discard_altered()
    assert [path.name for path in results.iterdir()] == ["kept"]


def test_what_was_never_complete_or_is_gone_is_told_from_what_was(results, tmp_path):
    got = [made.was_complete()]
    made.COMPLETE.write_text("{}")
    got.append(made.was_complete())
    results.rename(tmp_path / "elsewhere")
    assert [*got, made.was_complete()] == [False, True, False]
