"""A line that shows that long work goes on."""

import contextlib
import sys
import threading
import time
from collections.abc import Iterator

_FIRST, _EACH = 5.0, 15.0  # seconds; on a screen the line is renewed each second


@contextlib.contextmanager
def at_work(words: str) -> Iterator[None]:
    """Say on standard error what is being done and for how long, until it is done; of
    work that is short, nothing.
    """
    done = threading.Event()
    thread = threading.Thread(target=_tell, args=(words, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell(words: str, done: threading.Event) -> None:
    """Write the line again and again."""
    start, screen = time.monotonic(), sys.stderr.isatty()
    wait, told = _FIRST, False
    while not done.wait(wait):
        wait, told = 1.0 if screen else _EACH, True
        line = f"{words}: {time.monotonic() - start:.0f} s"
        print(
            f"\r{line} " if screen else line,
            end="" if screen else "\n",
            file=sys.stderr,
            flush=True,
        )
    if told and screen:
        print("\r" + " " * (len(words) + 12), end="\r", file=sys.stderr, flush=True)
