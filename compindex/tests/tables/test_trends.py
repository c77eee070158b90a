import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.tables.sheets import Sheet
from compindex.tables.trends import by_term, heading_of_download, interest, linked


def a_download(*rows):
    """Make a download of rows written with bars, below the usual first line."""
    filled = {1: ["Category: All categories"]}
    filled |= {row: text.split("|") for row, text in enumerate(rows, 3)}
    return Sheet("t.csv", "t", filled)


ENGLISH = a_download("Month|Rome: (Worldwide)|Bari: (Worldwide)", "2021-01|50|<1")
CHINESE = a_download("月|Rome: (全球)|Bari: (全球)", "2021-01|50|<1")
WEEKS = a_download("Week|Rome: (Italy)", "2021-01-03|7")


@pytest.mark.parametrize("sheet", [ENGLISH, CHINESE, WEEKS])
def test_a_download_is_known(sheet):
    assert heading_of_download(sheet) == 3


@pytest.mark.parametrize(
    "rows", [{1: ["Month", "x"]}, {1: ["city", "Rome: (Italy)"]}, {1: ["Month"]}, {}]
)
def test_other_tables_are_none(rows):
    assert heading_of_download(Sheet("a.csv", "a", rows)) is None
    with pytest.raises(InputError, match="a.csv: this is no download of Google"):
        interest(Sheet("a.csv", "a", rows))


def test_less_than_one_is_a_half():
    for sheet in (ENGLISH, CHINESE):
        assert interest(sheet).to_dict("index") == {
            "2021-01": {"Rome: (Worldwide)": 50, "Bari: (Worldwide)": 0.5}
        }


def test_cells_that_are_no_number_are_told_with_their_row():
    sheet = a_download("Month|Rome: (Italy)", "2021-01|7", "2021-02|many")
    with pytest.raises(InputError, match="row 5, column Rome: .Italy.: 'many' is not"):
        interest(sheet)


def test_a_further_download_is_put_on_the_scale_of_the_first():
    one = pd.DataFrame(
        {"Rome": [40.0, 60.0], "Bari": [10.0, 20.0]}, ["2021-01", "2021-02"]
    )
    other = pd.DataFrame(
        {"Rome": [80.0, 100.0], "Pisa": [9.0, 18.0]}, ["2021-01", "2021-02"]
    )
    got = linked([one, other])
    # The means of Rome are 50 and 90.
    assert got["Pisa"].to_list() == pytest.approx([5.0, 10.0])
    assert got["Rome"].to_list() == [40.0, 60.0]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Month|Rome: (Italy)", "2021-01|7|8"), "row 4: 3 cells; expected 2"),
        (("Month|Rome: (Italy)|Bari: (Italy)", "2021-01|7"), "row 4: 2 cells"),
        (("Month|Rome: (Italy)", "2021-01|7", "2021-01|8"), "row 5: 2021-01 stands"),
        (("Month|Rome: (Italy)", "2021-01|150"), "150 is no interest; expected 0 to"),
        (("Month|Rome: (Italy)", "2021-01|-3"), "-3 is no interest"),
        (("Month|Rome: (Italy)", "2021-01|"), "no value of Rome: .Italy."),
        (("Month|Rome: (A)|Rome: (A)", "2021-01|1|2"), "Rome: .A. stands here twice"),
    ],
)
def test_rows_and_cells_that_are_wrong_are_refused(rows, expected):
    with pytest.raises(InputError, match=expected):
        interest(a_download(*rows))


def test_only_cells_that_both_have_make_the_factor():
    one = pd.DataFrame({"Rome": [100.0, None]}, ["2021-01", "2021-02"])
    other = pd.DataFrame({"Rome": [100.0, 10.0], "Pisa": [50.0, 50.0]}, one.index)
    assert linked([one, other])["Pisa"].to_list() == [50.0, 50.0]


def test_a_term_in_two_regions_is_refused():
    table = pd.DataFrame(
        {"Rome: (Italy)": [1.0], "Rome: (Worldwide)": [2.0]}, ["2021-01"]
    )
    with pytest.raises(InputError, match="Rome is searched for in several regions"):
        by_term(table, years=False)


def test_downloads_of_other_periods_are_refused():
    one, other = (
        pd.DataFrame({"Rome": [1.0]}, [when]) for when in ("2021-01", "2021-01-03")
    )
    with pytest.raises(InputError, match="Rome share no period with Rome"):
        linked([one, other])


def test_a_further_download_adds_the_periods_that_are_lacking():
    one = pd.DataFrame({"Rome": [50.0]}, ["2021-01"])
    other = pd.DataFrame(
        {"Rome": [100.0, 80.0], "Pisa": [10.0, 20.0]}, ["2021-01", "2021-02"]
    )
    got = linked([one, other])
    assert got["Rome"].to_list() == [50.0, 40.0] and got["Pisa"].to_list() == [
        5.0,
        10.0,
    ]


def test_downloads_without_a_common_term_are_refused():
    one, other = (pd.DataFrame({name: [1.0]}, ["2021-01"]) for name in ("Rome", "Pisa"))
    with pytest.raises(InputError, match="Pisa share no term with Rome"):
        linked([one, other])
    for pair in ([one, one * 0], [one * 0, one]):
        with pytest.raises(InputError, match="a common term above 0"):
            linked(pair)


def test_means_by_term_and_year():
    table = pd.DataFrame(
        {"Rome": [1.0, 3.0, 8.0], "Bari": [2.0, None, 4.0]},
        ["2020-11", "2020-12", "2021-01"],
    )
    assert by_term(table, years=False).to_numpy().tolist() == [
        ["Rome", 4.0, 3],
        ["Bari", 3.0, 2],
    ]
    assert by_term(table, years=True).to_numpy().tolist() == [
        ["Rome", 2020, 2.0, 2],
        ["Rome", 2021, 8.0, 1],
        ["Bari", 2020, 2.0, 1],
        ["Bari", 2021, 4.0, 1],
    ]
    with pytest.raises(InputError, match="'soon' is no date"):
        by_term(pd.DataFrame({"Rome": [1.0]}, ["soon"]), years=False)


@pytest.mark.parametrize("term", ["period", "value", "unit", "year", "periods"])
def test_a_term_may_be_called_as_a_column_of_the_outcome(term):
    table = pd.DataFrame({f"{term}: (Italy)": [10.0, 30.0]}, ["2021-01", "2021-02"])
    assert by_term(table, years=True).to_numpy().tolist() == [[term, 2021, 20.0, 2]]


@pytest.mark.parametrize("term", ["=1+1", "@SUM(A1)", "\x1b[31mRome"])
def test_a_term_that_steers_a_terminal_or_a_spreadsheet_is_refused(term):
    sheet = a_download(f"Month|{term}: (Italy)", "2021-01|7")
    with pytest.raises(InputError, match="t.csv, row 3: .*expected a search term"):
        interest(sheet)


def test_a_heading_without_end_is_no_term():
    rows = {1: ["Month", "a: (" * 30_000], 2: ["2021-01", "7"]}
    assert heading_of_download(Sheet("a.csv", "a", rows)) is None
