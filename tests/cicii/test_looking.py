"""What is looked at before a recomputation: files, pages, libraries, the machine."""

import pytest

from cicii import looking, machine
from cicii.checkout import Entry
from cicii.looking import Found, Looked, is_prose, lines_of, look_around
from compindex.errors import MOST, InputError

ONE, OTHER = "1" * 64, "2" * 64


@pytest.fixture
def around(monkeypatch):
    """Give what is found around; tests change what is there, recorded and committed."""
    found = {"files": {}, "recorded": {}, "committed": None, "versions": {}}
    found |= {"made": machine.made_with(), "pages": []}
    monkeypatch.setattr(looking.history, "committed", lambda: found["committed"])
    monkeypatch.setattr(looking.checkout, "look_at_files", lambda blobs: found["files"])
    monkeypatch.setattr(
        looking.recorded,
        "read_recorded",
        lambda: (found["made"], found["recorded"]),
    )
    monkeypatch.setattr(looking.machine, "unlike_lock", lambda: found["versions"])
    monkeypatch.setattr(looking.readme, "faults", lambda: found["pages"])
    return found


def lines(around, **changes):
    around |= changes
    return lines_of(look_around().findings)


@pytest.mark.same_versions
def test_nothing_is_found_where_all_is_as_recorded(around):
    files = {"a.py": Entry(ONE, "1" * 40)}
    assert lines(around, files=files, recorded={"a.py": ONE}) == []
    assert lines(around, committed={"a.py": "1" * 40}) == []
    assert look_around().as_recorded == {"a.py"} and look_around().elsewhere == ()


def test_a_file_is_held_to_the_record_and_to_the_commit(around):
    files = {name: Entry(ONE, "1" * 40) for name in ("a.py", "b.py", "c.py")}
    got = lines(
        around,
        files=files,
        recorded={"a.py": OTHER, "b.py": ONE, "c.py": OTHER},
        committed={"a.py": "1" * 40, "b.py": "2" * 40, "c.py": "2" * 40},
    )
    assert got == [
        "not as recorded: a.py: other bytes",
        "not as committed: b.py: other bytes",
        "not as recorded, nor as committed: c.py: other bytes",
    ]
    assert look_around().fails and look_around().as_recorded == {"b.py"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("docs/running.md", "changed docs"),
        ("README.zh.md", "changed docs"),
        ("compindex/CHANGELOG.md", "changed docs"),
        ("docs/conf.py", "not as recorded"),
        ("data/LICENSE.md", "not as recorded"),
        ("data/synthetic/README.md", "not as recorded"),
        ("src/cicii/templates/raw_folder.md", "not as recorded"),
        ("notebooks/01_clean_data.ipynb", "not as recorded"),
    ],
)
def test_changed_prose_is_named_and_all_else_fails(around, name, kind):
    files, digests = {name: Entry(ONE)}, {name: OTHER}
    assert lines(around, files=files, recorded=digests) == [
        f"{kind}: {name}: other bytes"
    ]
    assert look_around().fails == (kind == "not as recorded")
    assert is_prose(name) == (kind == "changed docs")


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("my.xlsx", False),
        ("counts.csv", False),
        ("figures/.DS_Store", False),
        ("pandas.py", True),
        ("figures/my.csv", True),
        ("GNUmakefile", True),
    ],
)
def test_what_a_user_adds_at_the_top_is_named(around, name, fails):
    files = {"a.py": Entry(ONE), name: Entry(ONE)}
    (line,) = lines(around, files=files, recorded={"a.py": ONE})
    kind = "not as recorded" if fails else "your own"
    assert line == f"{kind}: {name}: added" and look_around().fails == fails


def test_missing_prose_and_links_fail(around):
    files = {"docs/a.md": Entry(instead="a link")}
    digests = {"docs/a.md": ONE, "docs/b.md": ONE}
    assert lines(around, files=files, recorded=digests) == [
        "not as recorded: docs/a.md: a link stands in its place",
        "not as recorded: docs/b.md: missing",
    ]


def test_other_versions_are_no_finding_where_numbers_are_compared(around):
    around |= {"recorded": {}, "versions": {"scipy": "1.0 is installed"}}
    assert "another version: scipy: 1.0 is installed" in lines_of(
        look_around().findings
    )
    assert look_around(numbers_only=True).findings == []


def test_pages_and_a_lost_record_are_findings(around, monkeypatch):
    def refuse():
        raise InputError("the file is missing", file="data/recorded.txt")

    monkeypatch.setattr(looking.recorded, "read_recorded", refuse)
    fault = InputError("no marker", file="README.md", row=3)
    assert lines(around, pages=[fault], files={"a.py": Entry(ONE)}) == [
        "the record: data/recorded.txt: the file is missing",
        "a page: README.md, row 3: no marker",
    ]


def test_a_lock_that_cannot_be_read_explains_nothing(around, monkeypatch):
    def refuse():
        raise InputError("no releases", file="requirements/run.txt")

    monkeypatch.setattr(looking.machine, "unlike_lock", refuse)
    around["made"] = around["made"] | {"python": "2.7"}
    looked = look_around()
    assert lines_of(looked.findings) == [
        "another version: requirements/run.txt: no releases"
    ]
    assert looked.elsewhere == ()


@pytest.mark.same_versions
def test_another_machine_is_told(around):
    around["made"] = around["made"] | {"python": "2.7", "numpy": "0.1 is installed"}
    here = machine.made_with()["python"]
    assert look_around().elsewhere == (
        "numpy as in the lock here, 0.1 is installed there",
        f"python {here} here, 2.7 there",
    )


def test_of_each_kind_as_many_lines_as_a_reader_bears():
    many = [Found("a page", f"{number}.md", "") for number in range(MOST + 5)]
    got = lines_of([*many, Found("your own", "my.xlsx", "added")])
    assert got[MOST - 1 :] == [
        f"a page: {MOST - 1}.md",
        f"a page: … ({MOST + 5} in all)",
        "your own: my.xlsx: added",
    ]
    assert Looked(many).rows()[0] == {"kind": "a page", "file": "0.md", "words": ""}


def test_a_name_cannot_command_the_terminal():
    line = Found("not as recorded", "a\x1b[2J\nb.csv", "added").line()
    assert line == "not as recorded: a\\x1b[2J b.csv: added"
