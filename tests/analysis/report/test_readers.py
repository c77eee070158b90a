import pandas as pd
import pytest

from analysis.report import readers
from compindex.errors import InputError
from compindex.numerals import number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("89.00", "89.00"),
        (" 0 ", "0"),
        ("８９.０", "89.0"),  # digits of full width
        ("1,430", "1430"),  # a number that no table holds as it stands
        ("1.2万", "12000"),
    ],
)
def test_a_plain_number_keeps_its_digits_and_any_other_is_written_as_one(
    text, expected
):
    assert readers.as_printed(number)(text) == expected


def test_a_reader_refuses_before_digits_are_kept():
    read = readers.as_printed(readers.within(readers.known(number), 0, 100))
    for text, found in (("", "blank"), ("100.01", "out of range"), ("x", "no")):
        with pytest.raises(InputError, match=found):
            read(text)


def test_an_error_says_where_the_cell_stands():
    table = pd.DataFrame({"a": ["1", "x"]}, index=[2, 3])
    table.attrs["file"] = "t.csv"
    with pytest.raises(InputError, match="t.csv, row 3, column a: 'x' is not a number"):
        readers.read_column(table, "a", number)
