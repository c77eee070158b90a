"""How a command ends: with what it has done, or with one line that says what is wrong."""

import contextlib
import os
import sys
from collections.abc import Iterator

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
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # names of files are any bytes
    try:
        yield
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
        # The reader, such as head, has seen enough; Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        found = str(error.strerror or error)
        sys.exit(f"{FAILED}{InputError(found, file=error.filename)}")
    except KeyboardInterrupt:
        sys.exit(f"{FAILED}interrupted")
