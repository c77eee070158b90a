import numpy as np
import pytest

from analysis.ranking import raw_data
from compindex.errors import InputError


def folder(tmp_path, **files):
    """Write files, named without ending."""
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_files_are_joined_by_city_and_year_whatever_their_order(tmp_path):
    one = '城市,年份,城市英文报道量\n武汉,2020,1.2万\nLyon,2020,"1,430"\n'
    two = "year,note,city,tags\n2020,old,Lyon,2M\n2021,new,WUHAN,-\n,,,\n"
    values, provenance = raw_data.read_folder(
        folder(tmp_path, a=one, b=two), ["tags", "english_reports"]
    )
    assert values.index.to_list() == [("wuhan", 2020), ("Lyon", 2020), ("wuhan", 2021)]
    assert values["english_reports"].to_list() == pytest.approx(
        [12000, 1430, np.nan], nan_ok=True
    )
    assert values["tags"].to_list() == pytest.approx([np.nan, 2e6, np.nan], nan_ok=True)
    assert provenance.to_dict() == {"tags": "supplied", "english_reports": "supplied"}


def test_the_descriptor_says_how_values_are_known(tmp_path):
    folder(tmp_path, a="city,x\nA,1\n", b="city,y\nA,2\n")
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"path": "a.csv", "provenance": "synthetic"}]}'
    )
    assert raw_data.read_folder(tmp_path, ["x", "y"])[1].to_dict() == {
        "x": "synthetic",
        "y": "supplied",
    }
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"path": "a.csv", "provenance": "synthetical"}]}'
    )
    with pytest.raises(
        InputError,
        match="datapackage.json: unknown provenance 'synthetical'.*nearest: synthetic",
    ):
        raw_data.read_folder(tmp_path, ["x", "y"])
    (tmp_path / "datapackage.json").write_text("[")
    with pytest.raises(InputError, match="datapackage.json: cannot be read"):
        raw_data.read_folder(tmp_path, ["x", "y"])


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "no CSV file in this folder"),
        ({"a": "city,x\nA,many\n"}, "a.csv, row 2, column x: 'many' is not a number"),
        ({"a": "city,x\n,1\n"}, "a.csv, row 2, column city: no city is named"),
        ({"a": "city,year,x\nA,20,1\n"}, "a.csv, row 2, column year: '20' is no year"),
        ({"a": "city,x\nA,1\nA,2\n"}, "a.csv, row 3: A stands here a second time"),
        (
            {"a": "city,x\n西安,1\nXi'an,2\n"},
            "a.csv, row 3: xian stands here a second time",
        ),
        ({"a": "town,x\nA,1\n"}, "a.csv: the column city is missing"),
        (
            {"a": "city,x\nA,1\n", "b": "city,x\nA,1\n"},
            "b.csv: the indicator x stands in a.csv as well",
        ),
        (
            {"a": "city,x\nA,1\n", "b": "city,year,y\nA,2020,1\n"},
            "a.csv: no column year .*which other files have",
        ),
        ({"a": "city,x\n", "b": "city,y\n"}, "a.csv: no row below the heading"),
        (
            {"a": "city,x,z\nA,1,1\n"},
            "no file has the indicator y .y.; expected one of",
        ),
        (
            {"a": "city,x\nLyon,1\n", "b": "city,y\nLYON,1\n"},
            "a city is spelled 'Lyon' and 'LYON'",
        ),
        (
            {"a": "city,x\nA,1,234\nB,2,500\n"},
            "a.csv, row 2: 3 cells; expected 2 as in the heading",
        ),
        ({"a": "city,x,y\n\nA,1\n"}, "a.csv, row 3: 2 cells; expected 3"),
        ({"a": "city,x,x\nA,1,2\n"}, "a.csv, row 1: the column x stands here twice"),
        (
            {"a": "城市,city,x\nA,A,2\n"},
            "a.csv, row 1: the column city stands here twice",
        ),
        (
            {"a": "city,x\nZürich,1\nZu\u0308rich,2\n"},
            "a.csv, row 3: Zürich stands here a second time",
        ),
        (
            {"a": "City;x\nA;1\n"},
            "a.csv, row 1: the cells are separated by semicolons; expected commas",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, files, expected):
    with pytest.raises(InputError, match=expected) as error:
        raw_data.read_folder(folder(tmp_path, **files), ["x", "y"])
    assert "\n" not in str(error.value)


def test_every_indicator_of_the_report_has_a_platform_and_a_heading():
    listed = [name for names in raw_data.PLATFORM_FILES.values() for name in names]
    assert sorted(listed) == sorted(raw_data.HEADINGS) and len(listed) == 9


def test_headings_of_city_and_year_may_have_capitals_and_other_encodings_are_refused(
    tmp_path,
):
    values, _ = raw_data.read_folder(
        folder(tmp_path, a="\ufeffCity,Year,x\nＲome,2020,1\n"), ["x"]
    )
    assert values.index.to_list() == [("Rome", 2020)]
    (tmp_path / "a.csv").write_bytes("城市,x\n武汉,1\n".encode("gbk"))
    with pytest.raises(InputError, match="a.csv: cannot be read .*UTF-8"):
        raw_data.read_folder(tmp_path, ["x"])
