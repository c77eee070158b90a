import base64
import io
import json
import os

import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.paths import sha256
from compindex.errors import InputError
from compindex.style import styled


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    return tmp_path


def test_equal_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "new" / "a.txt"
    assert results.write(path, b"1")
    os.utime(path, (0, 0))
    assert not results.write(path, b"1") and path.stat().st_mtime == 0
    assert results.write(path, b"2") and path.read_bytes() == b"2"
    assert [file.name for file in path.parent.iterdir()] == ["a.txt"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="file/a.csv: cannot be written"):
        results.write(tmp_path / "file" / "a.csv", b"")


def test_a_failed_write_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"good")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        results.write(path, b"bad")
    assert path.read_bytes() == b"good"


def test_table_format(folder):
    frame = pd.DataFrame(
        {
            "city": ["西安"],
            "share": [2 / 3],
            "count": [254e6],
            "rank": pd.array([None], dtype="Int64"),
            "yes": [False],
        }
    )
    results.save_table(frame, "t")
    assert (
        (folder / "data/processed/t.csv").read_bytes()
        == "city,share,count,rank,yes\n西安,0.666666666667,254000000,,false\n".encode()
    )
    assert frame["yes"].dtype == bool


@styled
def draw():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 2), layout="constrained")
    figure.subplots().plot([1, 2], np.log([1, 2]), label="a")
    return figure


def save(folder, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(folder))
    (folder / "data/processed").mkdir(parents=True, exist_ok=True)
    (folder / "data/processed/index.csv").write_text("a\n1\n")
    plotted = pd.DataFrame(
        {"series": ["1"], "x": ["media"], "y": [1.5], "provenance": ["derived"]}
    )
    inputs = ["data/processed/index.csv", "data/raw/claims.yml"]
    pictures = {
        "en": results.Picture(draw(), "A line that rises"),
        "zh": results.Picture(draw(), "一条上升的线"),
    }
    results.save_figure(
        pictures,
        "fig9",
        plotted,
        notebook="04_analyse_tiers",
        parameters={"classes": 5},
        inputs=inputs,
        cities=plotted.assign(series="wuhan"),
    )
    figures = folder / "figures"
    files = [path for path in figures.rglob("*") if path.is_file()]
    return {path.relative_to(figures).as_posix(): path.read_bytes() for path in files}


def test_figures_have_equal_bytes_wherever_and_under_whatever_settings_they_are_saved(
    tmp_path, monkeypatch
):
    import matplotlib

    first = save(tmp_path / "one", monkeypatch)
    with matplotlib.rc_context(
        {
            "font.size": 20,
            "svg.hashsalt": None,
            "savefig.dpi": 50,
            "axes.facecolor": "red",
        }
    ):
        second = save(tmp_path / "elsewhere", monkeypatch)
    assert first == second
    assert sorted(first) == [
        "fig9.csv",
        "fig9.json",
        "fig9.pdf",
        "fig9.png",
        "fig9.svg",
        "fig9_cities.csv",
        "zh/fig9.pdf",
        "zh/fig9.png",
        "zh/fig9.svg",
    ]
    assert (
        first["fig9_cities.csv"] == b"series,x,y,provenance\nwuhan,media,1.5,derived\n"
    )
    assert first["fig9.csv"] == b"series,x,y,provenance\n1,media,1.5,derived\n"
    for ending in ("png", "svg", "pdf"):
        assert b"Date" not in first[f"fig9.{ending}"] and b"date" not in first[
            f"fig9.{ending}"
        ].replace(b"xlink", b"")


def test_provenance_names_inputs_by_their_digest(tmp_path, monkeypatch):
    got = json.loads(save(tmp_path, monkeypatch)["fig9.json"])
    assert got["notebook"] == "notebooks/04_analyse_tiers.ipynb" and got[
        "parameters"
    ] == {"classes": 5}
    assert got["inputs"]["data/processed/index.csv"] == sha256(
        tmp_path / "data/processed/index.csv"
    )
    assert set(got["libraries"]) == {"matplotlib", "numpy", "pandas", "seaborn"}


def test_text_is_read_as_it_was_saved(folder):
    frame = pd.DataFrame({"city": ["xian", pd.NA], "score": ["89.00", "1e3"]})
    results.save_table(frame, "t")
    got = results.read_processed("t", text=True)
    pd.testing.assert_frame_equal(got, results.as_text(frame))
    assert got["score"].to_list() == ["89.00", "1e3"] and got["city"].isna()[1]
    assert results.read_processed("t")["score"].to_list() == [89, 1000]


def test_a_picture_says_in_words_what_is_to_be_seen(tmp_path, monkeypatch):
    from PIL import Image

    files = save(tmp_path, monkeypatch)
    texts = json.loads(files["fig9.json"])["alternative_text"]
    assert texts == {"en": "A line that rises", "zh": "一条上升的线"}
    for language, folder in (("en", ""), ("zh", "zh/")):
        words = texts[language]
        with Image.open(io.BytesIO(files[f"{folder}fig9.png"])) as picture:
            assert picture.info["Description"] == words
        assert f"<title>{words}</title>" in files[f"{folder}fig9.svg"].decode()
        assert b"/Subject" in files[f"{folder}fig9.pdf"]


def test_a_picture_shows_itself_with_its_words_and_hardly_changed():
    from IPython.core.formatters import DisplayFormatter
    from PIL import Image

    picture = results.Picture(draw(), "A line that rises")
    shown, about = DisplayFormatter().format(picture)
    assert about["image/png"] == {"alt": "A line that rises"}
    assert shown["text/plain"] == "A line that rises"
    content = base64.b64decode(shown["image/png"])
    whole = results.figure_bytes(picture.figure, "png", 110)
    assert len(content) < len(whole)
    with Image.open(io.BytesIO(content)) as few, Image.open(io.BytesIO(whole)) as all_:
        assert few.size == all_.size
        pixels = [np.asarray(one.convert("RGB"), int) for one in (few, all_)]
    assert abs(pixels[0] - pixels[1]).max() < 16
