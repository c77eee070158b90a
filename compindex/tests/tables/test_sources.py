import openpyxl
import pytest

from compindex import compute_index, load_spec
from compindex.errors import InputError
from compindex.tables.folders import read_folder_of_exports, table_files
from compindex.tables.sources import (
    columns_of,
    read_source,
    refuse_headings,
    vocabulary,
)

NODES = [
    ["code", "parent", "weight", "direction", "rule", "worst", "best", "label_zh"],
    ["total"],
    ["x", "total", 3, 1, "goalposts", 0, 10, "甲"],
    ["y", "total", 1, -1, "minmax", None, None, "乙"],
]
DATA = [["unit", "year", "甲", "y"], ["A", 2020, 5, 7], ["B", 2020, 10, 3]]
YAML = """
name: mine
root:
  name: total
  children:
    - {name: x, weight: 3, standardize: {method: goalposts, worst: 0, best: 10}}
    - {name: y, direction: -1, standardize: {method: minmax}}
"""


def a_workbook(path, **sheets):
    """Write a workbook, a list of rows for each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.removeprefix("_"))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def totals(source):
    """Compute the totals of a single sample."""
    index = compute_index(source.values.table, source.spec)
    rounded = index["total"].round(9)
    return dict(zip(index.index.get_level_values(0), rounded, strict=True))


# A: (3 · 50 + 0) / 4; B: (3 · 100 + 100) / 4.
EXPECTED = {"A": 37.5, "B": 100.0}


def test_a_workbook_computes(tmp_path):
    path = a_workbook(tmp_path / "my.xlsx", data=DATA, indicators=NODES)
    source = read_source(path)
    assert totals(source) == EXPECTED
    assert source.spec.name == "my" and source.spec.missing == "error"
    assert source.values.table.index.names == ["unit", "year"]


def test_settings_stand_in_a_sheet_of_their_own(tmp_path):
    settings = [["setting", "value"], ["missing", "renormalise"], ["coverage", 0.5]]
    settings += [["name", "ours"], ["decimal", ","], ["group", None]]
    path = a_workbook(
        tmp_path / "my.xlsx", data=DATA, indicators=NODES, settings=settings
    )
    spec = read_source(path).spec
    assert (spec.name, spec.missing, spec.coverage) == ("ours", "renormalise", 0.5)
    assert spec.decimal == "," and spec.group is None
    settings += [["misssing", "error"]]
    path = a_workbook(
        tmp_path / "my.xlsx", data=DATA, indicators=NODES, settings=settings
    )
    with pytest.raises(
        InputError, match="sheet settings, row 7: unknown entry 'misssing'.*: missing"
    ):
        read_source(path)


def test_errors_of_settings_and_nodes_are_told_together(tmp_path):
    settings = [
        ["missing", "foo"],
        ["coverage", "0,5"],
        ["missing", "error"],
        ["sampl", 1],
    ]
    nodes = [*NODES, ["z", "total", "much"]]
    path = a_workbook(
        tmp_path / "my.xlsx", data=DATA, indicators=nodes, settings=settings
    )
    with pytest.raises(InputError) as error:
        read_source(path)
    told = [line.rpartition("my.xlsx, ")[2] for line in str(error.value).splitlines()]
    assert [line.partition("; ")[0] for line in told] == [
        "sheet settings, row 4: unknown entry 'sampl'",
        "sheet settings, row 3: missing stands here a second time",
        "sheet indicators, row 5, column weight: 'much' is not a number",
    ]


def test_a_specification_may_be_refused_before_values_are_read(tmp_path):
    def look(spec):
        raise InputError(f"no {spec.name}")

    path = a_workbook(tmp_path / "my.xlsx", data=[["x"]], indicators=NODES)
    with pytest.raises(InputError, match="^no my$"):
        read_source(path, look=look)


def test_a_right_group_is_not_told_beside_a_wrong_node(tmp_path):
    settings = [["group", "region"], ["impute", "group_median"]]
    nodes = [*NODES, ["z", "total", "much"]]
    path = a_workbook(
        tmp_path / "my.xlsx", data=DATA, indicators=nodes, settings=settings
    )
    with pytest.raises(InputError) as error:
        read_source(path)
    assert len(str(error.value).splitlines()) == 1


def test_the_headings_of_an_index_are_names_and_labels():
    leaves = [
        {"name": "x", "label": "Posts", "label_zh": "帖子", "denominator": "people"}
    ]
    spec = load_spec({"name": "m", "root": {"name": "t", "children": leaves}})
    assert columns_of(spec) == ["x", "people"]
    words = vocabulary(spec, {"推文": "x", "别的": "other"}, str.upper)
    assert words.indicators == {
        "posts": "x",
        "帖子": "x",
        "推文": "x",
        "x": "x",
        "people": "people",
    }
    assert words.unit("a") == "A"


def test_a_leaf_called_by_the_heading_of_another_is_refused():
    leaves = [{"name": "推文"}, {"name": "y"}]
    spec = load_spec({"name": "m", "root": {"name": "t", "children": leaves}})
    refuse_headings(spec, {"别的": "y"}, "index.yml")
    with pytest.raises(InputError, match="index.yml: '推文' is the heading of tweets"):
        refuse_headings(spec, {"推文": "tweets"}, "index.yml")


def test_two_sheets_of_one_kind_are_refused(tmp_path):
    path = a_workbook(tmp_path / "my.xlsx", data=DATA, indicators=NODES, iMeta=NODES)
    with pytest.raises(InputError, match="two sheets, indicators and iMeta"):
        read_source(path)


def test_a_sheet_a_year(tmp_path):
    rows = [["unit", "x", "y"], ["A", 5, 7], ["B", 10, 3]]
    path = a_workbook(tmp_path / "my.xlsx", _2020=rows, _2021=rows, indicators=NODES)
    table = read_source(path).values.table
    assert table.index.to_list() == [
        *(("A", 2020), ("B", 2020), ("A", 2021), ("B", 2021))
    ]


def test_the_only_other_sheet_holds_the_data_and_more_are_not_guessed_at(tmp_path):
    path = a_workbook(tmp_path / "my.xlsx", Sheet1=DATA, indicators=NODES)
    assert totals(read_source(path)) == EXPECTED
    path = a_workbook(tmp_path / "my.xlsx", one=DATA, two=DATA, indicators=NODES)
    with pytest.raises(InputError, match="no sheet `data` among one, two, indicators"):
        read_source(path)
    path = a_workbook(tmp_path / "my.xlsx", data=DATA, two=DATA, indicators=NODES)
    remarks = read_source(path).values.remarks
    assert any(remark.endswith("sheets left alone: two") for remark in remarks)


@pytest.mark.parametrize("beside", ["my.yml", "index.yml", "my_indicators.csv"])
def test_a_csv_file_has_its_description_beside_it(tmp_path, beside):
    (tmp_path / "my.csv").write_text("unit,x,y\nA,5,7\nB,10,3\n")
    nodes = [[("" if cell is None else str(cell)) for cell in row] for row in NODES]
    nodes = [row + [""] * (8 - len(row)) for row in nodes]
    table = "\n".join(map(",".join, nodes))
    text = YAML if beside.endswith("yml") else table
    (tmp_path / beside).write_text(text, encoding="utf-8")
    assert totals(read_source(tmp_path / "my.csv")) == EXPECTED


def test_a_workbook_of_data_may_have_it_beside_as_well(tmp_path):
    path = a_workbook(tmp_path / "my.xlsx", data=DATA)
    with pytest.raises(InputError, match="nothing describes the index: no sheet `indi"):
        read_source(path)
    (tmp_path / "index.yml").write_text(YAML.replace("name: x", "name: x, label: 甲"))
    assert totals(read_source(path)) == EXPECTED


def test_a_specification_is_read_from_a_workbook_alone(tmp_path):
    path = a_workbook(tmp_path / "my.xlsx", iMeta=NODES)
    assert [node.name for node in load_spec(path).root.children] == ["x", "y"]
    with pytest.raises(InputError, match="no sheet `indicators`; expected one of data"):
        load_spec(a_workbook(tmp_path / "my.xlsx", data=DATA))


def test_errors_of_a_sheet_of_nodes_name_file_sheet_and_row(tmp_path):
    nodes = [*NODES, ["z", "totl", "much"]]
    path = a_workbook(tmp_path / "my.xlsx", data=DATA, indicators=nodes)
    with pytest.raises(InputError) as error:
        read_source(path)
    (line,) = str(error.value).splitlines()
    assert "my.xlsx, sheet indicators, row 5, column weight: 'much' is not a" in line


def test_a_table_of_nodes_may_have_decimal_commas(tmp_path):
    (tmp_path / "index.csv").write_text("code;parent;weight\nt;;\na;t;0,35\nb;t;0,65\n")
    spec = load_spec(tmp_path / "index.csv")
    assert [node.weight for node in spec.root.children] == [0.35, 0.65]


def test_a_folder_of_exports_of_all_kinds(tmp_path):
    spec = load_spec({"name": "m", "root": {"name": "t", "children": [
        {"name": "x"}, {"name": "y", "denominator": "people"}]}})  # fmt: skip
    (tmp_path / "a.csv").write_text("unit;x\nA;5,5\n")
    (tmp_path / "b.tsv").write_text("unit\tpeople\nA\t2\n")
    a_workbook(tmp_path / "c.xlsx", Sheet1=[["unit", "y"], ["A", 7]])
    (tmp_path / "~$c.xlsx").write_text("what Excel leaves")
    (tmp_path / "notes.txt").write_text("unit,x\n")
    values = read_folder_of_exports(tmp_path, spec)
    assert values.table.to_dict("index") == {"A": {"x": 5.5, "y": 7, "people": 2}}
    assert [path.name for path in table_files(tmp_path)] == ["a.csv", "b.tsv", "c.xlsx"]
    (tmp_path / "d.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "e.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError) as error:
        read_folder_of_exports(tmp_path, spec)
    lines = str(error.value).splitlines()
    assert any(
        "d.xls: this workbook (.xls) would be overlooked" in one for one in lines
    )
    assert any("e.csv: cannot be read" in one for one in lines)


def test_an_empty_folder_is_named(tmp_path):
    spec = load_spec({"name": "m", "root": {"name": "t", "children": [{"name": "x"}]}})
    with pytest.raises(InputError, match="no CSV file or workbook in this folder"):
        read_folder_of_exports(tmp_path, spec)
