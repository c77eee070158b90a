"""pyproject.toml, the locks and environment.yml must tell the same story."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from analysis.paths import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
LIBRARY = tomllib.loads((ROOT / "compindex/pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib-base": "matplotlib", "seaborn-base": "seaborn"}


def library():
    """Requirements of the library by name: every lock holds them, but for that of the
    packages to compare with, which keep other libraries old.
    """
    entries = LIBRARY["project"]["dependencies"]
    return {name(entry): Requirement(entry) for entry in entries}


def declared(group):
    """Requirements of a group by name, those of the library among them."""
    alone = group in ("bench", "conventions")
    return own(group) if alone else library() | own(group)


def own(group):
    """Requirements of a group by name, those of the groups it includes among them."""
    found = {}
    for entry in GROUPS[group]:
        found |= (
            own(entry["include-group"])
            if isinstance(entry, dict)
            else {name(entry): Requirement(entry)}
        )
    return found


def name(text):
    return re.sub(r"[-_.]+", "-", Requirement(text).name).lower()


def locked(group):
    """Requirements of a lock."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
    return [
        Requirement(line.split(" \\")[0])
        for line in text.splitlines()
        if line and not line.startswith(" ")
    ]


@pytest.mark.parametrize(
    "group",
    [
        "run",
        "lab",
        "test",
        "slurm",
        "site",
        "browse",
        "bench",
        "conventions",
        "oldest",
        "uv",
    ],
)
def test_locks_hold_names_versions_and_hashes_only(group):
    text = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
    line = r"[a-z0-9.-]+==[A-Za-z0-9.!+]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    assert [entry for entry in text.splitlines() if not re.fullmatch(line, entry)] == []
    assert "://" not in text


@pytest.mark.parametrize(
    "group", ["run", "lab", "test", "slurm", "site", "browse", "bench", "conventions"]
)
def test_locks_satisfy_what_is_declared(group):
    versions = {}
    for requirement in locked(group):
        versions.setdefault(name(requirement.name), set()).add(
            str(requirement.specifier).removeprefix("==")
        )
    for package, requirement in declared(group).items():
        assert all(
            requirement.specifier.contains(version) for version in versions[package]
        ), package


def test_locks_agree_with_each_other():
    versions = {}
    for group in ("run", "lab", "test", "slurm", "site", "browse"):
        for requirement in locked(group):
            versions.setdefault(requirement.name, set()).add(str(requirement.specifier))
    assert {
        package: found for package, found in versions.items() if len(found) > 1
    } == {}


def test_the_oldest_lock_holds_the_lower_ends_of_what_is_declared():
    versions = {}
    for requirement in locked("oldest"):
        version = Version(str(requirement.specifier).removeprefix("=="))
        versions.setdefault(name(requirement.name), set()).add(version)
    for package, requirement in declared("test").items():
        (lower,) = (
            Version(part.version)
            for part in requirement.specifier
            if part.operator == ">="
        )
        for version in versions[package]:
            assert version.release[: len(lower.release)] == lower.release, package


def test_conda_environment_has_the_declared_ranges():
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    by_pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    assert by_pip[-2:] == ["-e ./compindex", "-e ."]
    got = {}
    for entry in [
        *(entry for entry in entries if isinstance(entry, str)),
        *by_pip[:-2],
    ]:
        entry = re.sub("(?<=[a-z])=", "==", entry)  # as conda writes one version
        package = CONDA_NAMES.get(Requirement(entry).name, name(entry))
        got[package] = Requirement(entry).specifier
    expected = {
        package: requirement.specifier
        for group in ("run", "lab", "test")
        for package, requirement in declared(group).items()
    }
    del expected["flit-core"]  # pip fetches it to build the project
    (python,) = got.pop("python")
    assert python.version in SpecifierSet(PROJECT["requires-python"])
    assert str(got.pop("pip")) == ""
    assert got == expected


def test_what_both_packages_declare_has_one_range():
    report, shared = own("run"), library()
    both = report.keys() & shared.keys()
    assert {"numpy", "pandas", "pydantic", "scipy"} <= both
    for package in both:
        assert report[package].specifier == shared[package].specifier, package
    assert LIBRARY["project"]["requires-python"] == PROJECT["requires-python"]


def test_every_dependency_of_the_library_is_used_there():
    files = (ROOT / "compindex" / "src").rglob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for package in library():
        module = {"pyyaml": "yaml", "python-dateutil": "dateutil"}.get(package, package)
        assert re.search(rf"^ *(import|from) {module}\b", text, re.MULTILINE), package


def test_every_declared_dependency_is_used():
    files = [
        *ROOT.glob("src/**/*.py"),
        *ROOT.glob("docs/*.py"),
        *ROOT.glob("tests/*.py"),
        *ROOT.glob("benchmarks/*.py"),
        *ROOT.glob("notebooks/*.ipynb"),
        *ROOT.glob("*.toml"),
        ROOT / "Makefile",
        ROOT / "Snakefile",
        ROOT / "profiles" / "slurm" / "config.yaml",
        ROOT / "conftest.py",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    imports = {
        "pyyaml": "import yaml",
        "ipykernel": 'kernel_name="python3"',
        "flit-core": "flit_core.buildapi",
        "pytest-xdist": "--dist loadscope",
        "nbval": "--nbval",
        "jupyterlab": "-m jupyterlab",
        "pytest-benchmark": "--benchmark-timer",
        "snakemake-executor-plugin-slurm": "executor: slurm",
        "scikit-criteria": "import skcriteria",
        "fonttools": "from fontTools",
        "pillow": "from PIL",
        "ruff": "-m ruff",
        "cffconvert": "/cffconvert --validate",
        "reuse": "/reuse lint",
        "myst-nb": '"myst_nb"',
        "sphinx-book-theme": '"sphinx_book_theme"',
    }
    unused = [
        package
        for group in GROUPS
        for package in own(group)
        if imports.get(package, f"import {package}") not in text
        and f"from {package.replace('-', '_')}" not in text
        and package != "snakemake"
    ]
    assert unused == []
    assert "from snakemake import cli" in text
