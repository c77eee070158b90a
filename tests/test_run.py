"""The main command on a fresh copy of the checkout: everything, nothing, exactly what
changed, and refusals.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from analysis.paths import ROOT, sha256

LEFT_OUT = shutil.ignore_patterns("build", ".*", "__pycache__", "*.egg-info")
RESULTS = [
    *sorted((ROOT / "data/processed").glob("*.csv")),
    *sorted((ROOT / "figures").iterdir()),
    *sorted((ROOT / "notebooks").glob("*.ipynb")),
]


class Checkout:
    """A copy of the checkout, with the main command run in it."""

    def __init__(self, folder):
        self.folder = folder

    def run(self):
        """Run the main command; give its exit code, its output, and the numbers of the
        notebooks that ran.
        """
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("CICII_RESULTS", "MPLCONFIGDIR", "IPYTHONDIR")
        }
        environment["PYTHONPATH"] = str(self.folder / "src")
        command = [sys.executable, "-m", "analysis.run"]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return (
            done.returncode,
            done.stdout,
            done.stderr,
            re.findall(
                r"^  build/results/notebooks/(\d\d)_", done.stdout, re.MULTILINE
            ),
        )

    def replace(self, path, before, after):
        """Change a file of the copy."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert before in text
        (self.folder / path).write_text(text.replace(before, after), encoding="utf-8")

    def change_table(self, path, before, after):
        """Change a printed table on purpose: with its digest in the descriptor."""
        old = sha256(self.folder / path)
        self.replace(path, before, after)
        self.replace("data/raw/datapackage.json", old, sha256(self.folder / path))

    def published(self):
        """Give the bytes of all published results."""
        return {
            path.relative_to(ROOT): (self.folder / path.relative_to(ROOT)).read_bytes()
            for path in RESULTS
        }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return Checkout(
        shutil.copytree(
            ROOT, tmp_path_factory.mktemp("copy") / "elsewhere", ignore=LEFT_OUT
        )
    )


def test_01_a_fresh_copy_runs_everything_and_writes_the_committed_bytes(checkout):
    code, out, err, ran = checkout.run()
    assert code == 0, err
    assert sorted(ran) == ["01", "02", "03", "04", "05", "06", "07", "08", "09"]
    assert "replaced because their bytes differ: none" in out
    committed = {path.relative_to(ROOT): path.read_bytes() for path in RESULTS}
    built = {
        path: (checkout.folder / "build/results" / path).read_bytes()
        for path in committed
    }
    assert built == committed and checkout.published() == committed
    assert all(
        name in out
        for name in ("Table 13", "Figure 5", "figures/fig5.png", "237 statements")
    )


def test_02_a_second_run_does_nothing_and_says_so(checkout):
    os.utime(
        checkout.folder / "data/raw/table05_gdp.csv"
    )  # a newer date alone is no change
    code, out, _, ran = checkout.run()
    assert (code, ran) == (0, []) and "Nothing to do" in out


def test_03_a_missing_published_file_comes_back(checkout):
    before = checkout.published()
    (checkout.folder / "figures/fig5.png").unlink()
    code, out, _, ran = checkout.run()
    assert (
        (code, ran) == (0, [])
        and "differ: figures/fig5.png" in out
        and checkout.published() == before
    )


def test_04_a_changed_table_reruns_what_rests_on_it(checkout):
    checkout.change_table("data/raw/table09_visit_beijing.csv", "1470", "1471")
    code, _, err, ran = checkout.run()
    assert (code, sorted(ran)) == (0, ["01", "07", "09"]), err
    assert "1471" in (checkout.folder / "data/processed/accounts.csv").read_text(
        encoding="utf-8"
    )


def test_05_a_changed_parameter_reruns_its_notebook(checkout):
    checkout.replace(
        "scenarios/baseline.yml", "permutations: 9999", "permutations: 199"
    )
    code, _, err, ran = checkout.run()
    assert (code, ran) == (0, ["06"]), err
    notebook = json.loads(
        (checkout.folder / "notebooks/06_regress_on_gdp.ipynb").read_text(
            encoding="utf-8"
        )
    )
    injected = [
        "".join(cell["source"])
        for cell in notebook["cells"]
        if "".join(cell["source"]).startswith("# Parameters\n")
    ]
    assert len(injected) == 1 and "permutations = 199" in injected[0]
    checkout.replace(
        "scenarios/baseline.yml", "permutations: 199", "permutations: 9999"
    )
    assert checkout.run()[3] == ["06"]  # and back: nothing of the other value stays
    committed = (ROOT / "notebooks/06_regress_on_gdp.ipynb").read_bytes()
    assert (
        checkout.folder / "notebooks/06_regress_on_gdp.ipynb"
    ).read_bytes() == committed


def test_06_a_changed_notebook_and_a_changed_room_rerun_what_depends_on_them(checkout):
    checkout.replace("notebooks/07_social_accounts.ipynb", "## Try it", "## Exercises")
    checkout.replace(
        "src/analysis/regression.py",
        "import numpy as np\n",
        "import numpy as np  # changed\n",
    )
    code, _, err, ran = checkout.run()
    assert (code, sorted(ran)) == (0, ["06", "07"]), err
    assert checkout.run()[3] == []


def test_07_a_changed_byte_stops_before_anything_runs(checkout):
    before = checkout.published()
    checkout.replace("data/raw/table05_gdp.csv", "16900", "16901")
    code, out, err, ran = checkout.run()
    assert (code, out, ran) == (1, "", [])
    assert (
        re.fullmatch(
            r"error: data/raw/table05_gdp.csv: the content has changed, .*\n", err
        )
        and checkout.published() == before
    )
    checkout.replace("data/raw/table05_gdp.csv", "16901", "16900")


def test_08_a_wrong_parameter_stops_before_anything_runs(checkout):
    checkout.replace("scenarios/baseline.yml", "classes: 5", "clases: 5")
    code, out, err, ran = checkout.run()
    assert (code, out, ran) == (1, "", [])
    assert re.fullmatch(
        r"error: scenarios/baseline.yml, line 12: unknown parameter 'clases'; expected one of .*nearest: classes.*\n",
        err,
    )
    checkout.replace("scenarios/baseline.yml", "clases: 5", "classes: 5")


def test_09_a_wrong_cell_fails_with_its_place_and_publishes_nothing(checkout):
    before = checkout.published()
    checkout.change_table("data/raw/table05_gdp.csv", "9321", "viele")
    code, out, err, _ = checkout.run()
    expected = r"error: 01_clean_data: data/raw/table05_gdp.csv, row 12, column GDP: 'viele' is not a number; expected .*\n"
    assert code == 1 and re.fullmatch(expected, err), err
    assert checkout.published() == before
    checkout.change_table("data/raw/table05_gdp.csv", "viele", "9321")
    code, out, err, _ = checkout.run()
    assert (code, err) == (0, ""), out
    assert checkout.published() == before


def test_10_a_folder_that_cannot_be_written_stops_before_anything_runs(checkout):
    (checkout.folder / "figures").rename(checkout.folder / "kept")
    (checkout.folder / "figures").write_text("in the way")
    code, _, err, ran = checkout.run()
    assert (
        (code, ran) == (1, [])
        and err
        == "error: figures: no folder that can be written; expected one for the results\n"
    )
    (checkout.folder / "figures").unlink()
    (checkout.folder / "kept").rename(checkout.folder / "figures")
