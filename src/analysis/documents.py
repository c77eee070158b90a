"""YAML files: how they are read, and how what is wrong in them is said."""

from pathlib import Path

import yaml

from analysis.errors import InputError
from analysis.paths import shown


def read_yaml(path, hint):
    """Read a YAML file.

    Parameters
    ----------
    path : path
    hint : str
        What the file should hold, for the error.

    Returns
    -------
    object
        Its content.

    Raises
    ------
    InputError
        If the file is missing or is no YAML.
    """
    try:
        return yaml.load(Path(path).read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise InputError("the file is missing", hint, file=shown(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"cannot be read ({error})", "YAML", file=shown(path)) from None


def first_problem(error):
    """Put the first problem that pydantic found into one line.

    Parameters
    ----------
    error : pydantic.ValidationError

    Returns
    -------
    str
        Where it stands, what is wrong, and what was found there.
    """
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    found = str(first["input"]) if not isinstance(first["input"], dict) else "a group of entries"
    return (f"{place}: " if place else "") + f"{first['msg'].removeprefix('Value error, ')} (found {found})"
