"""The data package: whether the printed tables are what their descriptor says.

Source: Frictionless Standards, Data Package and Table Schema,
https://specs.frictionlessdata.io
"""

import json
from pathlib import Path

import frictionless

from analysis.paths import RAW, from_checkout, sha256
from compindex.errors import InputError
from compindex.files import DESCRIPTION, TABLE, read_text, regular


def check_package(descriptor: Path = RAW / "datapackage.json") -> None:
    """Hold the printed tables against their data package: every file is there, is a table
    of the described columns, and has the recorded SHA-256.
    """
    descriptor = regular(descriptor, "the data package descriptor", DESCRIPTION)
    beside = sorted(descriptor.parent.iterdir())
    files = [path for path in beside if path.suffix in (".csv", ".yml")]
    for path in files:
        regular(path, f"a file described in {descriptor.name}", TABLE)
    try:
        package = frictionless.Package(str(descriptor))
        tasks = package.validate().tasks
    except frictionless.FrictionlessException as error:
        file = from_checkout(descriptor)
        raise InputError(str(error), "a data package", file=file) from None
    listed = {resource.path for resource in package.resources}
    for path in files:
        if path.name not in listed:
            expected = f"an entry in {descriptor.name}"
            found = "the file is not described"
            raise InputError(found, expected, file=from_checkout(path))
    for task in tasks:
        _raise_first(task, descriptor)


def stored_text(descriptor: Path = RAW / "datapackage.json") -> dict[str, object]:
    """Take the digest of the report's text from which everything was transcribed."""
    content = json.loads(read_text(descriptor, "the data package descriptor"))
    return content["stored_text"]


def _raise_first(task: frictionless.ReportTask, descriptor: Path) -> None:
    """Turn the first error of a file into one line, a changed file's digest spelled
    out.
    """
    path = descriptor.parent / Path(task.place).name
    file = from_checkout(path)
    for error in sorted(task.errors, key=lambda error: error.type != "hash-count"):
        if error.type == "scheme-error":
            expected = f"the file described in {descriptor.name}"
            raise InputError("the file is missing", expected, file=file)
        if error.type == "hash-count":
            expected = f"the content recorded in {descriptor.name}; if the change is meant, record the new digest there"
            found = f"the content has changed, its sha256 is now {sha256(path)}"
            raise InputError(found, expected, file=file)
        row = getattr(error, "row_number", None)
        raise InputError(error.message, "what its descriptor says", file=file, row=row)
