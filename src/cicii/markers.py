"""Markers of generated parts in a page: ``<!-- begin name -->`` and ``<!-- end name -->``.

Each is there once, in its place, and spelled as it has to be: else a part that somebody
wrote would stand where a generated one is looked for.
"""

import re
from collections.abc import Sequence

from compindex.errors import InputError, one_of, quoted

_MARKER = re.compile(r"<!-- (begin|end) (\w+) -->")
# What may have been meant as a marker: a comment in HTML, or the half of one.
_COMMENT = re.compile(r"<!-*.*?(?:-+>|$)|-->", re.MULTILINE)


def fill(text: str, parts: dict[str, str], page: str = "") -> str:
    """Put generated parts between their markers; refuse a page in which one is missing,
    doubled, misplaced or misspelled.
    """
    errors = faults_of(text, list(parts), page)
    if errors:
        raise errors[0]
    for name, content in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(end)[2]
        text = f"{before}{begin}\n{content}\n{end}{after}"
    return text


def faults_of(text: str, names: Sequence[str], page: str) -> list[InputError]:
    """List what is wrong with the markers of a page that has to have these parts."""
    expected = [
        f"<!-- {word} {name} -->" for name in names for word in ("begin", "end")
    ]
    errors, seen, opened = [], set(), ""
    for row, line in enumerate(text.split("\n"), 1):
        for comment in _COMMENT.findall(line):
            fault = _fault(comment, expected, seen, opened)
            seen.add(comment)
            if fault:
                errors.append(InputError(*fault, file=page, row=row))
            elif comment.startswith("<!-- begin"):
                opened = comment
            else:
                opened = ""
    for marker in expected:
        if marker not in seen:
            found = f"the marker {quoted(marker)} is missing"
            errors.append(InputError(found, "it around its generated part", page))
    return errors


def _fault(
    comment: str, expected: list[str], seen: set[str], opened: str
) -> tuple[str, str] | None:
    """Say what is wrong with a marker after others, of which one may be open."""
    if comment not in expected:
        return f"{quoted(comment)} is no marker of this page", one_of(expected, comment)
    if comment in seen:
        return f"the marker {quoted(comment)} stands there twice", "it once"
    kind, name = _MARKER.fullmatch(comment).groups()
    if kind == "begin" and opened:
        return f"the marker {quoted(comment)} stands within {quoted(opened)}", "its end"
    if kind == "end" and opened != f"<!-- begin {name} -->":
        found = f"the marker {quoted(comment)} stands before its beginning"
        return found, f"<!-- begin {name} --> before it"
    return None


def strays(text: str, page: str) -> list[InputError]:
    """List the markers in a page that has no generated parts."""
    return [
        InputError("a marker in a page without generated parts", "none", page, row)
        for row, line in enumerate(text.split("\n"), 1)
        if _MARKER.search(line)
    ]
