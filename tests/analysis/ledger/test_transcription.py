"""Errors of transcription: ten cells with two digits exchanged, chosen by a seed."""

import csv
import random
import re
import shutil

import pytest
from ledgers import LEDGER, REGISTER

from analysis.ledger import judging
from analysis.ledger.sample import Report
from analysis.paths import RAW
from cicii import package
from compindex.errors import InputError

NUMERIC = re.compile(r"\d[\d.]*\d")


def cells_with_numbers():
    """List file, row and column of every printed number of two digits or more that
    differ, ranks and serial numbers aside.
    """
    found = []
    for path in sorted(RAW.glob("table*.csv")):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for row, cells in enumerate(rows[1:], 1):
            places = [
                place
                for place, cell in enumerate(cells)
                if NUMERIC.fullmatch(cell) and len(set(cell) - set(".0")) > 1
            ]
            found += [
                (path.name, row, place)
                for place in places
                if rows[0][place] not in ("序号", "排名")
            ]
    return found


def exchange_digits(cell, generator):
    """Exchange two neighbouring digits that differ."""
    places = [
        i
        for i in range(len(cell) - 1)
        if cell[i].isdigit() and cell[i + 1].isdigit() and cell[i] != cell[i + 1]
    ]
    if not places:
        return cell.replace(cell[-1], str((int(cell[-1]) + 3) % 10))
    i = generator.choice(places)
    return cell[:i] + cell[i + 1] + cell[i] + cell[i + 2 :]


@pytest.fixture(scope="module")
def transcriptions(tmp_path_factory):
    """Make ten copies of the raw tables, each with two digits of one cell exchanged,
    all chosen by a seed.
    """
    generator, made = random.Random(2020), []
    for file, row, place in generator.sample(cells_with_numbers(), 10):
        folder = shutil.copytree(RAW, tmp_path_factory.mktemp("raw") / "raw")
        rows = list(
            csv.reader((folder / file).read_text(encoding="utf-8").splitlines())
        )
        rows[row][place] = exchange_digits(rows[row][place], generator)
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
        made.append((folder, file, rows[row][place]))
    return made


def noticed(folder):
    """Name the statements that notice an error in a copy of the tables."""
    found, report = [], Report.of_folder(folder)
    for claim in REGISTER:
        try:
            if (
                judging.judge(claim, report)["verdict"]
                != LEDGER.loc[claim.id, "verdict"]
            ):
                found.append(claim.id)
        except InputError:
            found.append(claim.id)
    return found


def test_seeded_transcription_errors_are_caught_by_the_data_package(transcriptions):
    for folder, file, _ in transcriptions:
        with pytest.raises(InputError, match=f"{file}: the content has changed"):
            package.check_package(folder / "datapackage.json")


def test_seeded_transcription_errors_are_caught_by_a_statement_too_where_the_report_can_tell(
    transcriptions,
):
    """Four of the ten are beyond it: no other number depends on them by as much as its
    printed digits show.
    """
    caught = {
        f"{file[:7]} {cell}": noticed(folder)[:1]
        for folder, file, cell in transcriptions
    }
    assert caught == {
        "table03 76.95": ["total_hangzhou"],
        "table05 06.18": ["gdp_totals"],
        "table05 98.57": ["gdp_totals"],
        "table05 10712": ["correlation"],
        "table05 14140": [],
        "table05 6407": [],
        "table07 745000": [],
        "table08 18.72": ["instagram_beijing"],
        "table09 30500": [],
        "table12 115725": ["repeats_visit_beijing"],
    }


def test_the_unchanged_tables_give_no_alarm():
    assert noticed(RAW) == []
