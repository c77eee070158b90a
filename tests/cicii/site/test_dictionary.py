import csv

import pytest

from analysis.paths import ROOT
from cicii.site.dictionary import _limits, dictionary


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    return dictionary("data/README.md", tmp_path_factory.mktemp("tree"))


def test_every_table_and_column_is_there(text):
    for path in (ROOT / "data/processed").glob("*.csv"):
        part = text.split(f"### {path.name}\n")[1].split("\n### ")[0]
        with path.open(encoding="utf-8") as file:
            for column in next(csv.reader(file)):
                assert f"| `{column}` |" in part, (path.name, column)
    for path in (ROOT / "data/raw").glob("*.csv"):
        assert f"### {path.name}\n" in text


def test_provenance_stands_with_its_table(text):
    part = text.split("### break_simulations.csv\n")[1].split("\n### ")[0]
    assert "Values: synthetic" in part
    assert "Values: published" in text.split("### scores.csv\n")[1].split("\n### ")[0]


@pytest.mark.parametrize(
    ("constraints", "expected"),
    [
        ({}, ""),
        ({"required": True, "unique": True}, "given in each row, each once"),
        ({"minimum": 0, "maximum": 100}, "0 to 100"),
        ({"minimum": 1}, "1 or more"),
        ({"enum": ["a", "b"]}, "one of `a`, `b`"),
        (
            {"enum": list("abcdefghij")},
            "one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, … (10)",
        ),
        ({"pattern": "a|b"}, r"like `a\|b`"),
    ],
)
def test_limits_are_told_in_words(constraints, expected):
    assert _limits(constraints) == expected
