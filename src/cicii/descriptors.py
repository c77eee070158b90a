"""The descriptor of the tidy tables: which there are, and what each holds, follows from
the table of contents; their columns are described in the file itself.
"""

import json
from pathlib import Path

from analysis.paths import ROOT, from_checkout
from analysis.results import json_bytes
from cicii.books import BOOKS, Table
from compindex.errors import InputError
from compindex.files import read_text

DESCRIPTOR = ROOT / "data" / "datapackage.json"


def generated() -> dict[Path, bytes]:
    """Give the descriptor as it is to be."""
    text = read_text(DESCRIPTOR, "the descriptor of the tidy tables")
    try:
        return {DESCRIPTOR: json_bytes(filled(json.loads(text)))}
    except InputError:
        raise
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        place = from_checkout(DESCRIPTOR)
        raise InputError(found, "a data package", place) from None


def filled(package: dict) -> dict:
    """Put the tables in the order of the notebooks, each with what the table of contents
    says of it.
    """
    schemas = {entry["title"]: entry["schema"] for entry in package["resources"]}
    tables = [table for book in BOOKS for table in book.writes]
    for table in tables:
        if table.name not in schemas:
            found = f"the columns of {table.name} are not described"
            expected = "a resource with its schema"
            raise InputError(found, expected, file=from_checkout(DESCRIPTOR))
    resources = [_resource(table, schemas[table.name]) for table in tables]
    return package | {"resources": resources}


def _resource(table: Table, schema: dict) -> dict:
    """Describe a table, given the schema of its columns."""
    return {
        "name": table.name.replace("_", "-"),
        "path": f"processed/{table.name}.csv",
        "title": table.name,
        "description": table.description,
        "provenance": table.provenance,
        "sources": [{"title": table.rests_on}],
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }
