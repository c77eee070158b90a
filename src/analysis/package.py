"""The data package: whether the printed tables are what their descriptor says."""

from pathlib import Path

import frictionless

from analysis.paths import RAW, sha256, shown
from compindex.errors import InputError
from compindex.files import DESCRIPTION, TABLE, regular


def check_package(descriptor=RAW / "datapackage.json"):
    """Hold the printed tables against their Frictionless data package.

    Checks that every file is there, is a table of the described columns, and has the
    recorded SHA-256.

    Parameters
    ----------
    descriptor : path
        The data package descriptor.

    Raises
    ------
    InputError
        For the first file that differs.

    References
    ----------
    Frictionless Standards, Data Package and Table Schema,
    https://specs.frictionlessdata.io
    """
    descriptor = regular(descriptor, "the data package descriptor", DESCRIPTION)
    files = [
        path
        for path in sorted(descriptor.parent.iterdir())
        if path.suffix in (".csv", ".yml")
    ]
    for path in files:
        regular(path, f"a file described in {descriptor.name}", TABLE)
    try:
        package = frictionless.Package(str(descriptor))
        tasks = package.validate().tasks
    except frictionless.FrictionlessException as error:
        raise InputError(str(error), "a data package", file=shown(descriptor)) from None
    listed = {resource.path for resource in package.resources}
    for path in files:
        if path.name not in listed:
            raise InputError(
                "the file is not described",
                f"an entry in {descriptor.name}",
                file=shown(path),
            )
    for task in tasks:
        _raise_first(task, descriptor)


def _raise_first(task, descriptor):
    """Turn the first frictionless error of a file into one line, a changed file's
    digest spelled out.
    """
    file = descriptor.parent / Path(task.place).name
    for error in sorted(task.errors, key=lambda error: error.type != "hash-count"):
        if error.type == "scheme-error":
            raise InputError(
                "the file is missing",
                f"the file described in {descriptor.name}",
                file=shown(file),
            )
        if error.type == "hash-count":
            expected = f"the content recorded in {descriptor.name}; if the change is meant, record the new digest there"
            raise InputError(
                f"the content has changed, its sha256 is now {sha256(file)}",
                expected,
                file=shown(file),
            )
        raise InputError(
            error.message,
            "what its descriptor says",
            file=shown(file),
            row=getattr(error, "row_number", None),
        )
