"""What is described in entries, such as a YAML file, held against a model: how what is
wrong in it is said.
"""

import itertools
import typing

import pydantic

from compindex.errors import InputError, cut, one_of, quoted, raise_all
from compindex.yaml_files import Place

# Names of a place that a message shows, from the innermost outwards.
INNERMOST = 12
_TYPES = ("str", "int", "float", "bool")
_Model = typing.TypeVar("_Model", bound=pydantic.BaseModel)


def checked(
    model: type[_Model],
    content: object,
    file: str | None = None,
    lines: dict[Place, int | str] | None = None,
    kind: str = "entry",
) -> _Model:
    """Hold the content of a file against a model.

    Parameters
    ----------
    model : type
        A pydantic model.
    content : dict
    file : str, optional
        Name of the file, for the error.
    lines : dict, optional
        Line by place (`read_mapping`), or the words for it, for the error.
    kind : str
        What an entry is called, for the error.

    Returns
    -------
    pydantic.BaseModel
        An instance of the model.

    Raises
    ------
    InputError
        For every entry whose name, type or value is wrong: with its line, and the
        nearest name that is allowed.

    Examples
    --------
    >>> class Pair(pydantic.BaseModel, extra="forbid"):
    ...     left: int
    >>> checked(Pair, {"left": "1", "wright": 2}, file="pair.yml")
    Traceback (most recent call last):
    ...
    compindex.errors.InputError: pair.yml: unknown entry 'wright'; expected one of left
    """
    try:
        return model.model_validate(content)
    except RecursionError:
        found = "entries are nested too deeply"
        raise InputError(found, "fewer levels", file=file) from None
    except pydantic.ValidationError as problems:
        wrong = _worth_telling(problems.errors())
    raise_all(_as_input_error(model, error, file, lines or {}, kind) for error in wrong)


def _worth_telling(errors: list[dict]) -> list[dict]:
    """Leave out entries that are missing beside an unknown name, which explains them,
    and what a value is not either, where it may be of several types.
    """
    unknown = {
        error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"
    }
    worth, seen = [], set()
    for error in errors:
        if error["type"] == "missing" and error["loc"][:-1] in unknown:
            continue
        place = tuple(itertools.takewhile(_is_entry, error["loc"]))
        if place not in seen:
            worth.append(error)
        seen.add(place)
    return worth


def _is_entry(part: str | int) -> bool:
    """Tell a part of a place from what pydantic adds for each type that a value may
    have.
    """
    return isinstance(part, int) or part not in _TYPES and "[" not in part[1:]


def _as_input_error(
    model: type[pydantic.BaseModel],
    error: dict,
    file: str | None,
    lines: dict[Place, int | str],
    kind: str,
) -> InputError:
    """Say what is wrong with an entry, and on which line it stands."""
    place = tuple(part for part in error["loc"] if part != "[key]")
    line = _line(place, lines)
    if isinstance(line, int):
        line = f"line {line}"
    where = ", ".join(filter(None, (file, line))) or None
    return InputError(*_said(model, error, place, kind), file=where)


def _line(place: Place, lines: dict[Place, int | str]) -> int | str | None:
    """Find the line of a place, or of the nearest place around it."""
    for end in range(len(place), 0, -1):
        if place[:end] in lines:
            return lines[place[:end]]
    return None


def _said(
    model: type[pydantic.BaseModel], error: dict, place: Place, kind: str
) -> tuple[str, str | None]:
    """Put what pydantic found into words: what is wrong, and what was expected."""
    path, given = _written(place), error["input"]
    if error["type"] == "extra_forbidden":
        name = str(place[-1])
        expected = one_of(_fields(model, place[:-1]), name)
        return f"unknown {kind} {quoted(name)}", expected
    if error["type"] == "missing":
        return f"the {kind} {path} is missing", "a value for it"
    if error["type"] == "literal_error":
        words = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        expected = one_of(words.split(", "), given)
        return f"{kind} {path}: unknown value {quoted(given)}", expected
    message = error["msg"].removeprefix("Value error, ")
    message = message.replace("Input should be", "expected")
    if not place:
        return message, None
    value = "a group of entries" if isinstance(given, dict) else quoted(given)
    return f"{kind} {path}: {value}: {message}", None


def _written(place: Place) -> str:
    """Write a place as names, each but the first in brackets."""
    path = "..." if len(place) > INNERMOST else ""
    for number, part in enumerate(place[-INNERMOST:]):
        path += f"[{cut(part)}]" if number else cut(part)
    return path


def _fields(model: type[pydantic.BaseModel], place: Place) -> list[str]:
    """List the names that may stand at a place of a model."""
    for part in place:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return list(model.model_fields)


def _model_in(annotation: object) -> type[pydantic.BaseModel] | None:
    """Find the model in an annotation such as ``list[Node]``."""
    inner = [_model_in(part) for part in typing.get_args(annotation)]
    return next(
        (
            part
            for part in [annotation, *inner]
            if isinstance(part, type) and issubclass(part, pydantic.BaseModel)
        ),
        None,
    )
