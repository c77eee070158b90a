"""The wheel, in an environment of its own: the library with what it declares, and
nothing else.
"""

import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HERE = Path(__file__).parents[1]
README = (HERE / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command, folder):
    """Run a command that sees no setting of the tests; give what it prints."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=plain | {"SOURCE_DATE_EPOCH": "1600000000"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def distributions(requirements):
    """Find the installed distributions that requirements ask for, and what these ask
    for in turn.
    """
    left, found = [Requirement(text) for text in requirements], {}
    while left:
        requirement = left.pop()
        extras = requirement.extras or {""}
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in extras):
            continue
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name not in found:
            found[name] = metadata.distribution(name)
            left += [Requirement(text) for text in found[name].requires or ()]
    return found.values()


def link(distribution, folder):
    """Put what a distribution has installed into another environment."""
    tops = {file.parts[0] for file in distribution.files}
    for top in tops - {"..", "__pycache__", os.sep}:
        place = folder / top
        if not place.exists():
            place.symlink_to(distribution.locate_file(top))


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Build the wheel and install it beside what it declares, without a network: the
    other packages are those of the tests' environment.
    """
    folder = tmp_path_factory.mktemp("install")
    build = f"from flit_core.buildapi import build_wheel; build_wheel({str(folder)!r})"
    run(sys.executable, "-c", build, folder=HERE)
    (wheel,) = folder.glob("compindex-*.whl")
    venv.create(folder / "fresh", with_pip=True)
    python = folder / "fresh" / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run(python, "-m", "pip", "install", *quiet, wheel, folder=folder)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", where, folder=folder).strip())
    for distribution in distributions(PROJECT["project"]["dependencies"]):
        link(distribution, packages)
    return python


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_the_example_of_the_readme_runs_in_a_fresh_environment(python, tmp_path):
    run(python, "-m", "pip", "check", folder=tmp_path)
    example, printed = re.findall(r"```(?:python|text)\n(.*?)```", README, re.DOTALL)[
        :2
    ]
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    got = run(python, "-I", "example.py", folder=tmp_path)
    assert [line.rstrip() for line in got.splitlines()] == printed.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_every_module_of_the_wheel_is_there_and_nothing_beside_it(python, tmp_path):
    code = """
import importlib, importlib.util, pkgutil
import compindex
assert importlib.util.find_spec("analysis") is None
for found in pkgutil.walk_packages(compindex.__path__, "compindex."):
    print(importlib.import_module(found.name).__name__)
"""
    got = run(python, "-I", "-c", code, folder=tmp_path).split()
    source = HERE / "src"
    files = (path.relative_to(source).with_suffix("") for path in source.rglob("*.py"))
    names = {".".join(path.parts).removesuffix(".__init__") for path in files}
    assert set(got) | {"compindex"} == names


def test_the_first_error_of_the_readme_is_what_one_gets():
    import pandas as pd

    import compindex

    nodes = pd.DataFrame(
        [
            ("development", None),
            ("life", "development"),
            ("schooling", "developement"),
            ("income", "development"),
        ],
        columns=["code", "parent"],
    )
    with pytest.raises(compindex.InputError) as error:
        compindex.load_spec(nodes)
    assert f"```text\n{error.value}\n```" in README
