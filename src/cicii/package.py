"""The data package: whether the printed tables are what their descriptor says.

Source: Frictionless Standards, Data Package and Table Schema,
https://specs.frictionlessdata.io
"""

import json
import re
from pathlib import Path

import frictionless

from analysis.paths import RAW, from_checkout, sha256
from compindex.errors import InputError, one_of, quoted
from compindex.files import DESCRIPTION, TABLE, read_text, regular

PROFILE = "data-package"


def check_package(descriptor: Path = RAW / "datapackage.json") -> None:
    """Hold the printed tables against their data package: every file is there, is a table
    of the described columns, and has the recorded SHA-256.
    """
    descriptor = regular(descriptor, "the data package descriptor", DESCRIPTION)
    _refuse_other_content(descriptor)
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
    found = _content(descriptor).get("stored_text")
    if not isinstance(found, dict) or not {"bytes", "sha256"} <= found.keys():
        expected = "stored_text with bytes and sha256"
        words = "the digest of the report's text is missing"
        raise InputError(words, expected, from_checkout(descriptor))
    return found


def _content(descriptor: Path) -> dict[str, object]:
    """Read a descriptor; refuse one that says anything twice."""
    text = read_text(descriptor, "the data package descriptor")
    try:
        content = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        raise InputError(found, "JSON", from_checkout(descriptor)) from None
    if not isinstance(content, dict):
        raise InputError(
            "no named entries", "a data package", from_checkout(descriptor)
        )
    return content


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make a dictionary of names that stand there once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{quoted(twice)} stands there twice")
    return found


def _refuse_other_content(descriptor: Path) -> None:
    """Refuse a descriptor that describes anything but files beside it, each with its
    digest; the library would follow addresses and take other digests, or none.
    """
    content, file = _content(descriptor), from_checkout(descriptor)
    if content.get("profile", PROFILE) != PROFILE:
        found = f"the profile {quoted(content['profile'])}"
        raise InputError(found, PROFILE, file)
    resources = content.get("resources")
    if not isinstance(resources, list) or not resources:
        raise InputError("no list of resources", "one for each file", file)
    for place, resource in enumerate(resources, 1):
        if not isinstance(resource, dict):
            found = f"{quoted(resource)} among the resources"
            raise InputError(found, "entries such as path", file)
        for name, is_right, expected in _ENTRIES:
            if not is_right(resource.get(name)):
                found = f"resource {place}: {name} is {quoted(resource.get(name))}"
                raise InputError(found, expected, file)
        for name in resource.keys() - _KNOWN:
            found = f"resource {place}: unknown entry {quoted(name)}"
            raise InputError(found, one_of(sorted(_KNOWN), name), file)


def _is_plain(path: object) -> bool:
    """Tell whether a path is the name of a file, and leads nowhere else."""
    return isinstance(path, str) and bool(re.fullmatch(r"\w[\w.-]*", path))


def _is_digest(text: object) -> bool:
    """Tell whether a text is a SHA-256, with its kind."""
    return isinstance(text, str) and bool(re.fullmatch("sha256:[0-9a-f]{64}", text))


def _is_group(value: object) -> bool:
    """Tell whether a value is a group of entries, or none."""
    return value is None or isinstance(value, dict)


# What an entry of a resource has to be, and the words for it.
_ENTRIES = (
    ("path", _is_plain, "the name of a file beside"),
    ("hash", _is_digest, "sha256: and 64 digits"),
    ("schema", _is_group, "a group of entries"),
    ("dialect", _is_group, "a group of entries"),
)
_KNOWN = set("name path type title description sources encoding format".split())
_KNOWN |= set("mediatype hash schema dialect provenance bytes licenses".split())


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
