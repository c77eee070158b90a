"""Numbers of another processor are the same within one unit of the twelfth digit: here,
another kernel of OpenBLAS, the library of linear algebra that NumPy brings along.
"""

import os
import shutil
import subprocess
import sys
from decimal import Decimal

import pytest
from trust.other_numbers import difference, is_within_a_unit

from analysis.paths import ROOT
from cicii import forks
from cicii.books import BOOKS
from cicii.launch import PYTHON

# Of 2008, without the instructions that later processors add and multiply by at once.
OLD = "Nehalem"
ASKED = """
import ctypes, glob, os, numpy
folder = os.path.join(os.path.dirname(numpy.__file__), "..", "numpy.libs")
for path in glob.glob(os.path.join(folder, "*openblas*")):
    name = ctypes.CDLL(path).scipy_openblas_get_corename64_
    name.restype = ctypes.c_char_p
    print(name().decode())
"""


def environment(name):
    """Ask for a kernel of OpenBLAS; a warm process would have another one already."""
    own = {key: value for key, value in os.environ.items() if key != forks.ADDRESS}
    return own | {"OPENBLAS_CORETYPE": name}


@pytest.fixture(scope="module")
def old():
    """The environment of the old processor, where there can be one."""
    command = [sys.executable, "-c", ASKED]
    options = {"capture_output": True, "text": True, "env": environment(OLD)}
    done = subprocess.run(command, **options)
    if done.stdout.strip() != OLD:
        pytest.skip(f"NumPy has no OpenBLAS here, or one without the kernel {OLD}")
    return environment(OLD)


@pytest.mark.parametrize(
    "name",
    [
        "06_regress_on_gdp",
        pytest.param("04_analyse_tiers", marks=pytest.mark.slow_trust),
        pytest.param("08b_audit_for_reviewers", marks=pytest.mark.slow_trust),
    ],
)
@pytest.mark.same_versions
def test_tables_of_another_processor_are_the_same_to_the_twelfth_digit(
    old, tmp_path, name
):
    tables = shutil.copytree(ROOT / "data/processed", tmp_path / "data/processed")
    (book,) = [book for book in BOOKS if book.name == name]
    written = [f"{table.name}.csv" for table in book.writes]
    for table in written:
        (tables / table).unlink()
    command = [*PYTHON, "cicii", "notebook", name, "--results", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=old, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert written
    for table in written:
        committed = (ROOT / "data/processed" / table).read_text(encoding="utf-8")
        fresh = (tables / table).read_text(encoding="utf-8")
        largest, within = difference(committed, fresh)
        assert within, f"{table}: {largest}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.23456789012", "1.23456789013", True),
        ("1.23456789012", "1.23456789014", False),
        ("0.999999999999", "1.00000000000", True),
        ("123456789012", "123456789013", True),
        ("0", "9.9e-13", False),
        ("0", "0", True),
        ("-0.5", "0.5", False),
    ],
)
def test_a_unit_of_the_twelfth_digit_is_as_large_as_it_says(one, other, expected):
    assert is_within_a_unit(Decimal(one), Decimal(other)) == expected


@pytest.mark.parametrize(
    ("committed", "fresh", "expected"),
    [
        ("a,1.5\n", "a,1.5\n", (0, True)),
        ("a,1.5\n", "b,1.5\n", (None, False)),
        ("a,1.5\n", "a,\n", (None, False)),
        ("a,2\n", "a,1\n", (Decimal("0.5"), False)),
        ("fig2 1.00000000000", "fig2 1.00000000001", (Decimal("1e-11"), True)),
    ],
)
def test_texts_are_compared_number_by_number(committed, fresh, expected):
    largest, within = difference(committed, fresh)
    assert within == expected[1]
    if expected[0] is None:
        assert largest is None
    else:
        assert float(largest) == pytest.approx(float(expected[0]), rel=1e-9)
