"""Errors that are written for a person: one line that says where, what was found and
what was expected.
"""

import difflib
import itertools
from collections.abc import Iterable

LONGEST = 80  # characters of a value that a message shows
MOST = 40  # names that a message lists
COMPARED = 2_000  # names among which the nearest is looked for
WHOLE = 1_000  # characters of each half of a message
ERRORS = 20  # errors of one run that are told
MANY = 1_000  # errors of a kind after which nobody looks for more
PATH = 300  # characters of the name of a file


class InputError(ValueError):
    """Something supplied from outside is wrong.

    Parameters
    ----------
    found : str
        What is wrong, with the value itself.
    expected : str, optional
        What would have been right.
    file, row, column : optional
        Where it stands; rows are counted as in the file, the heading being row 1, or
        named by the unit.

    Examples
    --------
    >>> print(InputError("'many' is not a number", "a count", "gdp.csv", 4, "GDP"))
    gdp.csv, row 4, column GDP: 'many' is not a number; expected a count
    """

    def __init__(
        self,
        found: str,
        expected: str | None = None,
        file: object = None,
        row: object = None,
        column: object = None,
    ) -> None:
        places = [
            _end(file) if file else "",
            f"row {cut(_named(row))}" if row is not None else "",
            f"column {cut(column)}" if column else "",
        ]
        place = ", ".join(part for part in places if part)
        line = (
            (f"{place}: " if place else "")
            + cut(found, WHOLE)
            + (f"; expected {cut(expected, WHOLE)}" if expected else "")
        )
        super().__init__(_printable(" ".join(line.split())))

    @property
    def errors(self) -> tuple["InputError", ...]:
        """The single errors that it holds: itself, or those of `InputErrors`."""
        return (self,)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was read in a way worth knowing, all the same."""
        return ()


class InputErrors(InputError):
    """Several things supplied from outside are wrong: a line for each of the first 20.

    Parameters
    ----------
    errors : iterable of InputError
    remarks : iterable of str
        What was read in a way worth knowing, all the same.

    Examples
    --------
    >>> print(InputErrors([InputError("too long"), InputError("too short")]))
    too long
    too short
    """

    def __init__(
        self, errors: Iterable[InputError], remarks: Iterable[str] = ()
    ) -> None:
        self._errors, self._remarks = tuple(errors), tuple(remarks)
        lines = [str(error) for error in self._errors[:ERRORS]]
        if len(self._errors) > ERRORS:
            least = "at least " if len(self._errors) >= MANY else ""
            more = len(self._errors) - ERRORS
            lines.append(f"{least}{more:,} errors more")
        ValueError.__init__(self, "\n".join(lines))

    @property
    def errors(self) -> tuple[InputError, ...]:
        """The single errors."""
        return self._errors

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was read in a way worth knowing, all the same."""
        return self._remarks


class Wrong(list[InputError]):
    """What is wrong, of which the first thousand are kept: a wrong column of a large
    table is wrong as often as it has rows.

    Examples
    --------
    >>> errors = Wrong()
    >>> errors += [InputError("too long")] * 5_000
    >>> len(errors), errors.is_full()
    (1000, True)
    """

    def append(self, error: InputError) -> None:
        """Keep an error, unless there are many."""
        if not self.is_full():
            super().append(error)

    def extend(self, errors: Iterable[InputError]) -> None:
        """Keep errors, as far as there are not many."""
        super().extend(itertools.islice(errors, MANY - len(self)))

    def __iadd__(self, errors: Iterable[InputError]) -> "Wrong":
        """Keep errors, as `extend` does."""
        self.extend(errors)
        return self

    def is_full(self) -> bool:
        """Tell whether no more are kept."""
        return len(self) >= MANY


def raise_all(errors: Iterable[InputError], remarks: Iterable[str] = ()) -> None:
    """Raise the errors of a run together, where there are any.

    Parameters
    ----------
    errors : iterable of InputError
        Some may hold several themselves.
    remarks : iterable of str
        As for `InputErrors`.

    Raises
    ------
    InputError
        The only one.
    InputErrors
        All of them, where they are more or there are remarks.

    Examples
    --------
    >>> raise_all([])
    """
    flat, told = [], list(remarks)
    for error in errors:
        flat += error.errors
        told += error.remarks
    if len(flat) == 1 and not told:
        raise flat[0]
    if flat:
        raise InputErrors(flat, told)


def quoted(value: object) -> str:
    """Write a value for a message: as Python would, cut where it is long.

    Parameters
    ----------
    value : object

    Returns
    -------
    str

    Examples
    --------
    >>> quoted("a\\tb")
    "'a\\\\tb'"
    >>> quoted("9" * 10_000)[-23:]
    '99… (10,000 characters)'
    """
    try:
        written = repr(value)
    except ValueError:  # Python writes no whole number of thousands of digits
        return "a number too long to write"
    if len(written) <= LONGEST:
        return written
    return f"{written[: LONGEST - 1]}… ({len(str(value)):,} characters)"


def cut(text: object, longest: int = LONGEST) -> str:
    """Shorten what is too long for a reader.

    Parameters
    ----------
    text : object
        It is written as ``str`` writes it.
    longest : int
        Characters that are left.

    Returns
    -------
    str

    Examples
    --------
    >>> cut("a long word", 6)
    'a lon…'
    """
    text = str(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def one_of(allowed: Iterable[object], word: object = None) -> str:
    """Say which words are allowed, and the nearest to the given one.

    Parameters
    ----------
    allowed : iterable
        The words that may stand here.
    word : str, optional
        The word that was found instead.

    Returns
    -------
    str
        Text for the `expected` of an `InputError`.

    Examples
    --------
    >>> one_of(["mean", "median"], "meen")
    'one of mean, median (nearest: mean)'
    """
    allowed = [str(name) for name in allowed]
    among = allowed if len(allowed) <= COMPARED else []
    match = difflib.get_close_matches(str(word)[:LONGEST], among, n=1, cutoff=0.5)
    nearest = f" (nearest: {cut(match[0])})" if match else ""
    return f"one of {enumerated(allowed)}{nearest}"


def enumerated(names: Iterable[object]) -> str:
    """List names for a message, the first 40 of them.

    Parameters
    ----------
    names : iterable

    Returns
    -------
    str

    Examples
    --------
    >>> enumerated(["a", "b"]), enumerated(range(50))[-16:]
    ('a, b', '9, … (50 in all)')
    """
    names = list(names)
    words = [cut(name) for name in names[:MOST]]
    if len(names) > MOST:
        words.append(f"… ({len(names):,} in all)")
    return ", ".join(words)


def presentable(line: str) -> str:
    """Bring a line into a form that a terminal can show: of a bearable length, and
    without signs that it would obey.

    Parameters
    ----------
    line : str

    Returns
    -------
    str

    Examples
    --------
    >>> presentable("two   words")
    'two words'
    """
    return _printable(" ".join(cut(line, 2 * WHOLE).split()))


def _named(row: object) -> object:
    """Name a row: by its number, by the unit, or by all that makes up the unit."""
    return ", ".join(map(str, row)) if isinstance(row, tuple) else row


def _end(path: object) -> str:
    """Shorten a path that is too long for a message, from its beginning."""
    path = str(path)
    return path if len(path) <= PATH else f"…{path[1 - PATH :]}"


def _printable(line: str) -> str:
    """Spell out what a terminal would obey or could not show."""
    return "".join(
        letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line
    )
