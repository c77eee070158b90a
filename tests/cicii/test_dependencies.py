"""What is required is on record, as the locks have it; that each is used is held by
test_environment.py.
"""

import datetime
import importlib.metadata
import re
import sys
import tomllib

import pytest

from analysis.paths import ROOT
from cicii import dependencies, readme, releases
from compindex.errors import InputError

RECORD = dependencies.read_record()
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
# A uv that answers as told: a file named like the first two words of its command.
FAKE = """#!{python}
import pathlib, sys
answer = pathlib.Path(r"{folder}") / "-".join(sys.argv[1:3])
given = sys.stdin.read()
if "--requirement" in sys.argv:
    given = pathlib.Path(sys.argv[-1]).read_text()
with open(answer.with_suffix(".asked"), "a") as asked:
    asked.write(given + chr(10) + chr(10))
exec(answer.read_text())
"""


def required():
    """Pairs of a group and a name that it declares itself, read anew; and uv, for which
    the Makefile asks.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    library = (ROOT / "compindex" / "pyproject.toml").read_text(encoding="utf-8")
    groups = dict(project["dependency-groups"])
    groups["compindex"] = tomllib.loads(library)["project"]["dependencies"]
    pairs = {("uv", "uv")}
    for group, entries in groups.items():
        for entry in entries:
            if isinstance(entry, str):
                name = re.split(r"[ <>=]", entry)[0]
                pairs.add((group, name.lower().replace("_", "-")))
    return pairs


def lock(group):
    """Text of the lock that holds a group."""
    file = {"compindex": "run"}.get(group, group)
    return (ROOT / "requirements" / f"{file}.txt").read_text(encoding="utf-8")


@pytest.fixture
def uv(tmp_path, monkeypatch):
    """Put a uv first that runs what it finds; give the folder for its answers."""
    folder = tmp_path / "uv"
    folder.mkdir()
    program = folder / "uv"
    program.write_text(FAKE.format(python=sys.executable, folder=folder))
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def auditor(folder, vulnerable, unknown=()):
    """Let a source of vulnerabilities know some, and know nothing of others."""
    (folder / "tool-run").write_text(
        "import json\n"
        f"vulnerable, unknown = {vulnerable!r}, {unknown!r}\n"
        "found = []\n"
        "for line in given.split():\n"
        "    name, version = line.split('==')\n"
        "    faults = [{'id': one} for one in vulnerable.get(line, [])]\n"
        "    told = {'name': name, 'version': version, 'vulns': faults}\n"
        "    silent = {'name': name, 'skip_reason': 'not found'}\n"
        "    found.append(silent if unknown == 'all' or line in unknown else told)\n"
        "print(json.dumps({'dependencies': found}))\n"
    )


def test_every_requirement_is_on_record_and_nothing_else():
    pairs = [(row["group"], row["name"]) for row in RECORD]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == required()


@pytest.mark.parametrize(
    "row", RECORD, ids=[f"{row['group']}-{row['name']}" for row in RECORD]
)
def test_every_dependency_has_reason_licence_version_and_dates(row):
    assert len(row["reason"].split()) >= 2
    assert re.fullmatch(r"[\w.+-]+( (AND|OR) [\w.+-]+)*", row["licence"])
    versions = re.findall(rf"(?m)^{re.escape(row['name'])}==(\S+)", lock(row["group"]))
    assert {*versions} == {row["version"]}
    days = [row["released"], row["last_release"], row["asked"]]
    assert days == sorted(datetime.date.fromisoformat(day).isoformat() for day in days)


def test_a_package_has_one_licence_and_date_in_all_groups_with_the_same_version():
    told = {}
    for row in RECORD:
        facts = row["licence"], row["released"], row["last_release"]
        told.setdefault((row["name"], row["version"]), set()).add(facts)
    assert {key: facts for key, facts in told.items() if len(facts) > 1} == {}


def test_the_page_lists_every_dependency_in_the_table_of_its_group():
    for row in RECORD:
        table = PAGE.partition(f"\n**{row['group']}**: ")[2].partition("\n**")[0]
        (line,) = re.findall(rf"(?m)^\| {re.escape(row['name'])} \|.*$", table)
        for column in ("reason", "licence", "version", "released", "last_release"):
            assert f"| {row[column]} |" in line


def test_what_the_library_and_the_notebooks_import_is_permissive():
    allowed = {"MIT", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "PSF-2.0"}
    allowed |= {"0BSD", "Zlib", "CC0-1.0"}
    for row in RECORD:
        if row["group"] in ("compindex", "run"):
            assert set(row["licence"].split(" AND ")) <= allowed, row["name"]


def test_no_address_stands_in_the_record_or_the_page():
    text = dependencies.RECORD.read_text(encoding="utf-8")
    assert "://" not in text + PAGE


def test_a_group_that_is_not_told_is_an_error(monkeypatch):
    told = {group: dependencies.GROUPS[group] for group in ("compindex", "run", "uv")}
    monkeypatch.setattr(dependencies, "GROUPS", told)
    with pytest.raises(InputError, match="the group bench is not told"):
        dependencies.required()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("group,name\nrun,numpy\n", "dependencies.csv, row 2: 2 cells; expected a "),
        (f"{','.join(dependencies.COLUMNS)}\nrun,numpy\n", "row 2: 2 cells"),
        (f"{','.join(dependencies.COLUMNS)}\n{'a,' * 9}\n", "row 2: 10 cells"),
        (f"{','.join(dependencies.COLUMNS)}\n", "no rows; expected a table"),
    ],
)
def test_a_damaged_record_is_told_with_its_row(tmp_path, monkeypatch, text, expected):
    monkeypatch.setattr(dependencies, "RECORD", tmp_path / "dependencies.csv")
    dependencies.RECORD.write_text(text)
    with pytest.raises(InputError, match=expected):
        dependencies.read_record()


def distribution(folder, metadata, licence=None):
    """Lay a package as if it were installed."""
    place = folder / "some_name-1.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(f"Name: some_name\nVersion: 1\n{metadata}\n")
    if licence:
        (place / "RECORD").write_text("some_name-1.dist-info/LICENSE,,\n")
        (place / "LICENSE").write_text(licence)
    (found,) = importlib.metadata.distributions(path=[str(folder)])
    return found


APACHE = "Classifier: License :: OSI Approved :: Apache Software License"
BSD = "Classifier: License :: OSI Approved :: BSD License"
THREE = "Redistribution and use in source and\nbinary forms ... Neither the\nname of X"


@pytest.mark.parametrize(
    ("metadata", "text", "expected"),
    [
        ("License-Expression: MIT-CMU\nLicense: other", None, "MIT-CMU"),
        (f"License: BSD-2-Clause\n{APACHE}", None, "BSD-2-Clause"),
        # A licence among several is not the licence.
        (
            f"License: Apache-2.0 AND CC0-1.0 AND GPL-3.0-or-later\n{APACHE}",
            None,
            "Apache-2.0 AND CC0-1.0 AND GPL-3.0-or-later",
        ),
        (
            f"{APACHE}\nClassifier: License :: OSI Approved :: GNU General Public "
            "License v3 (GPLv3)",
            None,
            "",
        ),
        (f"License: UNKNOWN\n{APACHE}", None, "Apache-2.0"),
        (f"License: BSD\n{BSD}", THREE, "BSD-3-Clause"),
        (BSD, THREE.partition("Neither")[0], "BSD-2-Clause"),
        ("", "Permission is hereby granted, free of charge, to any", "MIT"),
        (BSD, None, ""),
    ],
)
def test_a_licence_is_found_or_left_open(tmp_path, metadata, text, expected):
    assert releases.licence_of(distribution(tmp_path, metadata, text)) == expected


PYLOCK = """
[[packages]]
name = "numpy"
wheels = [
    {url = "a", upload-time = 2026-05-03T00:00:01Z},
    {url = "b", upload-time = 2026-05-01T23:59:59Z},
]
sdist = {url = "c", upload-time = 2026-05-02T00:00:00Z}
"""


def test_a_release_is_dated_by_its_first_file(uv):
    (uv / "pip-compile").write_text(f"print({PYLOCK!r})")
    assert releases.release_dates(["numpy==2.4.6"], "3.11") == {"numpy": "2026-05-01"}
    assert (uv / "pip-compile.asked").read_text().split() == ["numpy==2.4.6"]


def test_an_index_without_dates_is_told(uv):
    undated = re.sub(", upload-time = [^}]*", "", PYLOCK)
    (uv / "pip-compile").write_text(f"print({undated!r})")
    with pytest.raises(InputError, match="tells no date of numpy"):
        releases.release_dates(["numpy"], "3.11")


def test_renewing_keeps_reasons_and_looks_up_licences_of_new_versions_alone(
    uv, tmp_path, monkeypatch
):
    rows = [dict(row) for row in RECORD]
    for row in rows:
        if row["name"] == "nbval":
            row |= {"version": "0.1", "licence": "GPL-2.0-only"}
    monkeypatch.setattr(dependencies, "RECORD", tmp_path / "dependencies.csv")
    columns = dependencies.COLUMNS
    lines = [[f'"{row[column]}"' for column in columns] for row in rows]
    text = "\n".join(",".join(line) for line in [columns, *lines])
    dependencies.RECORD.write_text(text, encoding="utf-8")
    (uv / "pip-compile").write_text(
        "for line in given.splitlines():\n"
        "    name = line.split('==')[0].strip()\n"
        "    if name and '--hash' not in name:\n"
        "        print(f'[[packages]]\\nname = \"{name}\"\\nwheels = '\n"
        "              '[{upload-time = 2020-02-02T00:00:00Z}]')\n"
    )
    (uv / "pip-install").write_text(
        "place = pathlib.Path(sys.argv[sys.argv.index('--target') + 1])\n"
        "(place / 'nbval-1.dist-info').mkdir()\n"
        "text = 'Name: nbval\\nVersion: 1\\nLicense: BSD-3-Clause\\n'\n"
        "(place / 'nbval-1.dist-info' / 'METADATA').write_text(text)\n"
    )
    assert dependencies.renew() == []
    installed = (uv / "pip-install.asked").read_text()
    assert re.findall(r"(?m)^(\S+)==", installed) == ["nbval"]
    assert "--hash=sha256:" in installed
    today = datetime.date.today().isoformat()
    days = {"released": "2020-02-02", "last_release": "2020-02-02", "asked": today}
    assert dependencies.read_record() == [row | days for row in RECORD]


def test_a_new_requirement_waits_for_its_lock_and_then_for_its_reason(
    uv, tmp_path, monkeypatch, capsys
):
    (uv / "pip-compile").write_text("print()")
    wanted = {"run": ["polars"]}
    monkeypatch.setattr(dependencies, "required", lambda: wanted)
    expected = "requirements/run.txt: polars is missing; expected a lock renewed"
    with pytest.raises(SystemExit, match=f"error: {expected}"):
        dependencies.main([])
    monkeypatch.setattr(dependencies, "RECORD", tmp_path / "dependencies.csv")
    heading = ",".join(dependencies.COLUMNS)
    row = "run,numpy,,MIT,1,2020-01-01,2020-01-01,2020-01-01"
    dependencies.RECORD.write_text(f"{heading}\n{row}\n")
    wanted["run"] = ["numpy"]
    (uv / "pip-compile").write_text(f"print({PYLOCK!r})")
    (uv / "pip-install").write_text("")
    with pytest.raises(SystemExit, match="no reason or licence of numpy"):
        dependencies.main([])


def test_an_index_that_cannot_be_reached_is_one_line(uv):
    (uv / "pip-compile").write_text("sys.exit('error: no route\\n\\n  cause: x')")
    with pytest.raises(SystemExit, match="^error: uv failed: error: no route") as error:
        dependencies.main([])
    assert len(str(error.value).splitlines()) == 1


def test_without_uv_the_command_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(releases, "ROOT", tmp_path)
    with pytest.raises(InputError, match="there is no uv; expected .*build/uv/bin/uv"):
        releases.release_dates(["numpy"], "3.11")


CONTROL = {"jinja2==3.1.4": ["PYSEC-1"]}


def audit(capsys):
    """Ask for vulnerabilities; give exit code, output and errors."""
    with pytest.raises(SystemExit) as end:
        dependencies.main(["--vulnerabilities"])
    told = capsys.readouterr()
    return end.value.code, told.out.splitlines(), told.err.splitlines()


def test_a_source_that_knows_nothing_is_no_source(uv, capsys):
    auditor(uv, {}, "all")  # as a mirror answers
    nothing = "error: no source of known vulnerabilities could be reached; nothing was checked"
    assert audit(capsys) == (3, [], [nothing])
    assert (uv / "tool-run.asked").read_text().split() == ["jinja2==3.1.4"]
    auditor(uv, {})  # as one that has no vulnerabilities at all
    assert audit(capsys) == (3, [], [nothing])
    (uv / "tool-run").write_text("sys.exit('cannot be fetched')")
    assert audit(capsys) == (3, [], [nothing])


def test_every_locked_release_is_asked_for(uv, capsys):
    auditor(uv, CONTROL)
    locked = set()
    for path in (ROOT / "requirements").glob("*.txt"):
        if path.stem != "oldest":
            text = path.read_text(encoding="utf-8")
            locked |= set(re.findall(r"(?m)^\S+==[^\s;]+", text))
    code, lines, errors = audit(capsys)
    assert (code, errors) == (0, [])
    assert lines == [f"done: {len(locked)} releases asked for, 0 with vulnerabilities"]
    control, *rounds = (uv / "tool-run.asked").read_text().strip().split("\n\n")
    assert {one for part in rounds for one in part.split()} == locked
    for part in rounds:
        names = [one.partition("==")[0] for one in part.split()]
        assert len(names) == len(set(names))


def test_what_is_known_is_told_by_release(uv, capsys):
    row = next(row for row in RECORD if row["name"] == "pillow")
    pillow = f"pillow=={row['version']}"
    auditor(uv, CONTROL | {pillow: ["PYSEC-2", "PYSEC-3"]})
    code, lines, _ = audit(capsys)
    assert (code, lines[0]) == (1, f"{pillow}: PYSEC-2, PYSEC-3")
    assert lines[1].endswith(" releases asked for, 1 with vulnerabilities")
    auditor(uv, CONTROL, [pillow])
    code, lines, _ = audit(capsys)
    assert (code, lines[0]) == (3, f"{pillow}: not known to the source")


def test_the_page_is_filled_from_the_record():
    tables = dependencies.dependency_tables()
    assert readme.fill(PAGE, {"dependencies": tables}) == PAGE
    assert tables.count("\n| --- |") == len(dependencies.GROUPS)
