"""What others' tools read of the project: environment, citation, licences, CI."""

import datetime
import re
import tomllib

import yaml

from analysis.paths import ROOT


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_environment_names_python_in_the_form_that_binder_reads():
    entries = yaml.safe_load(read("environment.yml"))["dependencies"]
    python = [one for one in entries if isinstance(one, str) and one[:6] == "python"]
    # A range, or a blank, would give Binder's own Python.
    assert [one for one in python if "-" not in one] == ["python=3.12"]


def test_the_citation_has_a_date_and_the_version_of_the_project():
    facts = yaml.safe_load(read("CITATION.cff"))
    assert isinstance(facts["date-released"], datetime.date)
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert facts["version"] == project["version"]
    assert facts["license"] == project["license"]


def test_every_licence_that_is_named_stands_in_its_folder():
    content = tomllib.loads(read("REUSE.toml"))
    named = {one["SPDX-License-Identifier"] for one in content["annotations"]}
    assert named == {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert read("LICENSE") == read("LICENSES/MIT.txt") == read("compindex/LICENSE")
    fonts = read("src/analysis/figures/fonts/OFL.txt")
    assert read("LICENSES/OFL-1.1.txt") in fonts


def test_one_file_hands_the_work_to_the_one_script():
    (workflow,) = (ROOT / ".github" / "workflows").iterdir()
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    (job,) = content["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == [".ci/run"]
    made = set(re.findall(r"^make (\S+)", read(".ci/run"), re.MULTILINE))
    assert {"test", "conventions", "test-site", "test-oldest"} <= made
