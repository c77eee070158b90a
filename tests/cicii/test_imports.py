"""Imports go one way, and what is asked of them follows them through one another."""

import ast
from collections import defaultdict
from graphlib import TopologicalSorter

import pytest

from analysis.paths import ROOT
from cicii import imports

# From below to above, between packages and within `analysis`.
PACKAGES = ["compindex", "analysis", "cicii"]
FOLDERS = [
    *("paths", "results", "report", "ranking", "coverage", "figures", "ledger", "own")
]


def modules():
    """Give every module of the checkout by its full name."""
    found = {}
    for folder in imports.CODE:
        for path in folder.rglob("*.py"):
            parts = path.relative_to(folder).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def arrows():
    """Give the modules that each module imports."""
    found = {}
    for name, path in MODULES.items():
        named = imports.imported(path.read_text(encoding="utf-8"))
        found[name] = {
            one if one in MODULES else one.rpartition(".")[0] for one in named
        } - {name}
    return found


def test_imports_go_downwards_only():
    for name, others in arrows().items():
        package, *rest = name.split(".")
        for other in others:
            theirs, *their_rest = other.split(".")
            assert PACKAGES.index(theirs) <= PACKAGES.index(package), (name, other)
            if package == theirs == "analysis" and rest and rest != ["index"]:
                own, their = rest[0], their_rest[0]
                assert FOLDERS.index(their) <= FOLDERS.index(own), (name, other)


def test_imports_make_no_circle():
    # Packages hand on what their modules hold.
    within = {
        name: {other for other in others if MODULES[other].name != "__init__.py"}
        for name, others in arrows().items()
    }
    assert list(TopologicalSorter(within).static_order())


def test_the_tests_of_the_library_know_nothing_of_the_report():
    for path in (ROOT / "compindex").rglob("*.py"):
        names = imports.imported(path.read_text(encoding="utf-8"))
        assert {name.split(".")[0] for name in names} <= {"compindex"}, path


def test_a_public_name_means_one_thing():
    found = defaultdict(set)
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found[node.name].add(name)
    clashes = {
        one: places
        for one, places in found.items()
        if len(places) > 1 and not one.startswith("_")
    }
    # Entry points, and what two files generate by the same interface.
    assert set(clashes) <= {"main", "generated"}, clashes


def test_every_public_name_is_documented_and_every_function_annotated():
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                own = [*node.args.args, *node.args.kwonlyargs]
                named = [one for one in own if one.arg not in ("self", "cls")]
                assert node.returns, (name, node.name)
                assert all(one.annotation for one in named), (name, node.name)
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                documented = node.name.startswith("_") or ast.get_docstring(node)
                assert documented, (name, node.name)


def test_code_follows_imports_through_one_another():
    got = imports.code_of("06_regress_on_gdp")
    assert {
        "src/analysis/ranking/gdp.py",
        "src/analysis/ledger/sample.py",
        "src/analysis/ledger/checks/economy.py",  # the register names it
        "compindex/src/compindex/errors.py",
        "compindex/src/compindex/__init__.py",
    } <= set(got)
    assert not {
        "src/analysis/coverage/printed.py",
        "src/analysis/ranking/accounts.py",
        "src/analysis/ledger/checks/account_matrix.py",
        "src/cicii/reproduce.py",
        "compindex/src/compindex/auditing.py",
        "compindex/src/compindex/robustness/ranks.py",
    } & set(got)
    assert all((ROOT / path).is_file() for path in got)


@pytest.mark.parametrize("code", ["import compindex", "from compindex import audit"])
def test_a_package_that_is_used_whole_counts_whole(code):
    got = imports.files_of(*imports.imported(code))
    code = (ROOT / "compindex" / "src").rglob("*.py")
    templates = (ROOT / "compindex/src/compindex/publish/templates").iterdir()
    files = [path.relative_to(ROOT).as_posix() for path in (*code, *templates)]
    assert got == sorted(files)
    assert "compindex/src/compindex/publish/templates/what-if.js" in got


def test_a_module_counts_with_the_packages_around_it():
    got = imports.files_of(*imports.imported("from compindex.files import TABLE"))
    names = ["__init__", "errors", "files"]
    assert got == [f"compindex/src/compindex/{name}.py" for name in names]


def test_imports_are_found_however_deep():
    code = """
if True:
    import analysis.paths
def f():
    try:
        from compindex import files
    except OSError:
        with open("x"):
            from compindex import errors
    finally:
        import cicii.pages
match 1:
    case 1:
        from analysis import results
class C:
    import cicii.made, os
"""
    got = imports.imported(code)
    expected = "analysis.paths compindex.files compindex.errors cicii.pages"
    assert got == {*expected.split(), "analysis.results", "cicii.made"}


def test_the_digest_of_code_changes_with_any_of_its_files_and_their_names(monkeypatch):
    digests = {"a.py": "1", "b.py": "2"}
    monkeypatch.setattr(imports, "code_of", lambda _: sorted(digests))
    monkeypatch.setattr(imports, "_digest", lambda file: digests[file])
    got = [imports.code_digest("01_clean_data")]
    digests["b.py"] = "3"
    got.append(imports.code_digest("01_clean_data"))
    del digests["b.py"]
    got.append(imports.code_digest("01_clean_data"))
    digests["c.py"] = "3"
    got.append(imports.code_digest("01_clean_data"))
    assert len(set(got)) == 4
