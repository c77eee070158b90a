"""How a command ends: with what it has done, or with one line that says what is wrong."""

import contextlib
import os
import sys
from collections.abc import Iterator

from analysis.paths import from_checkout
from compindex.errors import InputError, InputErrors

# How a command begins the lines that it addresses to the reader.
DONE, FAILED = "done: ", "error: "


@contextlib.contextmanager
def told() -> Iterator[None]:
    """End a command with exit code 1 where it fails, and a line on standard error for
    each thing that is wrong.

    What is said is what was wrong outside: an `InputError`, a file or a disk, or the
    reader's own Ctrl-C. Anything else is a fault of the code and keeps its traceback.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None where it is closed
        stream.reconfigure(errors="backslashreplace")  # names of files are any bytes
    try:
        yield
        _flush()
    except InputErrors as errors:
        lines = [f"{FAILED}{line}" for line in str(errors).splitlines()]
        sys.exit(
            "\n".join([*lines, *map("Read all the same: {}".format, errors.remarks)])
        )
    except InputError as error:
        sys.exit(f"{FAILED}{error}")
    except ExceptionGroup as errors:
        sys.exit("\n".join(f"{FAILED}{error}" for error in errors.exceptions))
    except BrokenPipeError:
        # The reader, such as head, has seen enough.
        _drop_output()
        sys.exit(1)
    except OSError as error:
        _drop_output()
        named = error.filename
        place = from_checkout(named) if isinstance(named, str) else named
        sys.exit(f"{FAILED}{InputError(str(error.strerror or error), file=place)}")
    except MemoryError:
        sys.exit(f"{FAILED}there is not enough memory")
    except KeyboardInterrupt:
        sys.exit(f"{FAILED}interrupted")


def _flush() -> None:
    """Write out what was printed: a full disk shows here, and not after the end."""
    if sys.stdout:
        sys.stdout.flush()


def _drop_output() -> None:
    """Drop what was printed and cannot be written; Python would complain at its end."""
    try:
        _flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
