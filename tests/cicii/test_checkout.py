"""The files of a checkout: which there are, and what each is."""

import hashlib
import os
import re

import pytest

from analysis.paths import ROOT
from cicii import checkout
from cicii.checkout import APART, APART_AT_TOP, Entry, is_apart


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "src/b.py", "src/.hidden", "build/c", "src/build/d"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "src" / "__pycache__").mkdir()
    (tmp_path / "src" / "__pycache__" / "b.pyc").touch()
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_what_is_made_anew_is_what_git_ignores():
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    at_top = {line.strip("/") for line in lines if line.startswith("/")}
    anywhere = {line.strip("/") for line in lines if not line.startswith("/")}
    # Git leaves out its own folder, and ruff's, which holds a .gitignore of its own;
    # .venv-browse is no environment that the Makefile makes.
    assert at_top | {".git", ".snakemake", ".venv-browse"} == APART_AT_TOP
    assert anywhere | {".ruff_cache"} == APART


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("build/a.csv", True),
        (".venv/bin/python", True),
        ("src/build/a.py", False),
        ("src/a/__pycache__/a.pyc", True),
        ("figures/fig1.png", False),
        ("building", False),
    ],
)
def test_what_is_apart_is_told_by_its_name(name, expected):
    assert is_apart(name) == expected


def test_every_file_is_listed_and_nothing_that_is_apart(folder):
    got = dict(checkout.listed_names(folder))
    names = ["a.txt", "src/.hidden", "src/b.py", "src/build/d"]
    assert got == dict.fromkeys(names, "")


def test_bytes_are_named_by_both_digests(folder):
    entry = checkout.look_at_files(folder, "sha1")["a.txt"]
    assert entry.digest == hashlib.sha256(b"a.txt").hexdigest()
    assert entry.blob == hashlib.sha1(b"blob 5\0a.txt").hexdigest()
    assert checkout.look_at_files(folder)["a.txt"] == Entry(entry.digest)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_named_and_never_opened(folder):
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/dev/zero")
    (folder / "loop").symlink_to("loop")
    (folder / "linked").symlink_to(folder / "src")
    got = {
        name: entry.instead
        for name, entry in checkout.look_at_files(folder).items()
        if entry.instead
    }
    links = dict.fromkeys(["link", "linked", "loop"], "a link")
    assert got == links | {"pipe": "no regular file"}


def test_a_folder_that_cannot_be_listed_is_named(folder):
    got = dict(checkout.listed_names(folder, "nowhere/"))
    assert list(got) == ["nowhere"]
    assert re.fullmatch(r"cannot be read \(.+\)", got["nowhere"])
