"""YAML files: how they are read, held against a model, and how what is wrong in them is
said.
"""

import typing

import pydantic
import yaml

from analysis.errors import InputError, cut, one_of, quoted
from analysis.files import read_text
from analysis.paths import shown

# Limits of a YAML file, aliases counted as often as they are used.
DEEPEST, ENTRIES = 100, 200_000
# Characters of a value without quotes: some are read as numbers of any length.
PLAIN = 1_000
# What the library raises for text that is no YAML, or a value that is none.
_NO_YAML = (
    yaml.YAMLError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
)


def _loader():
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text, file=None, expected="YAML"):
    """Parse YAML text within limits.

    Parameters
    ----------
    text : str
    file : str, optional
        Where it stands, for the error.
    expected : str
        What it should be, for the error.

    Raises
    ------
    InputError
        If it is no YAML, is nested too deeply, or has too many entries.
    """
    try:
        _refuse_endless(text, file)
        return yaml.load(text, _loader())
    except InputError:
        raise
    except _NO_YAML as error:
        raise InputError(f"cannot be read ({error})", expected, file) from None


def _refuse_endless(text, file):
    """Refuse text of more levels or entries than the limits; a few lines of aliases of
    aliases can stand for billions.
    """
    anchors = {}  # entries and levels of what has a name
    open_ = []  # name, entries before, and levels so far of every group not yet closed
    entries = 0
    for event in yaml.parse(text, _loader()):
        line = f"{file}, line {event.start_mark.line + 1}" if file else None
        levels = 0
        if isinstance(event, yaml.AliasEvent):
            if event.anchor in [name for name, *_ in open_]:
                found = f"the alias *{event.anchor} stands within what it names"
                raise InputError(found, "one outside", line)
            size, levels = anchors.get(event.anchor, (1, 0))
            entries += size
        elif isinstance(event, yaml.ScalarEvent):
            if event.implicit[0] and len(event.value) > PLAIN:
                found = f"a value of {len(event.value):,} characters without quotes"
                raise InputError(found, f"{PLAIN:,} at most", line)
            entries += 1
            anchors[event.anchor] = 1, 0
        elif isinstance(event, yaml.CollectionStartEvent):
            open_.append([event.anchor, entries, 0])
            entries += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before, levels = open_.pop()
            levels += 1
            anchors[name] = entries - before, levels
        if len(open_) + levels > DEEPEST:
            raise InputError("too many levels", f"{DEEPEST} at most", line)
        if entries > ENTRIES:
            raise InputError("too many entries", f"{ENTRIES:,} at most", line)
        if open_:
            open_[-1][2] = max(open_[-1][2], levels)


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
    return parsed(read_text(path, hint), shown(path))


def read_mapping(path, hint):
    """Read a YAML file of named entries, and the line on which each stands.

    Parameters
    ----------
    path, hint
        As for `read_yaml`.

    Returns
    -------
    content : dict
    lines : dict of tuple to int
        Line, counted from 1, by place: the names and numbers that lead to the entry.

    Raises
    ------
    InputError
        If the file is missing, is no YAML, holds no named entries, or names one twice.
    """
    text, lines = read_text(path, hint), {}
    content = parsed(text, shown(path))
    if not isinstance(content, dict):
        raise InputError("no named entries", hint, file=shown(path))
    _note_lines(yaml.compose(text, _loader()), (), lines, shown(path))
    return content, lines


def _note_lines(node, place, lines, file):
    """Note the line of every entry below a node."""
    entries = enumerate(node.value) if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        entries = [(key.value, value) for key, value in node.value]
        for key, _ in node.value:
            if (*place, key.value) in lines:
                raise InputError(
                    f"{cut(key.value)} stands here a second time",
                    "one entry of a name",
                    f"{file}, line {key.start_mark.line + 1}",
                )
            lines[*place, key.value] = key.start_mark.line + 1
    for name, value in entries:
        lines.setdefault((*place, name), value.start_mark.line + 1)
        _note_lines(value, (*place, name), lines, file)


def checked(model, content, file=None, lines=None, kind="entry"):
    """Hold the content of a document against a model.

    Parameters
    ----------
    model : type
        A pydantic model.
    content : dict
    file : str, optional
        Name of the file, for the error.
    lines : dict of tuple to int, optional
        Line by place (`read_mapping`), for the error.
    kind : str
        What an entry is called, for the error.

    Returns
    -------
    pydantic.BaseModel
        An instance of the model.

    Raises
    ------
    InputError
        For the first entry whose name, type or value is wrong: with its line, and the
        nearest name that is allowed.

    Examples
    --------
    >>> class Pair(pydantic.BaseModel, extra="forbid"):
    ...     left: int
    >>> checked(Pair, {"left": "1", "wright": 2}, file="pair.yml")
    Traceback (most recent call last):
    ...
    analysis.errors.InputError: pair.yml: unknown entry 'wright'; expected one of left
    """
    try:
        return model.model_validate(content)
    except RecursionError:
        raise InputError(
            "entries are nested too deeply", "fewer levels", file=file
        ) from None
    except pydantic.ValidationError as problems:
        error = next(
            (one for one in problems.errors() if one["type"] == "extra_forbidden"),
            problems.errors()[0],
        )
    place = tuple(part for part in error["loc"] if part != "[key]")
    known = next(
        (
            place[:end]
            for end in range(len(place), 0, -1)
            if place[:end] in (lines or {})
        ),
        None,
    )
    where = f"{file}, line {lines[known]}" if known else file
    raise InputError(*_said(model, error, place, kind), file=where)


def _said(model, error, place, kind):
    """Put what pydantic found into words: what is wrong, and what was expected."""
    name, found = (
        str(part) for part in (place[-1] if place else "all", error["input"])
    )
    path = "..." if len(place) > 12 else ""
    for number, part in enumerate(place[-12:]):
        path += f"[{cut(part)}]" if number else cut(part)
    if error["type"] == "extra_forbidden":
        return f"unknown {kind} {quoted(name)}", one_of(
            _fields(model, place[:-1]), name
        )
    if error["type"] == "missing":
        return f"the {kind} {path} is missing", "a value for it"
    if error["type"] == "literal_error":
        choices = (
            error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        )
        return f"{kind} {path}: unknown value {quoted(error['input'])}", one_of(
            choices, found
        )
    shown_value = (
        "a group of entries"
        if isinstance(error["input"], dict)
        else quoted(error["input"])
    )
    message = (
        error["msg"]
        .removeprefix("Value error, ")
        .replace("Input should be", "expected")
    )
    return (f"{kind} {path}: {shown_value}: {message}" if place else message), None


def _fields(model, place):
    """List the names that may stand at a place of a model."""
    for part in place:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return list(model.model_fields)


def _model_in(annotation):
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
