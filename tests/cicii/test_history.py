"""What git tells of a checkout, and that it cannot be told to overlook anything."""

import shutil
import subprocess

import pytest

from cicii import checkout, history, recorded

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


def told(folder, *arguments):
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *name, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "a.txt").write_text("a\n")
    (tmp_path / "b c.txt").write_text("b\n")
    told(tmp_path, "init", "-q")
    told(tmp_path, "add", ".")
    told(tmp_path, "commit", "-q", "-m", "a")
    return tmp_path


def unlike(folder):
    blobs = history.committed(folder)
    files = checkout.look_at_files(folder, history.kind_of_digests(blobs))
    return recorded.unlike_committed(files, blobs)


def test_files_are_named_as_git_names_their_bytes(repository):
    expected = subprocess.run(
        ["git", "-C", repository, "hash-object", "a.txt"], capture_output=True
    )
    assert history.committed(repository)["a.txt"] == expected.stdout.decode().strip()
    assert unlike(repository) == {}


def test_what_git_is_told_to_overlook_is_seen(repository):
    told(repository, "update-index", "--assume-unchanged", "a.txt")
    told(repository, "update-index", "--skip-worktree", "b c.txt")
    (repository / ".git" / "info" / "exclude").write_text("*.txt\n")
    (repository / "a.txt").write_text("forged\n")
    (repository / "b c.txt").unlink()
    (repository / "new.txt").write_text("forged\n")
    assert unlike(repository) == {
        "a.txt": "other bytes",
        "b c.txt": "missing",
        "new.txt": "added",
    }


def test_replaced_commits_and_other_repositories_are_not_believed(
    repository, monkeypatch
):
    before = history.committed(repository)
    told(repository, "commit", "-q", "--allow-empty", "-m", "b")
    (repository / "a.txt").write_text("forged\n")
    told(repository, "commit", "-q", "-a", "-m", "c")
    told(repository, "replace", "HEAD~1", "HEAD")
    told(repository, "checkout", "-q", "HEAD~1")
    assert history.committed(repository) == before
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert history.committed(repository) == before


def test_a_folder_within_a_repository_has_no_history_of_its_own(repository, tmp_path):
    (repository / "inner").mkdir()
    assert history.committed(repository / "inner") is None


def test_without_git_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history.committed(tmp_path) is None
    assert history.kind_of_digests(None) == ""


@pytest.mark.parametrize(("length", "expected"), [(40, "sha1"), (64, "sha256")])
def test_the_kind_of_digest_follows_from_its_length(length, expected):
    assert history.kind_of_digests({"a": "0" * length, "b": ""}) == expected
