"""The register of the report's statements, ``data/raw/claims.yml``: a plain file, read
and checked here.
"""

import difflib
import functools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import pydantic
from pydantic import Field

from analysis.paths import RAW, from_checkout
from analysis.report.words import CITIES, city_ids
from compindex.errors import InputError, quoted
from compindex.files import read_text
from compindex.models import checked
from compindex.numerals import printed_interval
from compindex.yaml_files import parsed

REGISTER = RAW / "claims.yml"

Cell = Annotated[list[int | str], Field(min_length=3, max_length=3)]
Table = Annotated[int, Field(ge=1, le=13)]
Inconsistency = Literal["two_printings", "caption", "wording", "layout"]
# A function of the ledger, then its arguments.
Call = Annotated[list[str | int], Field(min_length=1)]

Kind = Literal[
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


class Claim(pydantic.BaseModel, extra="forbid", strict=True, frozen=True):
    """A statement of the report; what its entries mean stands at the head of the file."""

    id: str = Field(pattern="^[a-z0-9_]+$")
    section: str = Field(min_length=1)
    exhibit: str = Field("", pattern="^(|Table ([1-9]|1[0-3])|Figure [1-5])$")
    kind: Kind
    statement: str = Field(min_length=1)
    published: str = ""
    unit: str = ""
    tables: list[Table] = []
    cell: Cell | None = None
    again: str | Cell | None = None
    listed: list[str] = []
    criterion: str = ""
    inconsistency: Inconsistency | None = None
    importance: int | None = Field(None, ge=1)
    notebook: str = Field(pattern="^0[1-9]$")
    recompute: Call | None = None
    reason: str = ""
    source: str = ""
    cause: str | Call = ""
    note: str | Call = ""

    @pydantic.model_validator(mode="after")
    def _complete(self) -> "Claim":
        is_open = self.kind in ("unpublished", "external")
        if bool(self.reason) != is_open:
            raise ValueError(
                "a reason belongs to what cannot be checked, expected one there and nowhere else"
            )
        if not self.recompute and not is_open:
            raise ValueError("what can be checked is recomputed, expected recompute")
        if bool(self.source) != (self.kind == "external"):
            raise ValueError(
                "a source belongs to what is external, expected one there and nowhere else"
            )
        if bool(self.inconsistency) != (self.kind == "relation"):
            raise ValueError(
                "an inconsistency belongs to a relation, expected one there and nowhere else"
            )
        if self.kind in ("number", "rank"):
            printed_interval(self.published)
        if self.unit == "city":
            city_ids(self.published)
        return self

    @property
    def interpretive(self) -> bool:
        """Tell whether a word is judged, by a criterion that is written down."""
        return bool(self.criterion)

    @property
    def printed_in(self) -> str:
        """Say where the statement is printed: in which cell, exhibit or section."""
        if self.cell:
            table, row, column = self.cell
            return f"Table {table}, row {row}, column {column}"
        prose = f"prose of section {self.section.split()[0]}"
        return self.exhibit if self.exhibit.startswith("Table") else prose

    def cities(self) -> list[str]:
        """List the cities that the statement names, in its id, its words or its lists."""
        words = [self.id.replace("_", " "), self.statement, self.published]
        text = " ".join([*words, *self.listed])
        return [
            city.id
            for city in CITIES
            if re.search(rf"\b({city.id}|{re.escape(city.name_en)})\b", text, re.I)
        ]


def read_register(path: Path = REGISTER) -> list[Claim]:
    """Read the register, in the order of the report; the first wrong entry is refused by
    its id.
    """
    text = read_text(path, "the register of the report's statements")
    return list(_registered(text, from_checkout(path)))


@functools.cache
def _registered(text: str, file: str) -> tuple[Claim, ...]:
    """Check the text of a register; many ask for it, and it takes a while."""
    content = parsed(text, file, "the register of the report's statements")
    if not isinstance(content, list) or not all(
        isinstance(entry, dict) for entry in content
    ):
        found = "no list of statements"
        raise InputError(found, "entries that begin with - id:", file=file)
    claims = {}
    for place, entry in enumerate(content, 1):
        name = str(entry.get("id", f"entry {place}"))
        if name in claims:
            found = f"the id {name} stands twice"
            raise InputError(found, "one entry for each", file=file)
        claims[name] = checked(Claim, entry, file=f"{file}, {name}")
    return tuple(claims.values())


def find_claim(id: str, claims: Iterable[Claim] | None = None) -> Claim:
    """Find a statement by its id; the nearest id is given where there is none."""
    by_id = {claim.id: claim for claim in claims or read_register()}
    if id not in by_id:
        found = f"unknown statement {quoted(id)}"
        nearest = difflib.get_close_matches(id, by_id, n=1, cutoff=0)[0]
        expected = f"an id of the register (nearest: {nearest})"
        raise InputError(found, expected, file=from_checkout(REGISTER))
    return by_id[id]


def printed_values(claims: Iterable[Claim] | None = None) -> dict[str, str]:
    """Give the printed value of every statement by its id, as text."""
    return {claim.id: claim.published for claim in claims or read_register()}
