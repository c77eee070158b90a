"""What the verification finds: files compared by kind, a whole run with the
recomputation replaced by a copy.
"""

import io
import json
import shutil

import matplotlib.image
import numpy as np
import pytest
import yaml

from analysis import export, verify
from analysis.paths import ROOT
from analysis.verify import DIFFERENT, EQUAL, IDENTICAL
from compindex.errors import InputError


def picture(pixels):
    file = io.BytesIO()
    matplotlib.image.imsave(file, np.asarray(pixels, dtype=np.uint8), format="png")
    return file.getvalue()


def notebook(*sources):
    return json.dumps({"cells": [{"source": source} for source in sources]}).encode()


DARK, LIGHT = [[[0, 0, 0], [9, 9, 9]]], [[[0, 0, 0], [9, 9, 8]]]


@pytest.mark.parametrize(
    ("name", "committed", "fresh", "expected"),
    [
        ("a.csv", b"x\n1\n", b"x\n1\n", (IDENTICAL, "")),
        ("a.csv", b"x\n1.0\n", b"x\n1\n", (EQUAL, "")),
        (
            "a.csv",
            b"x,y\n1,2\n",
            b"x,y\n1,3\n",
            (DIFFERENT, "row 2, column y: '2' is committed, '3' recomputed"),
        ),
        (
            "a.csv",
            b"x\n1\n",
            b"x\n1\n2\n",
            (DIFFERENT, "row 3, column x: None is committed, '2' recomputed"),
        ),
        (
            "a.csv",
            b"x\na\n",
            b"x\nb\n",
            (DIFFERENT, "row 2, column x: 'a' is committed, 'b' recomputed"),
        ),
        ("a.json", b'{"a": 1}', b'{"a":1}', (EQUAL, "")),
        ("a.json", b'{"a": 1}', b'{"a": 1, "b": 2}', (DIFFERENT, "b")),
        ("a.json", b"{", b"{}", (DIFFERENT, "cannot be read")),
        ("a.ipynb", notebook("x", "y"), notebook("x", "z"), (DIFFERENT, "cell 2")),
        ("a.ipynb", notebook("x") + b"\n", notebook("x"), (EQUAL, "")),
        ("a.svg", b"<svg/>", b"<svg />", (DIFFERENT, "the bytes")),
        ("a.png", picture(DARK), picture(LIGHT), (DIFFERENT, "1 pixels")),
        (
            "a.png",
            picture(DARK),
            picture([DARK[0] * 2]),
            (DIFFERENT, "2 × 1 pixels are committed, 4 × 1 recomputed"),
        ),
        ("a.csv", None, b"x\n", (DIFFERENT, "no such file is committed")),
        ("a.csv", b"x\n", None, (DIFFERENT, "committed, but no notebook makes it")),
    ],
)
def test_files_compared(tmp_path, name, committed, fresh, expected):
    places = [tmp_path / folder / name for folder in ("committed", "fresh")]
    for place, content in zip(places, (committed, fresh), strict=True):
        place.parent.mkdir()
        if content is not None:
            place.write_bytes(content)
    status, where = verify.compare(*places)
    assert (
        status == expected[0]
        and where.startswith(expected[1])
        and bool(where) == (status == DIFFERENT)
    )


def test_pictures_of_equal_pixels_are_equal(tmp_path):
    import PIL.Image

    (tmp_path / "one.png").write_bytes(picture(DARK))
    PIL.Image.open(tmp_path / "one.png").save(tmp_path / "two.png", compress_level=0)
    assert verify.compare(tmp_path / "one.png", tmp_path / "two.png") == (EQUAL, "")


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

    monkeypatch.setattr(verify, "recompute", recompute)
    monkeypatch.setattr(verify, "REPORT", tmp_path)
    return changes


def test_nothing_differs(copied, tmp_path, capsys):
    verify.main([])
    report = json.loads((tmp_path / "verification.json").read_text(encoding="utf-8"))
    assert report["verified"] and {row["status"] for row in report["files"]} == {
        IDENTICAL
    }
    assert [row["exhibit"] for row in report["exhibits"]] == list(export.EXHIBITS)
    assert {row["verdicts"] for row in report["exhibits"]} == {"as committed"}
    assert (
        sum(report["verdicts"].values())
        == len(report["statements"])
        == len(export.read_ledger())
    )
    assert (
        "data/raw/table05_gdp.csv" in report["inputs"]
        and len(report["inputs"]["data/raw/claims.yml"]) == 64
    )
    assert report["machine"]["python"] and report["seconds"] > 0 and report["notebooks"]
    assert (
        "All files and verdicts are what the code produces." in capsys.readouterr().out
    )
    page = (tmp_path / "verification.html").read_text(encoding="utf-8")
    assert "mean_total" in page and "Figure 5" in page and "sha256" in page
    manifest = yaml.safe_load((tmp_path / "codecheck.yml").read_text(encoding="utf-8"))
    assert all(
        (ROOT / entry["file"]).is_file() and entry["comment"]
        for entry in manifest["manifest"]
    )


def test_equal_numbers_are_named_and_no_difference(copied, capsys):
    copied.append(("data/processed/gdp.csv", "16900", "16900.0"))
    verify.main([])
    out = capsys.readouterr().out
    assert "equal numbers, other bytes: data/processed/gdp.csv\n" in out
    assert out.endswith("All files and verdicts are what the code produces.\n")
    assert any(line.startswith("Table 5   equal numbers") for line in out.splitlines())


def test_a_different_table_and_verdict_end_with_1_and_the_place(copied, capsys):
    copied.append(("data/processed/claims.csv", "points,69.474,", "points,69.49,"))
    copied.append(("data/processed/gdp.csv", "16900", "16901"))
    with pytest.raises(SystemExit) as end:
        verify.main([])
    lines = str(end.value).splitlines()
    assert (
        lines[0].startswith("different: data/processed/claims.csv: row ")
        and "'69.474' is committed" in lines[0]
    )
    assert lines[1].startswith("different: data/processed/gdp.csv: row 2, column gdp: ")
    assert any(
        line.startswith("Table 5   different")
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
        verify.main([])
    lines = capsys.readouterr().out.splitlines()
    for line in (lines[0], lines[-1]):
        assert "Changed since recorded: notebooks/06_regress_on_gdp.ipynb" in line
    report = json.loads((tmp_path / "verification.json").read_text(encoding="utf-8"))
    assert not report["verified"]


def test_numbers_alone_can_be_compared(copied, capsys):
    copied.append(("figures/fig1.json", "3.", "2."))
    copied.append(("notebooks/01_clean_data.ipynb", "Table", "Chart"))
    verify.main(["--numbers"])
    out = capsys.readouterr().out
    assert out.endswith("All numbers and verdicts are what the code produces.\n")
    copied.append(("figures/fig1.csv", "media", "medium"))
    with pytest.raises(SystemExit, match="^different: figures/fig1.csv: row 2"):
        verify.main(["--numbers"])


def test_help_only_helps(monkeypatch, capsys):
    monkeypatch.setattr(verify, "verify", None)  # would fail if it were called
    with pytest.raises(SystemExit) as end:
        verify.main(["--help"])
    assert end.value.code == 0 and "Recompute everything" in capsys.readouterr().out


def test_a_changed_verdict_is_laid_at_its_exhibit(copied, capsys):
    # The headings of Table 6.
    copied.append(("data/processed/claims.csv", "1,,,contradicted", "1,,,reproduced"))
    with pytest.raises(SystemExit):
        verify.main([])
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in out if "verdicts different" in line] == ["6"]


def test_a_wrong_input_is_one_line(monkeypatch, capsys):
    def refuse():
        raise InputError("the content has changed", file="data/raw/a.csv")

    monkeypatch.setattr(verify.sources.package, "check_package", refuse)
    with pytest.raises(
        SystemExit, match="^error: data/raw/a.csv: the content has changed$"
    ):
        verify.main([])


@pytest.mark.same_versions
def test_notebooks_are_recomputed_elsewhere(monkeypatch, tmp_path):
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "01_clean_data.ipynb").touch()  # this one only, by its name
    monkeypatch.setattr(verify.workflow, "NOTEBOOKS", tmp_path / "names")
    assert list(verify.recompute(tmp_path / "results")) == ["01_clean_data"]
    for file in ("data/processed/gdp.csv", "notebooks/01_clean_data.ipynb"):
        assert verify.compare(ROOT / file, tmp_path / "results" / file) == (
            IDENTICAL,
            "",
        )


def test_a_notebook_that_fails_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(verify.sys, "executable", "false")
    with pytest.raises(InputError, match="01_clean_data failed"):
        verify.recompute(tmp_path)
