"""The register of the report's statements, ``data/raw/claims.yml``: a plain file, read
and checked here.
"""

import difflib
from typing import Annotated, Literal

import pydantic
from pydantic import Field

from analysis.names import city_id
from analysis.paths import RAW, shown
from compindex.errors import InputError, quoted
from compindex.models import checked
from compindex.numerals import printed_interval
from compindex.yaml_files import read_yaml

REGISTER = RAW / "claims.yml"

Cell = Annotated[list[int | str], Field(min_length=3, max_length=3)]
Table = Annotated[int, Field(ge=1, le=13)]


class Claim(pydantic.BaseModel, extra="forbid", strict=True):
    """A statement of the report.

    Attributes
    ----------
    id : str
        Name by which `claims` finds its recomputation.
    section : str
        Section of the report, with a short label of ours.
    exhibit : str
        The table or figure that prints the statement or is cited with it; empty where
        it stands in the prose.
    kind : str
        What is stated; ``unpublished`` and ``external`` cannot be checked from the
        report.
    statement : str
        In our own words.
    published, unit : str
        The value as printed, or the printed wording in short; and its unit.
    tables : list of int
        The tables that it rests on.
    cell : list
        Where the value is printed: table, row of the file, column.
    again : str or list
        The other printing of the same thing: its text, or its cell.
    listed : list of str
        What the report lists beside a count or a limit.
    interpretive : bool
        Whether a judgement of wording is involved.
    importance : int
        Its place among the contradictions, 1 the weightiest.
    notebook : str
        Number of the notebook that covers it.
    reason : str
        Why it cannot be checked.
    cause, note : str
        What may have happened, should it be contradicted; what to know if it is not.
    """

    id: str = Field(pattern="^[a-z0-9_]+$")
    section: str = Field(min_length=1)
    exhibit: str = Field("", pattern="^(|Table ([1-9]|1[0-3])|Figure [1-5])$")
    kind: Literal[
        "number",
        "rank",
        "order",
        "set",
        "comparison",
        "relation",
        "condition",
        "unpublished",
        "external",
    ]
    statement: str = Field(min_length=1)
    published: str = ""
    unit: str = ""
    tables: list[Table] = []
    cell: Cell | None = None
    again: str | Cell | None = None
    listed: list[str] = []
    interpretive: bool = False
    importance: int | None = Field(None, ge=1)
    notebook: str = Field(pattern="^0[1-9]$")
    reason: str = ""
    cause: str = ""
    note: str = ""

    @pydantic.model_validator(mode="after")
    def _complete(self):
        if bool(self.reason) != (self.kind in ("unpublished", "external")):
            raise ValueError(
                "a reason belongs to what cannot be checked, expected one there and nowhere else"
            )
        if self.kind in ("number", "rank"):
            printed_interval(self.published)
        for name in self.published.split(",") if self.unit == "city" else []:
            city_id(name)
        return self


def read_register(path=REGISTER):
    """Read the register.

    Parameters
    ----------
    path : path

    Returns
    -------
    list of Claim
        In the order of the report.

    Raises
    ------
    InputError
        For the first entry that is wrong, by its id; or if an id stands twice.

    Examples
    --------
    >>> read_register()[1].published
    '15'
    """
    content, claims = read_yaml(path, "the register of the report's statements"), {}
    if not isinstance(content, list) or not all(
        isinstance(entry, dict) for entry in content
    ):
        raise InputError(
            "no list of statements", "entries that begin with - id:", file=shown(path)
        )
    for place, entry in enumerate(content, 1):
        name = str(entry.get("id", f"entry {place}"))
        if name in claims:
            raise InputError(
                f"the id {name} stands twice", "one entry for each", file=shown(path)
            )
        claims[name] = checked(Claim, entry, file=f"{shown(path)}, {name}")
    return list(claims.values())


def find(id, path=REGISTER):
    """Find a statement by its id.

    Raises
    ------
    InputError
        If there is none; the nearest id is given.

    Examples
    --------
    >>> find("mean_total").published
    '69.49'
    """
    claims = {claim.id: claim for claim in read_register(path)}
    if id not in claims:
        match = difflib.get_close_matches(id, claims, n=1, cutoff=0)
        raise InputError(
            f"unknown statement {quoted(id)}",
            f"an id of the register (nearest: {match[0]})",
            file=shown(path),
        )
    return claims[id]


def printed_values(path=REGISTER):
    """Give the printed value of every statement by its id, as text.

    Examples
    --------
    >>> printed_values()["mean_media"]
    '73.49'
    """
    return {claim.id: claim.published for claim in read_register(path)}
