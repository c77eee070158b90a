"""The record of the whole checkout, and what is not as it says."""

import hashlib

import pytest

from analysis.paths import ROOT
from cicii import checkout, recorded
from cicii.checkout import Entry
from compindex.errors import InputError

DIGEST = "0" * 64


def test_the_record_is_that_of_this_checkout():
    """If this fails after a change that was meant: make reproduce RECORD=yes."""
    digests = recorded.read_recorded()[1]
    got = recorded.unlike_recorded(checkout.look_at_files(), digests)
    assert got == {}, "run `make reproduce RECORD=yes`"


@pytest.fixture
def record(tmp_path, monkeypatch):
    monkeypatch.setattr(recorded, "RECORD", tmp_path / "recorded.txt")
    return tmp_path / "recorded.txt"


def test_all_files_are_recorded_and_two_records_are_the_same(record):
    recorded.write_recorded()
    first = record.read_bytes()
    recorded.write_recorded()
    assert record.read_bytes() == first
    made, digests = recorded.read_recorded()
    assert {"python", "system", "processor", "libraries"} <= made.keys()
    for name in ("LICENSE", ".ci/run", "src/cicii/verify.py", "figures/fig1.png"):
        expected = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        assert digests[name] == expected
    assert recorded.NAME not in digests and "data/sources.txt" in digests
    assert not any(name.startswith(("build/", ".git/")) for name in digests)


def test_what_cannot_be_recorded_is_refused(record, monkeypatch):
    found = {"a.txt": Entry(instead="a link")}
    monkeypatch.setattr(checkout, "look_at_files", lambda: found)
    with pytest.raises(InputError, match="^a.txt: a link; expected a file"):
        recorded.write_recorded()
    found = {"a\nb.txt": Entry(DIGEST)}
    with pytest.raises(InputError, match="the name cannot be written in a line"):
        recorded.write_recorded()
    assert not record.exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "data/recorded.txt: no digests"),
        ("# head\na.txt 12\n", "data/recorded.txt, row 2: 'a.txt 12' is no digest"),
        (f"a.txt {DIGEST}\na.txt {DIGEST}\n", "row 2: 'a.txt 000.* is no digest"),
        (f"a.txt {DIGEST}\nmade with python: 3\n", "row 2: 'made with"),
    ],
)
def test_what_is_no_record_is_refused(record, text, expected):
    record.write_text(text)
    with pytest.raises(InputError, match=expected):
        recorded.read_recorded()


def test_a_lost_record_and_a_link_are_refused(record, tmp_path):
    with pytest.raises(InputError, match="recorded.txt: the file is missing"):
        recorded.read_recorded()
    (tmp_path / "other.txt").write_text(f"a.txt {DIGEST}\n")
    record.symlink_to(tmp_path / "other.txt")
    with pytest.raises(InputError, match="a link stands in its place"):
        recorded.read_recorded()


def test_each_way_of_being_unlike_has_its_words():
    files = {
        "same": Entry(DIGEST),
        "changed": Entry("1" * 64),
        "added": Entry(DIGEST),
        "added link": Entry(instead="a link"),
        "link": Entry(instead="a link"),
        recorded.NAME: Entry(DIGEST),
    }
    digests = dict.fromkeys(["same", "changed", "link", "gone", "figures"], DIGEST)
    assert recorded.unlike_recorded(files, digests) == {
        "changed": "other bytes",
        "added": "added",
        "added link": "added (a link)",
        "link": "a link stands in its place",
        "gone": "missing",
        "figures": "a folder stands in its place",
    }
