"""What the verification finds: files compared by kind, a whole run with the
recomputation replaced by a copy.
"""

import json
import re
import shutil

import pytest
import yaml

from analysis.paths import ROOT, sha256
from cicii import compared, notebooks, summaries, verify
from cicii.__main__ import main
from cicii.comparing import IDENTICAL, compare
from cicii.contents import exhibits
from cicii.looking import Found, Looked
from compindex.errors import InputError

# What is found before depends on what is committed; test_looking.py is about it.
NOTHING_FOUND = Looked()
ELSEWHERE = ("python 3.13 here, 3.12 there",)


@pytest.fixture
def copied(monkeypatch, tmp_path):
    """Put a copy of the committed results in place of recomputed ones; changes to it
    are made by `alter`.
    """
    changes = []

    def recompute(results):
        for folder in ("data/processed", "data/synthetic", "figures", "notebooks"):
            shutil.copytree(ROOT / folder, results / folder)
        for path, before, after in changes:
            text = (results / path).read_text(encoding="utf-8")
            assert before in text
            (results / path).write_text(text.replace(before, after), encoding="utf-8")
        return {"01_clean_data": 1.0}

    monkeypatch.setattr(verify, "recompute_all", recompute)
    monkeypatch.setattr(verify, "BUILD", tmp_path)
    monkeypatch.setattr(verify, "look_around", lambda _: NOTHING_FOUND)
    return changes


def test_nothing_differs(copied, tmp_path, capsys):
    main(["verify"])
    report = json.loads((tmp_path / "verification.json").read_text(encoding="utf-8"))
    assert report["verified"] and {row["status"] for row in report["files"]} == {
        IDENTICAL
    }
    assert [row["exhibit"] for row in report["exhibits"]] == list(exhibits())
    assert {row["our_verdicts"] for row in report["exhibits"]} == {"as committed"}
    assert (
        sum(report["verdicts"].values())
        == len(report["statements"])
        == len(summaries.read_ledger())
    )
    assert (
        "data/raw/table05_gdp.csv" in report["inputs"]
        and len(report["inputs"]["data/raw/claims.yml"]) == 64
    )
    assert report["machine"]["python"] and report["seconds"] > 0 and report["notebooks"]
    assert report["machine"]["processor"] and report["machine"]["memory"]
    assert len(report["text"]["sha256"]) == 64 and report["code"]["commit"]
    assert report["seeds"] == {"seed": 2020}
    assert report["outputs"]["figures/fig1.png"] == sha256(ROOT / "figures/fig1.png")
    assert (
        "All files and verdicts are what the code produces." in capsys.readouterr().out
    )
    page = (tmp_path / "verification.html").read_text(encoding="utf-8")
    for part in ("Mean total", "Figure 5", "sha256", "Access to data, and rights"):
        assert part in page


def test_figures_that_nobody_has_seen_are_never_called_identical(copied, tmp_path):
    main(["verify"])
    report = json.loads((tmp_path / "verification.json").read_text(encoding="utf-8"))
    rows = {row["exhibit"]: row for row in report["exhibits"]}
    for name in ("Figure 2", "Figure 3"):
        assert rows[name]["status"].startswith("Could not be verified: neither")
        assert "identical" not in " ".join(rows[name].values())
    assert "the report's own picture" in rows["Figure 5"]["status"].lower()
    assert "printed 0.754**, found 1" in rows["Table 6"]["status"]
    for row in rows.values():  # a program and a cell for each
        assert re.fullmatch(r"notebooks/0\db?_\w+\.ipynb, cell \d+", row["program"])


def test_the_manifest_is_what_codecheck_asks_for(copied, tmp_path):
    main(["verify"])
    text = (tmp_path / "codecheck.yml").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    content = yaml.safe_load(text)
    files = [entry["file"] for entry in content["manifest"]]
    assert len(files) == len(set(files))
    for file in files:  # paths relative to the manifest
        assert (tmp_path / file).is_file()
        assert (tmp_path / file).read_bytes() == (
            ROOT / file.removeprefix("verified/")
        ).read_bytes()
    assert all(entry["comment"] for entry in content["manifest"])
    assert content["version"].endswith("/2.0/")
    blanks = [content["paper"]["title"], content["paper"]["reference"]]
    people = content["paper"]["authors"] + content["codechecker"]
    assert all(set(one) == {"name", "ORCID"} for one in people)
    blanks += [value for one in people for value in one.values()]
    blanks += [content["certificate"], content["report"]]
    assert set(blanks) == {""} and text.count("# to be filled") == len(blanks)


def test_equal_numbers_with_other_bytes_are_a_difference(copied):
    copied.append(("data/processed/gdp.csv", "16900", "16900.0"))
    with pytest.raises(SystemExit) as end:
        main(["verify"])
    assert str(end.value) == (
        "different: data/processed/gdp.csv: equal numbers, other bytes: row 2, column "
        "gdp: '16900' is committed, '16900.0' recomputed"
    )


def test_another_machine_explains_other_bytes_of_a_recorded_file(
    copied, monkeypatch, tmp_path, capsys
):
    name = "data/processed/gdp.csv"
    copied.append((name, "16900", "16900.0"))
    looked = Looked([], frozenset([name]), ELSEWHERE)
    monkeypatch.setattr(verify, "look_around", lambda _: looked)
    main(["verify"])
    out = capsys.readouterr().out
    assert f"equal numbers, other bytes: {name}: row 2, column gdp: " in out
    page = (tmp_path / "verification.html").read_text(encoding="utf-8")
    assert "bytes were made: python 3.13 here, 3.12 there" in page
    assert "; explained by: python 3.13 here, 3.12 there\n" in out
    assert out.endswith("All files and verdicts are what the code produces.\n")
    row = "Table 5   our files equal numbers"
    assert any(line.startswith(row) for line in out.splitlines())


@pytest.mark.parametrize(
    ("recorded", "elsewhere"), [([], ELSEWHERE), (["data/processed/gdp.csv"], ())]
)
def test_what_is_not_recorded_or_of_this_machine_is_not_explained(
    copied, monkeypatch, recorded, elsewhere
):
    copied.append(("data/processed/gdp.csv", "16900", "16900.0"))
    looked = Looked([], frozenset(recorded), elsewhere)
    monkeypatch.setattr(verify, "look_around", lambda _: looked)
    with pytest.raises(SystemExit, match="^different: data/processed/gdp.csv: equal"):
        main(["verify"])


def test_what_was_found_before_comes_first_and_fails(
    copied, monkeypatch, tmp_path, capsys
):
    found = [Found("not as recorded", "LICENSE", "other bytes")]
    found.append(Found("changed docs", "README.md", "other bytes"))
    monkeypatch.setattr(verify, "look_around", lambda _: Looked(found))
    with pytest.raises(SystemExit, match="^not as recorded: LICENSE: other bytes$"):
        main(["verify"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "not as recorded: LICENSE: other bytes"
    assert lines[1] == "changed docs: README.md: other bytes"
    page = (tmp_path / "verification.html").read_text(encoding="utf-8")
    assert "What is not as recorded or committed" in page and "LICENSE" in page
    monkeypatch.setattr(verify, "look_around", lambda _: Looked(found[1:]))
    main(["verify"])
    out = capsys.readouterr().out
    assert "1 files are changed or added and only named. All files and" in out


def test_what_is_refused_comes_after_what_was_found(copied, monkeypatch):
    def refuse():
        raise InputError("the content has changed", file="data/raw/a.csv")

    found = [Found("not as recorded", "LICENSE", "missing")]
    monkeypatch.setattr(verify, "look_around", lambda _: Looked(found))
    monkeypatch.setattr(verify.sources.package, "check_package", refuse)
    with pytest.raises(SystemExit) as end:
        main(["verify"])
    assert str(end.value) == (
        "not as recorded: LICENSE: missing\n"
        "error: data/raw/a.csv: the content has changed"
    )


def test_where_nothing_can_be_written_the_verdict_counts_all_the_same(
    copied, monkeypatch, tmp_path, capsys
):
    (tmp_path / "in the way").touch()
    monkeypatch.setattr(verify, "BUILD", tmp_path / "in the way")
    main(["verify"])
    out = capsys.readouterr().out
    assert "The reports are not kept: " in out and "cannot be written" in out
    assert out.endswith("All files and verdicts are what the code produces.\n")
    copied.append(("data/processed/gdp.csv", "16900", "16901"))
    with pytest.raises(SystemExit, match="^different: data/processed/gdp.csv: row 2"):
        main(["verify"])


def test_pages_that_cannot_be_written_are_a_difference(copied, monkeypatch):
    def fail():
        raise KeyError("tier")

    monkeypatch.setattr(compared.readme, "generated", fail)
    with pytest.raises(SystemExit, match="^different: generated parts: cannot be made"):
        main(["verify"])


def test_a_ledger_that_cannot_be_read_is_a_difference(copied, monkeypatch, capsys):
    def refuse(folder=None):
        if folder:
            return rows
        raise InputError("no statements", file="data/processed/claims.csv")

    rows = summaries.read_ledger()
    monkeypatch.setattr(verify.summaries, "read_ledger", refuse)
    with pytest.raises(SystemExit, match="different: .*claims.csv: no statements"):
        main(["verify"])
    out = capsys.readouterr().out
    assert out.count("verdicts not readable") == len(exhibits())


def test_a_different_table_and_verdict_end_with_1_and_the_place(copied, capsys):
    copied.append(("data/processed/claims.csv", "points,69.474,", "points,69.49,"))
    copied.append(("data/processed/gdp.csv", "16900", "16901"))
    with pytest.raises(SystemExit) as end:
        main(["verify"])
    lines = str(end.value).splitlines()
    assert (
        lines[0].startswith("different: data/processed/claims.csv: row ")
        and "'69.474' is committed" in lines[0]
    )
    assert lines[1].startswith("different: data/processed/gdp.csv: row 2, column gdp: ")
    assert any(
        line.startswith("Table 5   our files different")
        for line in capsys.readouterr().out.splitlines()
    )


def test_a_changed_source_is_named_first_and_last_and_not_verified(
    copied, monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(verify.sources, "RECORD", tmp_path / "sources.txt")
    text = (ROOT / "data/sources.txt").read_text(encoding="utf-8")
    digest = text.split("06_regress_on_gdp.ipynb ")[1][:64]
    (tmp_path / "sources.txt").write_text(text.replace(digest, "0" * 64))
    with pytest.raises(
        SystemExit, match="^changed since recorded: notebooks/06_[^,]*$"
    ):
        main(["verify"])
    lines = capsys.readouterr().out.splitlines()
    for line in (lines[0], lines[-1]):
        assert "Changed since recorded: notebooks/06_regress_on_gdp.ipynb" in line
    report = json.loads((tmp_path / "verification.json").read_text(encoding="utf-8"))
    assert not report["verified"]


def test_numbers_alone_can_be_compared(copied, capsys):
    copied.append(("figures/fig1.json", "3.", "2."))
    copied.append(("notebooks/01_clean_data.ipynb", "Table", "Chart"))
    main(["verify", "--numbers"])
    out = capsys.readouterr().out
    assert out.endswith("All numbers and verdicts are what the code produces.\n")
    copied.append(("figures/fig1.csv", "media", "medium"))
    with pytest.raises(SystemExit, match="^different: figures/fig1.csv: row 2"):
        main(["verify", "--numbers"])


def test_help_only_helps(monkeypatch, capsys):
    monkeypatch.setattr(verify, "verify_checkout", None)  # would fail if it were called
    with pytest.raises(SystemExit) as end:
        main(["verify", "--help"])
    assert end.value.code == 0 and "recompute everything" in capsys.readouterr().out


def test_a_changed_verdict_is_laid_at_its_exhibit(copied, capsys):
    # The headings of Table 6.
    before, after = "1,1,1,contradicted,number", "1,1,1,reproduced,digit"
    copied.append(("data/processed/claims.csv", before, after))
    with pytest.raises(SystemExit):
        main(["verify"])
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in out if "verdicts different" in line] == ["6"]


@pytest.mark.same_versions
def test_notebooks_are_recomputed_elsewhere(monkeypatch, tmp_path):
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "01_clean_data.ipynb").touch()  # this one only, by its name
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path / "names")
    assert list(verify.recompute_all(tmp_path / "results")) == ["01_clean_data"]
    for file in ("data/processed/gdp.csv", "notebooks/01_clean_data.ipynb"):
        assert compare(ROOT / file, tmp_path / "results" / file) == (
            IDENTICAL,
            "",
        )


def test_a_notebook_that_fails_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(verify, "PYTHON", ["false"])
    with pytest.raises(InputError, match="01_clean_data failed"):
        verify.recompute_all(tmp_path)
