from analysis.errors import InputError, one_of


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
