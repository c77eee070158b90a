import pytest

from analysis.report import register
from compindex.errors import InputError

ENTRY = {
    "id": "a",
    "section": "1 One",
    "kind": "number",
    "statement": "A number.",
    "published": '"1.5"',
    "tables": "[3]",
    "notebook": '"04"',
    "recompute": "[mean_of_totals]",
}


def written(tmp_path, *entries):
    """Write entries as a register: one `- id:` list entry each."""
    path = tmp_path / "claims.yml"
    path.write_text(
        "\n".join(
            "- " + "\n  ".join(f"{key}: {value}" for key, value in entry.items())
            for entry in entries
        )
    )
    return path


def test_the_committed_register_is_read_whole():
    claims = register.read_register()
    assert len(claims) == len({claim.id for claim in claims}) > 200
    assert [claim.section for claim in claims] == sorted(
        (claim.section for claim in claims), key=lambda name: name.split()[0]
    )


def test_an_entry_keeps_what_it_says(tmp_path):
    (claim,) = register.read_register(written(tmp_path, ENTRY))
    assert (claim.published, claim.tables, claim.interpretive, claim.reason) == (
        "1.5",
        [3],
        False,
        "",
    )
    assert register.printed_values([claim]) == {"a": "1.5"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"kind": "nummer"},
            "claims.yml, a: entry kind: unknown value 'nummer'.*nearest: number",
        ),
        ({"colour": "red"}, "a: unknown entry 'colour'"),
        ({"published": "1.5"}, "a: entry published: 1.5: expected a valid string"),
        ({"published": '"many"'}, "a: 'many' is not a number"),
        ({"published": '""'}, "a: '' is blank"),
        (
            {"kind": "set", "published": '"Wuhan, Harbin"', "unit": "city"},
            "unknown city ' Harbin'",
        ),
        (
            {"tables": "[14]"},
            "a: entry tables.0.: 14: expected less than or equal to 13",
        ),
        ({"exhibit": "Table 14"}, "a: entry exhibit: "),
        ({"kind": "external"}, "a reason belongs to what cannot be checked"),
        ({"reason": "none"}, "a reason belongs to what cannot be checked"),
        ({"recompute": "[]"}, "a: entry recompute: "),
        ({"recompute": "null"}, "what can be checked is recomputed"),
        ({"cause": "[1.5]"}, "a: entry cause"),
        ({"notebook": '"4"'}, "a: entry notebook: "),
        ({"cell": "[3, 2]"}, "a: entry cell: .*at least 3 items"),
    ],
)
def test_a_wrong_entry_is_named_with_its_id(tmp_path, change, expected):
    with pytest.raises(InputError, match=expected) as error:
        register.read_register(written(tmp_path, ENTRY | change))
    assert "\n" not in str(error.value)


def test_an_id_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(
        InputError, match="the id a stands twice; expected one entry for each"
    ):
        register.read_register(written(tmp_path, ENTRY, ENTRY))


def test_a_file_without_entries_is_refused(tmp_path):
    (tmp_path / "claims.yml").write_text("a: 1")
    with pytest.raises(InputError, match="claims.yml: no list of statements"):
        register.read_register(tmp_path / "claims.yml")


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(
        InputError, match="unknown statement 'mean_totals'.*nearest: mean_total"
    ):
        register.find_claim("mean_totals")
