import pytest

from analysis.ranking import raw_data
from compindex import load_spec
from compindex.errors import InputError


def folder(tmp_path, **files):
    """Write files, named without ending."""
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def a_spec(*names, **entries):
    """Make a specification of leaves below a root."""
    children = [{"name": name} for name in names]
    return load_spec(
        {"name": "m", **entries, "root": {"name": "total", "children": children}}
    )


def test_files_are_joined_by_city_and_year_whatever_their_order(tmp_path):
    one = '城市,年份,城市英文报道量\n武汉,2020,1.2万\nLyon,2020,"1,430"\n'
    two = "year,note,city,tags\n2020,old,Lyon,2M\n2021,new,WUHAN,-\n,,,\n"
    spec = a_spec("tags", "english_reports")
    values, provenance = raw_data.read_folder(folder(tmp_path, a=one, b=two), spec)
    table = values.table.astype(object).where(values.table.notna(), None)
    assert table.to_dict("index") == {
        ("wuhan", 2020): {"tags": None, "english_reports": 12000},
        ("Lyon", 2020): {"tags": 2e6, "english_reports": 1430},
        ("wuhan", 2021): {"tags": None, "english_reports": None},
    }
    assert provenance.to_dict() == {"tags": "supplied", "english_reports": "supplied"}


def test_the_descriptor_says_how_values_are_known(tmp_path):
    folder(tmp_path, a="city,x\nA,1\n", b="city,y\nA,2\n")
    spec, path = a_spec("x", "y"), tmp_path / "datapackage.json"
    path.write_text('{"resources": [{"path": "a.csv", "provenance": "synthetic"}]}')
    assert raw_data.read_folder(tmp_path, spec)[1].to_dict() == {
        "x": "synthetic",
        "y": "supplied",
    }
    path.write_text('{"resources": [{"path": "a.csv", "provenance": "synthetical"}]}')
    with pytest.raises(
        InputError,
        match="datapackage.json: unknown provenance 'synthetical'.*nearest: synthetic",
    ):
        raw_data.read_folder(tmp_path, spec)
    path.write_text("[")
    with pytest.raises(InputError, match="datapackage.json: cannot be read"):
        raw_data.read_folder(tmp_path, spec)


def test_an_indicator_of_several_files_is_known_as_badly_as_the_worst(tmp_path):
    folder(tmp_path, a="city,x\nA,1\n", b="city,x\nB,2\n")
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"path": "b.csv", "provenance": "synthetic"}]}'
    )
    got = raw_data.read_folder(tmp_path, a_spec("x"))[1]
    assert got.to_dict() == {"x": "synthetic"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, "no CSV file or workbook in this folder"),
        ({"a": "city,x\nA,many\n"}, "a.csv, row 2, column x: 'many' is not a number"),
        ({"a": "city,x\n,1\n"}, "a.csv, row 2, column city: no city is named"),
        ({"a": "city,year,x\nA,20,1\n"}, "a.csv, row 2, column year: '20' is no year"),
        (
            {"a": "city,x\nA,1\nA,2\n"},
            "a.csv, row 3: A stands here a second time for x",
        ),
        (
            {"a": "city,x\n西安,1\nXi'an,2\n"},
            "a.csv, row 3: xian stands here a second time",
        ),
        (
            {"a": "city,x\nA,1\n", "b": "city,x\nA,1\n"},
            "b.csv, row 2: A stands here a second time for x, after .*a.csv, row 2",
        ),
        (
            {"a": "city,x\nA,1\n", "b": "city,year,y\nA,2020,1\n"},
            "a.csv: no column year .*which others have",
        ),
        ({"a": "city,x\n", "b": "city,y\n"}, "a.csv: no row below the heading"),
        (
            {"a": "city,x,z\nA,1,1\n"},
            "a.csv: no column has the indicator y; expected one of",
        ),
        (
            {"a": "city,x\nLyon,1\n", "b": "city,y\nLYON,1\n"},
            "b.csv, row 2: 'LYON' is also spelled 'Lyon'",
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
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, files, expected):
    with pytest.raises(InputError, match=expected):
        raw_data.read_folder(folder(tmp_path, **files), a_spec("x", "y"))


def test_every_indicator_of_the_report_has_a_platform_and_a_heading():
    listed = [name for names in raw_data.PLATFORM_FILES.values() for name in names]
    assert sorted(listed) == sorted(raw_data.HEADINGS) and len(listed) == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("武汉", "wuhan"), ("Xi'an", "xian"), ("Wuhan City", "wuhan")),
        *(("Lyon", "Lyon"), ("Canton", "Canton"), ("Peking", "Peking")),
    ],
)
def test_cities_of_the_report_get_their_id_but_older_names_may_be_other_places(
    text, expected
):
    assert raw_data.city_or_name(text) == expected
