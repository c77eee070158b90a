import pytest

from compindex.errors import (
    InputError,
    InputErrors,
    Wrong,
    enumerated,
    one_of,
    presentable,
    quoted,
    raise_all,
)


def test_error_is_one_line_naming_the_place():
    got = str(
        InputError(
            "'many' is not\n a number", "a count", file="a.csv", row=3, column="GDP"
        )
    )
    assert got == "a.csv, row 3, column GDP: 'many' is not a number; expected a count"


def test_error_without_place():
    assert str(InputError("nothing")) == "nothing"


def test_nearest_word_is_offered_only_if_there_is_one():
    assert (
        one_of(["mean", "median"], "medain") == "one of mean, median (nearest: median)"
    )
    assert one_of(["mean", "median"], "xyz") == "one of mean, median"


def test_a_long_value_is_cut_to_eighty_characters():
    assert quoted("short") == "'short'"
    cut = quoted("9" * 10_000_000)
    assert cut == "'" + "9" * 78 + "… (10,000,000 characters)"
    assert (
        len(str(InputError("x" * 5000, "y" * 5000, file="f" * 5000, row="z" * 5000)))
        < 2500
    )


def test_what_a_terminal_would_obey_is_spelled_out():
    assert str(InputError("\x1b[31mred", file="a\x07b")) == r"a\x07b: \x1b[31mred"


def test_a_long_list_of_names_is_cut():
    got = one_of([f"name{number}" for number in range(1000)], "name7")
    assert got.endswith("name39, … (1,000 in all) (nearest: name7)")


def test_errors_of_a_run_are_raised_together_with_what_was_remarked():
    raise_all([])
    raise_all([], ["a remark alone is no error"])
    alone = InputError("one")
    with pytest.raises(InputError, match="^one$") as error:
        raise_all([alone])
    assert error.value is alone
    inner = InputErrors([InputError("two"), InputError("three")], ["a remark"])
    with pytest.raises(InputErrors) as error:
        raise_all([alone, inner], ["another"])
    assert str(error.value).splitlines() == ["one", "two", "three"]
    assert error.value.remarks == ("another", "a remark")


def test_twenty_errors_are_told_and_the_others_counted():
    told = str(InputErrors([InputError(f"e{number}") for number in range(23)]))
    assert told.splitlines() == [
        *(f"e{number}" for number in range(20)),
        "3 errors more",
    ]


def test_lists_and_lines_are_of_a_bearable_length():
    assert enumerated(range(45)).endswith("38, 39, … (45 in all)")
    assert enumerated(["x" * 100]) == "x" * 79 + "…"
    assert len(presentable("a\x1b[2J" * 1000)) < 6000 and "\x1b" not in presentable(
        "\x1b"
    )


def test_of_many_errors_the_first_thousand_are_kept():
    wrong = Wrong([InputError("0")])
    wrong += (InputError(str(number)) for number in range(1, 5_000))
    wrong.append(InputError("more"))
    assert [str(error) for error in wrong] == [str(number) for number in range(1_000)]
    with pytest.raises(InputErrors) as error:
        raise_all(wrong)
    assert str(error.value).splitlines()[-1] == "at least 980 errors more"
    with pytest.raises(InputErrors) as error:
        raise_all(list(wrong)[:30])
    assert str(error.value).splitlines()[-1] == "10 errors more"


def test_the_nearest_is_not_looked_for_among_thousands():
    assert "nearest: n1" in one_of([f"n{number}" for number in range(2_000)], "n1")
    assert "nearest" not in one_of([f"n{number}" for number in range(2_001)], "n1")
