import pytest

from compindex import yaml_files
from compindex.errors import InputError


def test_a_file_that_is_no_yaml_is_refused_in_one_line(tmp_path):
    (tmp_path / "a.yml").write_text("a: [1")
    with pytest.raises(InputError, match="a.yml: cannot be read") as error:
        yaml_files.read_yaml(tmp_path / "a.yml", "a list")
    assert "\n" not in str(error.value)
    with pytest.raises(InputError, match="b.yml: the file is missing; expected a list"):
        yaml_files.read_yaml(tmp_path / "b.yml", "a list")


def test_an_entry_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "t.yml").write_text("name: a\nleaves: []\nname: b\n")
    with pytest.raises(
        InputError, match="t.yml, line 3: name stands here a second time"
    ):
        yaml_files.read_mapping(tmp_path / "t.yml", "a tree")
    (tmp_path / "t.yml").write_text("- 1\n")
    with pytest.raises(InputError, match="t.yml: no named entries; expected a tree"):
        yaml_files.read_mapping(tmp_path / "t.yml", "a tree")


ALIASES = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(9 * [f'*{before}'])}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ALIASES, "t.yml, line 6: too many entries; expected 200,000 at most"),
        ("a: " + "[" * 100_000, "t.yml, line 1: too many levels; expected 100 at most"),
        (
            "a0: &a0 [x]\n"
            + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 300)),
            "t.yml, line 100: too many levels",
        ),
        ("a: &a [*a]\n", r"t.yml, line 1: the alias \*a stands within what it names"),
        ("a: " + "9" * 6000, "t.yml, line 1: a value of 6,000 characters without"),
        ("a: 1" + ":1" * 200_000, "t.yml, line 1: a value of 400,001 characters"),
        ("a: !!int ''", "t.yml: cannot be read"),
        ("a: !!int _", "t.yml: cannot be read"),
        ("a: !!float ''", "t.yml: cannot be read"),
    ],
    ids=["aliases", "brackets", "chain", "itself", "digits", "sixties", "", "_", "f"],
)
def test_a_text_without_end_is_refused_with_its_line(tmp_path, text, expected):
    (tmp_path / "t.yml").write_text(text)
    for read in (yaml_files.read_yaml, yaml_files.read_mapping):
        with pytest.raises(InputError, match=expected) as error:
            read(tmp_path / "t.yml", "a tree")
        assert "\n" not in str(error.value)


def test_aliases_within_the_limits_are_read(tmp_path):
    (tmp_path / "t.yml").write_text("a: &a {b: 1}\nc: [*a, *a]\n")
    content, lines = yaml_files.read_mapping(tmp_path / "t.yml", "a tree")
    assert content == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}
    assert lines["c", 1, "b"] == 1
