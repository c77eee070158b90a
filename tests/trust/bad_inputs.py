"""The table of bad inputs: its rows, and how the input of each is made."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

from trust import made_files, made_workbooks
from trust.doors import DOORS

TABLE = Path(__file__).with_name("bad_inputs.csv")
# In front of the maker, in brackets, another name of the file than the door's own.
_INPUT = re.compile(r"(?:\[([^]]+)\] )?(\w+)(?: (.*))?", re.DOTALL)


class Case(NamedTuple):
    """A row of the table."""

    id: str
    door: str
    input: str
    expected: str
    says: str
    part: str


def cases():
    """Read the table."""
    with open(TABLE, encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def made(case, folder):
    """Make the input of a case in a folder, and give its path."""
    name, maker, argument = _INPUT.fullmatch(case.input).groups()
    path = folder / DOORS[case.door][1]
    path.parent.mkdir(exist_ok=True)
    path = path.with_name(name) if name else path
    makers = made_files if hasattr(made_files, maker) else made_workbooks
    getattr(makers, maker)(path, argument or "", case.door)
    return path
