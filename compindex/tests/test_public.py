"""What the library promises of all that is public in it."""

import ast
import importlib
import inspect
import pkgutil
import re

import pandas as pd
import pytest

import compindex

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(compindex.__path__, "compindex.")
]
FUNCTIONS = {
    f"{module.__name__}.{name}": function
    for module in MODULES
    for name, function in vars(module).items()
    if inspect.isfunction(function)
    and function.__module__ == module.__name__
    and not name.startswith("_")
}
# From below to above; a module imports from those before it only.
FLOORS = """
errors files grammar numerals rounding yaml_files models intervals bounds readings floats
standardize tables.headings rules tree tables.encodings tables.file_kinds tables.archives
tables.text_files tables.workbooks tables.sheets tables.dates tables.years tables.columns
tables.trends tables.parts tables.roles tables.layouts tables.gathered tables.values
node_headings node_cells node_table described_sheets specification hierarchy treat impute prepare index
panel gaps method tables.sources tables.folders bands style robustness.inputs robustness.means
robustness.decimals robustness.pairs robustness.laws robustness.reversals robustness.comparisons robustness.ranks
robustness.programmes robustness.ranges robustness.reaching
robustness.structure robustness.weighting robustness.importance
robustness.outranking robustness.choices robustness.options robustness.joint
robustness.sensitivity robustness.settings robustness.verdicts
robustness.borders robustness.charts auditing shares correlations strengths spec_tables
what_ifs yearly computed publish.contents publish.marks publish.words publish.letters publish.pictures
publish.page publish.workbook publish.what_if_words publish.board publish.what_if_page result building
""".split()


def short(module):
    return module.__name__.removeprefix("compindex.")


def test_every_module_has_its_floor():
    assert {short(module) for module in MODULES} == {
        *FLOORS,
        "robustness",
        "tables",
        "publish",
    }


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_a_module_imports_only_from_those_below_it(module):
    place = FLOORS.index(short(module)) if short(module) in FLOORS else 0
    tree = ast.parse(inspect.getsource(module))
    found = set()
    for statement in ast.walk(tree):
        if isinstance(statement, ast.ImportFrom):
            found.add(statement.module)
            found |= {f"{statement.module}.{alias.name}" for alias in statement.names}
    names = {name.removeprefix("compindex.") for name in found}
    assert {name for name in names if name in FLOORS[place:]} == set()


def test_no_function_carries_the_name_of_a_module():
    modules = {name.split(".")[-1] for name in map(short, MODULES)}
    functions = {name.split(".")[-1] for name in FUNCTIONS}
    assert modules & (functions | {"audit", "compute_index", "load_spec"}) == set()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_functions_are_annotated_and_described(name):
    function = inspect.unwrap(FUNCTIONS[name])
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    described = inspect.getdoc(function)
    parameters = described.partition("Parameters\n----------\n")[2]
    parameters = parameters.partition("\n\n")[0]
    heads = re.findall(r"^(\S.*?)(?: :.*)?$", parameters, re.MULTILINE)
    named = [part.strip(" *") for head in heads for part in head.split(",")]
    assert named == list(signature.parameters)
    assert all(
        parameter.annotation is not inspect.Parameter.empty
        for parameter in signature.parameters.values()
    )
    if signature.return_annotation is not None:
        assert "Returns\n-------\n" in described


def test_what_is_offered_is_there():
    for name in compindex.__all__:
        assert getattr(compindex, name) is not None
    assert set(compindex.__all__) <= set(dir(compindex))
    with pytest.raises(AttributeError, match="no attribute 'attic'"):
        compindex.attic  # noqa: B018


def test_an_index_from_every_form_of_a_specification(tmp_path):
    table = pd.DataFrame(
        [("total", "", ""), ("a", "total", "3"), ("b", "total", "1")],
        columns=["code", "parent", "weight"],
    )
    mapping = {
        "name": "mine",
        "root": {
            "name": "total",
            "children": [{"name": "a", "weight": 3}, {"name": "b"}],
        },
    }
    table.to_csv(tmp_path / "index.csv", index=False)
    (tmp_path / "index.yml").write_text(
        "name: mine\nroot:\n  name: total\n  children:\n"
        "    - {name: a, weight: 3}\n    - {name: b}\n"
    )
    values = pd.DataFrame({"a": [1.0, 2.0], "b": [5.0, 2.0]}, ["x", "y"])
    sources = {
        "mapping": mapping,
        "table": table,
        "YAML": tmp_path / "index.yml",
        "YAML, as text": str(tmp_path / "index.yml"),
        "CSV": tmp_path / "index.csv",
        "loaded": compindex.load_spec(mapping),
    }
    for source in sources.values():
        got = compindex.compute_index(values, source)
        assert got["total"].to_dict() == {"x": 2.0, "y": 2.0}


@pytest.mark.parametrize("source", [None, 3, ["total"]])
def test_what_is_no_specification_is_refused(source):
    with pytest.raises(compindex.InputError, match="expected a path, a dict or a tab"):
        compindex.load_spec(source)


def test_an_index_may_be_named():
    mapping = {"name": "mine", "root": {"name": "total", "children": [{"name": "a"}]}}
    assert compindex.load_spec(mapping, name="ours").name == "ours"
    spec = compindex.load_spec(mapping)
    assert compindex.load_spec(spec, name="ours").name == "ours"
    assert compindex.load_spec(spec) is spec
