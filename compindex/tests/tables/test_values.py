import numpy as np
import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.tables.parts import Vocabulary
from compindex.tables.sheets import Sheet
from compindex.tables.values import read_values

WORDS = Vocabulary({"x": "x", "y": "y"})
GROUPED = Vocabulary({"x": "x", "y": "y"}, group="region")


def a_sheet(*rows, file="a.csv", name="a"):
    """Make a sheet of rows written with commas."""
    return Sheet(file, name, {row: text.split("|") for row, text in enumerate(rows, 1)})


def read(*sheets, indicators=("x", "y"), words=WORDS, **options):
    return read_values(sheets, words, list(indicators), **options)


def told(*sheets, **options):
    """Give the lines of what is wrong."""
    with pytest.raises(InputError) as error:
        read(*sheets, **options)
    return str(error.value).splitlines()


def test_sheets_are_joined_by_unit_whatever_their_order():
    values = read(
        a_sheet("city|x", "Rome|1", "Bari|2"),
        a_sheet("y|city", "5|Pisa", "6|Rome", file="b.csv"),
    )
    expected = pd.DataFrame(
        {"x": [1, 2, np.nan], "y": [6, np.nan, 5]},
        pd.Index(["Rome", "Bari", "Pisa"], name="city"),
        dtype=float,
    )
    pd.testing.assert_frame_equal(values.table, expected)
    assert values.sources == {"x": ["a.csv"], "y": ["b.csv"]}


def test_files_of_other_units_add_to_a_column():
    values = read(
        a_sheet("city|x|y", "Rome|1|2"), a_sheet("city|x|y", "Bari|3|4", file="b.csv")
    )
    assert values.table.to_numpy().tolist() == [[1, 2], [3, 4]]
    assert values.sources == {"x": ["a.csv", "b.csv"], "y": ["a.csv", "b.csv"]}


def test_sheets_called_as_years_are_years_aloud():
    sheets = [
        a_sheet("unit|x", f"A|{number}", file="a.xlsx", name=name)
        for number, name in enumerate(("2020", "2021年"))
    ]
    values = read(*sheets, indicators=["x"])
    assert values.table["x"].to_dict() == {("A", 2020): 0, ("A", 2021): 1}
    assert "a.xlsx, sheet 2020: the year is that of its name" in values.remarks


def test_files_called_as_years_are_refused_with_what_to_do():
    lines = told(
        a_sheet("city|x", "A|1", file="x_2020.csv", name="x_2020"),
        a_sheet("city|x", "A|2", file="x_2021.csv", name="x_2021"),
        indicators=["x"],
    )
    assert lines[0].startswith(
        "x_2020.csv: no column year (年份); years stand in the names of files (2020, 2021); expected one file with a column year"
    )


def test_years_in_some_files_only_are_refused():
    lines = told(
        a_sheet("city|x", "A|1"), a_sheet("city|year|y", "A|2020|1", file="b.csv")
    )
    assert lines == [
        "a.csv: no column year (年份), which others have; expected one file with a column year, or a sheet a year in one workbook"
    ]


def test_the_decimal_sign_of_a_file_is_that_of_its_other_columns():
    values = read(a_sheet("city|x|y", "A|41,125|3,5", "B|7,250|4"))
    assert values.table["x"].to_list() == [41.125, 7.25]
    lines = told(
        a_sheet("city|x", "A|41,125"), a_sheet("city|y", "A|3,5", file="b.csv")
    )
    assert lines[0].startswith("a.csv, row 2, column x: '41,125' is ambiguous")
    values = read(a_sheet("city|x", "A|41,125"), indicators=["x"], decimal=".")
    assert values.table["x"].to_list() == [41125]


def test_a_wrong_cell_is_named_by_its_own_heading():
    lines = told(a_sheet("unit|x 2020|x 2021", "A|1|many"), indicators=["x"])
    assert lines[0].startswith("a.csv, row 2, column x 2021: 'many' is not a number")


def test_remarks_are_of_a_bearable_length_and_obey_no_terminal():
    values = read(a_sheet("city|x|y|" + "z\x1b[2J" * 100, "A|1|2|3"))
    (remark,) = values.remarks
    assert "\x1b" not in remark and len(remark) < 200


def test_bounds_are_listed_and_told():
    values = read(a_sheet("city|year|x|y", "A|2020|<1|5", "B|2020|7|12.5万+"))
    assert values.bounds.to_numpy().tolist() == [
        ["A", 2020, "x", "<1", 0.5, "below"],
        ["B", 2020, "y", "12.5万+", 125_000, "above"],
    ]
    assert any(
        "half of it is taken: a.csv, row 2, x: <1 = 0.5" in one
        for one in values.remarks
    )


def test_a_unit_without_any_value_is_left_out_aloud_and_one_with_some_is_not():
    values = read(a_sheet("city|x|y", "A|1|", "B||", "C||2"))
    assert values.table.index.to_list() == ["A", "C"]
    assert "left out, without any value: B" in values.remarks
    values = read(a_sheet("city|year|x|y", "A|2020|1|", "A|2021||"))
    assert values.table.index.to_list() == [("A", 2020), ("A", 2021)]


def test_groups_go_with_their_units():
    rows = "A|2020||1|2", "A|2021|south|1|2", "B|2020||1|2"
    values = read(a_sheet("city|year|region|x|y", *rows), words=GROUPED)
    assert values.groups.to_dict() == {"A": "south", "B": ""}


def test_a_unit_of_two_groups_and_a_group_that_is_nowhere_are_refused():
    rows = "A|2020|north|1|2", "A|2021|south|1|2"
    lines = told(a_sheet("city|year|region|x|y", *rows), words=GROUPED)
    assert lines == [
        "a.csv, row 2: A belongs to north and south; expected one group a unit"
    ]
    lines = told(a_sheet("city|regoin|x|y", "A|south|1|2"), words=GROUPED)
    assert "no column has the group region; expected one of regoin (nearest" in lines[0]


def test_percent_signs_in_one_sheet_only_are_refused():
    one = a_sheet("unit|x", "A|41%", file="a.xlsx", name="2020")
    other = a_sheet("unit|x", "A|0.43", file="a.xlsx", name="2021")
    lines = told(one, other, indicators=["x"])
    assert lines == [
        "a.xlsx, sheet 2021: x has no percent sign here, as it has in a.xlsx, sheet 2020; expected all with the sign, or none"
    ]


def test_a_heading_without_rows_has_no_years_to_lack():
    values = read(a_sheet("city|x", "A|1"), a_sheet("city|year|y", file="b.csv"))
    assert values.table["x"].to_list() == [1] and values.table["y"].isna().all()


def test_hidden_sheets_are_left_out_aloud():
    hidden = a_sheet("unit|x", "B|2", file="a.xlsx", name="old")
    hidden.hidden = True
    values = read(a_sheet("unit|x", "A|1", file="a.xlsx"), hidden, indicators=["x"])
    assert values.table.index.to_list() == ["A"]
    assert "left out, since it is hidden: a.xlsx, sheet old" in values.remarks


def test_everything_wrong_in_all_sheets_is_told_at_once():
    lines = told(
        a_sheet("city|x", "A|many", "|3", "B|~8"),
        a_sheet("city|y", "A|1,234", "a|7", file="b.csv"),
    )
    assert [line.split(";")[0] for line in lines] == [
        "a.csv, row 3, column city: no city is named",
        "b.csv, row 3: 'a' is also spelled 'A'",
        "a.csv, row 2, column x: 'many' is not a number",
        "a.csv, row 4, column x: '~8' is not a number",
        "b.csv, row 2, column y: '1,234' is ambiguous: 1234 or 1.234",
    ]


def test_after_twenty_errors_the_rest_is_counted():
    rows = [f"A{number}|?" for number in range(25)]
    lines = told(a_sheet("city|x", *rows), indicators=["x"])
    assert len(lines) == 21 and lines[-1] == "5 errors more"


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (
            [a_sheet("city|x", "A|1", "A|2")],
            "a.csv, row 3: A stands here a second time for x, after a.csv, row 2",
        ),
        (
            [a_sheet("city|x", "A|1"), a_sheet("city|x", "A|1", file="b.csv")],
            "b.csv, row 2: A stands here a second time for x, after a.csv, row 2",
        ),
        (
            [a_sheet("city|x", "Zürich|1", "Zurich|2")],
            "a.csv, row 3: 'Zurich' is also spelled 'Zürich'",
        ),
        (
            [a_sheet("city|xx", "A|1")],
            "a.csv: no column has the indicator x; expected one of city, xx (nearest: xx)",
        ),
        ([a_sheet("city|x")], "a.csv: no row below the heading"),
    ],
)
def test_what_is_wrong_between_rows(sheets, expected):
    assert told(*sheets, indicators=["x"])[0].startswith(expected)


def test_what_nobody_uses_is_named():
    values = read(
        a_sheet("city|x|y|z", "A|1|2|3"), a_sheet("file|when", "a|b", file="s.csv")
    )
    assert values.remarks == [
        "columns that no leaf uses: a.csv: z",
        "left alone, without any indicator: s.csv",
    ]


def test_what_was_understood_is_told_with_the_errors():
    with pytest.raises(InputError) as error:
        read(a_sheet("city|x", "A|12k+", "B|~8"), indicators=["x"])
    assert "x: 12k+ = 12000" in error.value.remarks[0]
