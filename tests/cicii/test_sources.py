import pytest

from cicii import notebooks, sources
from compindex.errors import InputError


def test_every_kind_of_source_is_recorded_and_none_has_changed():
    names = list(sources.recorded())
    assert names == sorted(names) and changed() == []
    for name in (
        "data/raw/claims.yml",
        "data/raw/datapackage.json",
        "data/raw/table01_research_objects.csv",
        "notebooks/09_verify_report.ipynb",
        "scenarios/baseline.yml",
        "specifications/two_pillars.yml",
    ):
        assert name in names


def changed():
    """List the sources that are not as recorded."""
    return sources.differing(sources.recorded(), sources.digests())


@pytest.fixture
def record(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "RECORD", tmp_path / "sources.txt")
    sources.record_sources()
    return tmp_path / "sources.txt"


def test_what_changes_is_named_and_how(record):
    assert changed() == []
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("data/raw/claims.yml")]
    text = "".join([*kept, f"data/raw/table14 of mine.csv {'0' * 64}\n"])
    digest = sources.digests()["scenarios/baseline.yml"]
    record.write_text(text.replace(digest, "0" * 64))
    assert changed() == [
        "data/raw/claims.yml (new)",
        "data/raw/table14 of mine.csv (gone)",
        "scenarios/baseline.yml",
    ]


def test_outputs_of_a_notebook_are_no_source_and_its_cells_are(monkeypatch, tmp_path):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    digests = []
    for source, outputs in (("1", ""), ("1", '{"text": "2"}'), ("2", "")):
        cell = f'{{"cell_type": "code", "source": "{source}", "metadata": {{}}'
        text = f'{{"cells": [{cell}, "outputs": [{outputs}]}}]}}'
        (tmp_path / "mine.ipynb").write_text(text)
        name = next(name for name in sources.digests() if name.endswith("mine.ipynb"))
        digests.append(sources.digests()[name])
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("line", ["data/raw/claims.yml", "a.csv 12", "0" * 64])
def test_a_line_that_is_no_digest_is_refused(record, line):
    record.write_text(f"# head\n{line}\n")
    with pytest.raises(InputError, match="sources.txt, row 2: this is no digest"):
        sources.recorded()


def test_a_lost_record_is_an_error(record):
    record.unlink()
    with pytest.raises(InputError, match="sources.txt: the file is missing"):
        changed()


def test_a_folder_of_sources_that_is_none_is_refused_and_one_that_is_gone_is_empty(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    given = [name for name in map(str, sources.source_files()) if "pillars" in name]
    assert given == []
    (tmp_path / "specifications").write_text("in the way")
    with pytest.raises(InputError, match="cannot be read .*; expected a folder of"):
        list(sources.source_files())
