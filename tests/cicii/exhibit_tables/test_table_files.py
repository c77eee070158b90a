import pytest

from cicii.__main__ import main
from cicii.exhibit_tables import files


def test_the_command_writes_all_forms(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(files, "BUILD", tmp_path)
    monkeypatch.setattr(files.shutil, "which", lambda name: None)
    main(["tables"])
    names = ["tables.md", "tables.tex", "tables.xlsx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert capsys.readouterr().out.count("done: ") == 3


def test_where_there_is_tex_it_is_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BUILD", tmp_path)
    monkeypatch.setattr(files.shutil, "which", lambda name: name)
    monkeypatch.setattr(files, "compiled", lambda document: b"%PDF of " + document)
    files.write_tables()
    made = (tmp_path / "tables.pdf").read_bytes()
    assert made == b"%PDF of " + (tmp_path / "tables.tex").read_bytes()


@pytest.mark.parametrize("name", ["tables.xlsx", "tables.tex", "tables.md"])
def test_the_same_bytes_each_time(name):
    assert files.files_to_take()[name] == files.files_to_take()[name]
