"""YAML files: how they are read, within limits, and on which line each entry stands."""

import os
import re
from dataclasses import dataclass, field

import yaml

from compindex.errors import InputError, cut
from compindex.files import read_text, shown

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
Place = tuple[str | int, ...]  # the names and numbers that lead to an entry


def parsed(text: str, file: str | None = None, expected: str = "YAML") -> object:
    """Parse YAML text within limits.

    Parameters
    ----------
    text : str
    file : str, optional
        Where it stands, for the error.
    expected : str
        What it should be, for the error.

    Returns
    -------
    object
        Its content.

    Raises
    ------
    InputError
        If it is no YAML, is nested too deeply, or has too many entries.

    Examples
    --------
    >>> parsed("a: [1, 2]")
    {'a': [1, 2]}
    """
    try:
        _refuse_endless(text, file)
        return yaml.load(text, _loader())
    except InputError:
        raise
    except _NO_YAML as error:
        _refuse_tab(error, text, file)
        _refuse_levels(error, file)
        raise InputError(f"cannot be read ({error})", expected, file) from None


def _refuse_levels(error: Exception, file: str | None) -> None:
    """Name the line on which there are more levels than the reader itself bears."""
    mark = getattr(error, "problem_mark", None)
    if mark and "nesting depth" in str(error):
        where = f"{file}, line {mark.line + 1}" if file else None
        raise InputError("too many levels", f"{DEEPEST} at most", where) from None


def _refuse_tab(error: Exception, text: str, file: str | None) -> None:
    """Name a tab that stands where YAML wants blanks; it cannot be seen."""
    mark = getattr(error, "problem_mark", None)
    lines = text.splitlines()
    if mark and mark.line < len(lines):
        indent = re.match(r"\s*", lines[mark.line])[0]
        if "\t" in indent:
            where = f"{file}, line {mark.line + 1}" if file else None
            raise InputError("a tab indents the line", "blanks", where) from None


def read_yaml(path: str | os.PathLike[str], expected: str) -> object:
    """Read a YAML file.

    Parameters
    ----------
    path : path
    expected : str
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
    return parsed(read_text(path, expected), shown(path))


def read_mapping(
    path: str | os.PathLike[str], expected: str
) -> tuple[dict[str, object], dict[Place, int]]:
    """Read a YAML file of named entries, and the line on which each stands.

    Parameters
    ----------
    path, expected
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
    text, lines = read_text(path, expected), {}
    content = parsed(text, shown(path))
    if not isinstance(content, dict):
        raise InputError("no named entries", expected, file=shown(path))
    _note_lines(yaml.compose(text, _loader()), (), lines, shown(path))
    return content, lines


def _loader() -> type:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class _Counted:
    """What has been counted of a YAML text so far."""

    entries: int = 0
    anchors: dict = field(default_factory=dict)  # entries and levels of what has a name
    # Name, entries before, and levels so far of every group that is not yet closed.
    open: list = field(default_factory=list)

    def add(self, event: yaml.Event, line: str | None) -> int:
        """Count what an event brings; give the levels of what it ends."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._value(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open.append([event.anchor, self.entries, 0])
            self.entries += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before, levels = self.open.pop()
            self.anchors[name] = self.entries - before, levels + 1
            return levels + 1
        return 0

    def _alias(self, event: yaml.AliasEvent, line: str | None) -> int:
        if event.anchor in [name for name, *_ in self.open]:
            found = f"the alias *{event.anchor} stands within what it names"
            raise InputError(found, "one outside", line)
        size, levels = self.anchors.get(event.anchor, (1, 0))
        self.entries += size
        return levels

    def _value(self, event: yaml.ScalarEvent, line: str | None) -> None:
        if event.implicit[0] and len(event.value) > PLAIN:
            found = f"a value of {len(event.value):,} characters without quotes"
            raise InputError(found, f"{PLAIN:,} at most", line)
        self.entries += 1
        self.anchors[event.anchor] = 1, 0


def _refuse_endless(text: str, file: str | None) -> None:
    """Refuse text of more levels or entries than the limits; a few lines of aliases of
    aliases can stand for billions.
    """
    counted = _Counted()
    for event in yaml.parse(text, _loader()):
        line = f"{file}, line {event.start_mark.line + 1}" if file else None
        levels = counted.add(event, line)
        if len(counted.open) + levels > DEEPEST:
            raise InputError("too many levels", f"{DEEPEST} at most", line)
        if counted.entries > ENTRIES:
            raise InputError("too many entries", f"{ENTRIES:,} at most", line)
        if counted.open:
            counted.open[-1][2] = max(counted.open[-1][2], levels)


def _note_lines(
    node: yaml.Node, place: Place, lines: dict[Place, int], file: str
) -> None:
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
