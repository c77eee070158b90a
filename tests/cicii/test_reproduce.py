"""The main command on a fresh copy of the checkout: everything, nothing, exactly what
changed, and refusals.
"""

import contextlib
import json
import os
import re
import shutil
import time

import filelock
import psutil
import pytest
from checkouts import RESULTS, Checkout, left_after

from analysis.paths import ROOT
from analysis.report.register import read_register
from cicii import reproduce
from compindex.errors import InputError

NAMES = [
    path.stem.partition("_")[0] for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
]
pytestmark = pytest.mark.same_versions
BASELINE = "scenarios/baseline.yml"
NOTEBOOK_06 = "notebooks/06_regress_on_gdp.ipynb"
NOTEBOOK_07 = "notebooks/07_social_accounts.ipynb"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    # A blank and Chinese characters in the path do no harm.
    return Checkout(tmp_path_factory.mktemp("copy") / "another place 别处")


def test_01_a_fresh_copy_runs_everything_and_writes_the_committed_bytes(checkout):
    for generated in ("data/processed", "figures"):
        shutil.rmtree(checkout.folder / generated)  # nothing there is made by hand
    code, out, err, ran = checkout.run()
    assert (code, err, sorted(ran)) == (0, "", NAMES)
    committed = {path.relative_to(ROOT): path.read_bytes() for path in RESULTS}
    built = {
        path: (checkout.folder / "build/results" / path).read_bytes()
        for path in committed
    }
    assert built == committed and checkout.published() == committed
    assert out.startswith("Printed tables and parameters are as described.\n")
    for words in (
        "Table 13",
        "Figure 5",
        "figures/fig5.png",
        f"{len(read_register())} statements.",
    ):
        assert words in out


def test_02_a_second_run_does_nothing_and_says_so(checkout):
    # A newer date alone is no change.
    os.utime(checkout.folder / "data/raw/table05_gdp.csv")
    # Somebody's scenario that is wrong does not stop what is not about it.
    (checkout.folder / "scenarios" / "mine.yml").touch()
    code, out, _, ran = checkout.run()
    assert (code, ran) == (0, [])
    assert "Nothing to do" in out and "because their bytes differ: none" in out
    (checkout.folder / "scenarios" / "mine.yml").unlink()


def test_03_a_missing_published_file_comes_back(checkout):
    before = checkout.published()
    (checkout.folder / "figures/fig5.png").unlink()
    code, out, _, ran = checkout.run()
    assert (code, ran) == (0, []) and "differ: figures/fig5.png" in out
    assert checkout.published() == before


def test_04_a_changed_table_reruns_what_rests_on_it_and_is_published_if_told(checkout):
    before = checkout.published()
    checkout.change_table("data/raw/table09_visit_beijing.csv", "1470", "1471")
    code, out, err, ran = checkout.run()
    assert (code, sorted(ran)) == (0, ["00", "00zh", "01", "07", "09"]), err
    assert checkout.published() == before
    changed = "data/raw/datapackage.json, data/raw/table09_visit_beijing.csv"
    lines = out.splitlines()
    assert lines[0] == f"Changed since recorded: {changed}"
    assert lines[-1].startswith(
        f"Nothing was published, since it was changed: {changed}"
    )
    code, out, err, ran = checkout.run("--record")
    assert (code, ran) == (0, []), err
    accounts = (checkout.folder / "data/processed/accounts.csv").read_text("utf-8")
    assert "1471" in accounts and out.splitlines()[-1].endswith(changed)
    code, out, _, ran = checkout.run()
    assert (code, ran) == (0, []) and "hanged" not in out


def test_04_what_was_put_back_or_made_by_hand_is_not_published(checkout):
    checkout.restore("data/raw/table09_visit_beijing.csv", "data/raw/datapackage.json")
    for name in ("table09_visit_beijing.csv", "datapackage.json"):
        os.utime(checkout.folder / "data/raw" / name, (1, 1))  # with an old date
    made = checkout.folder / "build/results/data/processed/engagement.csv"
    made.write_text("invented")
    code, out, err, ran = checkout.run("--record")
    assert (code, sorted(ran)) == (0, ["00", "00zh", "01", "07", "09"]), err
    accounts = (checkout.folder / "data/processed/accounts.csv").read_text("utf-8")
    assert "1471" not in accounts and "invented" not in made.read_text("utf-8")
    assert checkout.published() == {
        path.relative_to(ROOT): path.read_bytes() for path in RESULTS
    }


def test_05_a_parameter_that_differs_from_the_baseline_is_an_error(checkout):
    checkout.replace(BASELINE, "permutations: 9999", "permutations: 199")
    code, out, err, ran = checkout.run()
    assert (code, out, ran) == (1, "", [])
    assert err.startswith(
        f"error: {NOTEBOOK_06}: permutations is 9999 in the cell tagged parameters and "
        "199 in scenarios/baseline.yml; expected the same in both"
    )
    checkout.replace(NOTEBOOK_06, "permutations = 9999", "permutations = 199")
    code, out, err, ran = checkout.run("--record")
    assert (code, ran) == (0, ["06"]), err
    notebook = (checkout.folder / NOTEBOOK_06).read_text(encoding="utf-8")
    assert "permutations = 199 " in notebook and "# Parameters\\n" not in notebook
    checkout.restore(BASELINE, NOTEBOOK_06)
    assert checkout.run("--record")[3] == ["06"]  # nothing of the other value stays
    committed = (ROOT / NOTEBOOK_06).read_bytes()
    assert (checkout.folder / NOTEBOOK_06).read_bytes() == committed


def test_06_a_changed_notebook_and_a_changed_module_rerun_what_depends_on_them(
    checkout,
):
    before = checkout.published()
    checkout.insert(NOTEBOOK_07, "results.save_table", "invented = 74.71")
    written = (checkout.folder / NOTEBOOK_07).read_bytes()
    module = "src/analysis/ranking/gdp.py"
    checkout.replace(module, "import numpy as np\n", "import numpy as np  # changed\n")
    code, out, err, ran = checkout.run()
    assert (code, sorted(ran)) == (0, ["06", "07"]), err
    assert out.splitlines()[0] == f"Changed since recorded: {NOTEBOOK_07}"
    assert checkout.published() == before | {
        path: written for path in before if path.as_posix() == NOTEBOOK_07
    }
    code, out, err, ran = checkout.run()
    assert (code, ran) == (0, []) and "Nothing was published" in out.splitlines()[-1]
    checkout.restore(NOTEBOOK_07)
    assert checkout.run()[3] == ["07"]


def test_06_the_module_of_the_accounts_concerns_07_and_the_ledger_and_nothing_else(
    checkout,
):
    before = checkout.published()
    module = "src/analysis/ranking/accounts.py"
    checkout.replace(
        module, "import pandas as pd\n", "import pandas as pd  # changed\n"
    )
    code, _, err, ran = checkout.run()
    assert (code, sorted(ran)) == (0, ["00", "00zh", "07", "09"]), err
    assert checkout.published() == before


def test_07_a_changed_byte_stops_before_anything_runs(checkout):
    before = checkout.published()
    checkout.replace("data/raw/table05_gdp.csv", "16900", "16901")
    code, out, err, ran = checkout.run()
    assert (code, out) == (1, "Changed since recorded: data/raw/table05_gdp.csv\n")
    expected = r"error: data/raw/table05_gdp.csv: the content has changed, .*\n"
    assert re.fullmatch(expected, err) and checkout.published() == before
    checkout.replace("data/raw/table05_gdp.csv", "16901", "16900")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "classes: 5",
            "clases: 5",
            r", line 12: unknown parameter 'clases'; expected one of .*nearest: classes",
        ),
        (
            'coverage_file: ""',
            "coverage_file: data/nowhere.csv",
            ", line .*: parameter coverage_file: 'data/nowhere.csv': no such file",
        ),
        (
            'data_folder: ""',
            "data_folder: data/synthetc",
            ", line .*: parameter data_folder: .*no such folder.*nearest: data/synthetic",
        ),
    ],
)
def test_08_a_wrong_parameter_stops_before_anything_runs(
    checkout, before, after, expected
):
    checkout.replace(BASELINE, before, after)
    code, out, err, ran = checkout.run()
    assert (code, out, ran) == (1, "", [])
    assert re.fullmatch(rf"error: {BASELINE}{expected}.*\n", err)
    checkout.restore(BASELINE)


def test_09_a_wrong_cell_fails_with_its_place_and_publishes_nothing(checkout):
    before = checkout.published()
    checkout.change_table("data/raw/table05_gdp.csv", "9321", "viele")
    code, out, err, _ = checkout.run("--record")
    expected = (
        r"error: 01_clean_data: data/raw/table05_gdp.csv, row 12, column GDP: "
        r"'viele' is not a number; expected .*\n"
    )
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
    expected = "no folder that can be written; expected one for the results"
    assert (code, err, ran) == (1, f"error: figures: {expected}\n", [])
    (checkout.folder / "figures").unlink()
    (checkout.folder / "kept").rename(checkout.folder / "figures")


def test_11_a_second_command_waits_for_the_first_and_says_so(checkout):
    with filelock.FileLock(checkout.folder / "build" / ".lock"):
        process = checkout.start("-m", "cicii", "reproduce")
        said = process.stdout.readline()
        assert said == "Another command is at work in build; waiting for its end.\n"
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "") and "Nothing to do" in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_12_a_full_disk_ends_the_command_with_a_line(checkout):
    log = checkout.folder / "build" / "snakemake.log"
    log.unlink()
    log.symlink_to("/dev/full")
    checkout.insert(NOTEBOOK_07, "results.save_table", "1 + 1")
    code, _, err, _ = checkout.run()
    expected = "cannot be written (No space left on device); expected room for the log"
    assert (code, err) == (1, f"error: build/snakemake.log: {expected}\n")
    log.unlink()
    checkout.restore(NOTEBOOK_07)


def descendants(process):
    """Wait until a kernel runs below a process, which works in a folder of its own; give
    all that runs there.
    """
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = psutil.Process(process.pid).children(recursive=True)
        for child in found:
            with contextlib.suppress(psutil.NoSuchProcess):
                if os.path.basename(child.cwd()) == "running":
                    return found
        time.sleep(0.1)
    raise TimeoutError("no kernel")


# By itself, or with the signal by which it was ended.
FAILED = r"error: the workflow (failed|was ended \(signal 9\)), see build/"


@pytest.mark.parametrize("victim", ["cicii reproduce", "cicii.snakemake_command"])
def test_13_whichever_process_is_killed_none_is_left(checkout, victim):
    checkout.insert(NOTEBOOK_07, "results.save_table", "import time; time.sleep(60)")
    process = checkout.start("-m", "cicii", "reproduce")
    others = descendants(process)
    everyone = [psutil.Process(process.pid), *others]
    commands = {" ".join(one.cmdline()): one for one in everyone if one.is_running()}
    next(one for command, one in commands.items() if victim in command).kill()
    _, err = process.communicate(timeout=30)
    assert left_after(others) == []
    assert err == "" or re.match(FAILED, err)
    checkout.restore(NOTEBOOK_07)


def test_14_the_lab_works_on_copies_and_publishes_nothing(checkout):
    before = checkout.published()
    lab = checkout.folder / "build" / "lab"
    prepare = checkout.start("-m", "cicii", "lab")
    out, err = prepare.communicate()
    assert (prepare.returncode, err) == (0, ""), out
    copy = "build/lab/notebooks/03b_hierarchy_and_variants.ipynb"
    exercise = 'scores.loc["nanjing", "media"] = 74.71'
    checkout.insert(copy, "half_unit =", exercise)
    run = (
        "import papermill; from cicii.kernels import OwnAsyncKernel; "
        f"papermill.execute_notebook({copy!r}, {copy!r}, kernel_name='python3', "
        "kernel_manager_class=OwnAsyncKernel, progress_bar=False)"
    )
    process = checkout.start("-c", run)
    _, err = process.communicate()
    assert process.returncode == 0, err
    nodes = (lab / "data/processed/nodes.csv").read_text(encoding="utf-8")
    assert re.search("^nanjing,media,74.71,.*,supplied$", nodes, re.MULTILINE)
    assert checkout.published() == before
    code, out, _, _ = checkout.run()
    assert code == 0 and "because their bytes differ: none" in out
    assert checkout.published() == before
    prepare = checkout.start("-m", "cicii", "lab")
    out, _ = prepare.communicate()
    assert "Left as you changed them: 03b_hierarchy_and_variants.ipynb" in out
    cells = json.loads((checkout.folder / copy).read_text(encoding="utf-8"))["cells"]
    assert exercise in ["".join(cell["source"]) for cell in cells]
    assert not (lab / "data").exists()


def test_15_a_source_that_changes_while_notebooks_run_is_not_published(monkeypatch):
    digests = iter([{"a.csv": "1", "b.csv": "1"}, {"a.csv": "1", "b.csv": "2"}])
    monkeypatch.setattr(reproduce.sources, "digests", lambda: next(digests))
    monkeypatch.setattr(reproduce, "prepare", lambda _: [])
    monkeypatch.setattr(reproduce, "snakemake", lambda _: 1)
    monkeypatch.setattr(reproduce.made, "is_complete", lambda _: False)
    monkeypatch.setattr(reproduce, "publish", None)  # would fail if it were called
    with pytest.raises(
        InputError, match="changed while notebooks ran: b.csv; expected"
    ):
        reproduce.reproduce(2)
