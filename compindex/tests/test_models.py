from typing import Literal

import pydantic
import pytest

from compindex import models, yaml_files
from compindex.errors import InputError


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
    content, lines = yaml_files.read_mapping(tmp_path / "t.yml", "a tree")
    with pytest.raises(InputError) as error:
        models.checked(Tree, content, "t.yml", lines)
    assert str(error.value).startswith(expected)


def test_a_long_value_is_cut(tmp_path):
    text = f"name: a\nleaves:\n  - size: '{'x' * 1_000_000}'\n"
    (tmp_path / "t.yml").write_text(text)
    content, lines = yaml_files.read_mapping(tmp_path / "t.yml", "a tree")
    with pytest.raises(InputError, match=r"line 3: .*xxx… \(1,000,000 char") as error:
        models.checked(Tree, content, "t.yml", lines)
    assert len(str(error.value)) < 300


def test_a_long_name_is_cut(tmp_path):
    name = "x" * 100_000
    for text in (f"'{name}': 1\n'{name}': 2\n", f"leaves: [{{'{name}': {{a: 1}}}}]\n"):
        (tmp_path / "t.yml").write_text(text)
        with pytest.raises(InputError) as error:
            content, lines = yaml_files.read_mapping(tmp_path / "t.yml", "a tree")
            models.checked(Tree, content, "t.yml", lines)
        assert len(str(error.value)) < 500
