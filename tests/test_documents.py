from typing import Literal

import pydantic
import pytest

from analysis import documents
from analysis.errors import InputError


def test_a_file_that_is_no_yaml_is_refused_in_one_line(tmp_path):
    (tmp_path / "a.yml").write_text("a: [1")
    with pytest.raises(InputError, match="a.yml: cannot be read") as error:
        documents.read_yaml(tmp_path / "a.yml", "a list")
    assert "\n" not in str(error.value)
    with pytest.raises(InputError, match="b.yml: the file is missing; expected a list"):
        documents.read_yaml(tmp_path / "b.yml", "a list")


class Leaf(pydantic.BaseModel, extra="forbid"):
    kind: Literal["oak", "elm"] = "oak"
    size: int = 1


class Tree(pydantic.BaseModel, extra="forbid"):
    name: str
    leaves: list[Leaf] = []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "nam: a\nname: b\n",
            "t.yml, line 1: unknown entry 'nam'; expected one of name, leaves (nearest: name)",
        ),
        (
            "name: a\nleaves:\n  - size: 2\n  - sise: 2\n",
            "t.yml, line 4: unknown entry 'sise'; expected one of kind, size (nearest: size)",
        ),
        (
            "name: a\nleaves:\n  - {kind: oek}\n",
            "t.yml, line 3: entry leaves[0][kind]: unknown value 'oek'; expected one of oak, elm (nearest: oak)",
        ),
        (
            "name: a\n\nleaves:\n  - size: many\n",
            "t.yml, line 4: entry leaves[0][size]: 'many': expected a valid integer",
        ),
        ("leaves: []\n", "t.yml: the entry name is missing; expected a value for it"),
        (
            "name: a\nleaves: 3\n",
            "t.yml, line 2: entry leaves: 3: expected a valid list",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, expected):
    (tmp_path / "t.yml").write_text(text)
    content, lines = documents.read_mapping(tmp_path / "t.yml", "a tree")
    with pytest.raises(InputError) as error:
        documents.checked(Tree, content, "t.yml", lines)
    assert str(error.value).startswith(expected)


def test_an_entry_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "t.yml").write_text("name: a\nleaves: []\nname: b\n")
    with pytest.raises(
        InputError, match="t.yml, line 3: name stands here a second time"
    ):
        documents.read_mapping(tmp_path / "t.yml", "a tree")
    (tmp_path / "t.yml").write_text("- 1\n")
    with pytest.raises(InputError, match="t.yml: no named entries; expected a tree"):
        documents.read_mapping(tmp_path / "t.yml", "a tree")


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
    for read in (documents.read_yaml, documents.read_mapping):
        with pytest.raises(InputError, match=expected) as error:
            read(tmp_path / "t.yml", "a tree")
        assert "\n" not in str(error.value)


def test_aliases_within_the_limits_are_read(tmp_path):
    (tmp_path / "t.yml").write_text("a: &a {b: 1}\nc: [*a, *a]\n")
    content, lines = documents.read_mapping(tmp_path / "t.yml", "a tree")
    assert content == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}
    assert lines["c", 1, "b"] == 1


def test_a_long_value_is_cut(tmp_path):
    text = f"name: a\nleaves:\n  - size: '{'x' * 1_000_000}'\n"
    (tmp_path / "t.yml").write_text(text)
    content, lines = documents.read_mapping(tmp_path / "t.yml", "a tree")
    with pytest.raises(InputError, match=r"line 3: .*xxx… \(1,000,000 char") as error:
        documents.checked(Tree, content, "t.yml", lines)
    assert len(str(error.value)) < 300


def test_a_long_name_is_cut(tmp_path):
    name = "x" * 100_000
    for text in (f"'{name}': 1\n'{name}': 2\n", f"leaves: [{{'{name}': {{a: 1}}}}]\n"):
        (tmp_path / "t.yml").write_text(text)
        with pytest.raises(InputError) as error:
            content, lines = documents.read_mapping(tmp_path / "t.yml", "a tree")
            documents.checked(Tree, content, "t.yml", lines)
        assert len(str(error.value)) < 500
