from compindex.errors import InputError, one_of, quoted


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
