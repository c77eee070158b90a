"""Makers of files that are none, or of texts too long to stand in a table: each writes
what its name says.
"""

import json
import os
import socket

from trust.good_files import TEXTS


def unescaped(text):
    """Take escapes such as \\n and \\ud800 for what they stand for."""
    plain = text.encode("latin-1", "backslashreplace")
    return plain.decode("unicode_escape")


def text(path, words, door):
    """Write the words, perhaps in an encoding that stands in front: utf-16|a,b."""
    encoding, bar, rest = words.partition("|")
    if not bar or not encoding.replace("-", "").isalnum():
        encoding, rest = "utf-8", words
    path.write_bytes(unescaped(rest).encode(encoding, "surrogatepass"))


def raw(path, words, door):
    """Write bytes, of which those beyond ASCII are escaped."""
    path.write_bytes(unescaped(words).encode("latin-1"))


def changed(path, words, door):
    """Write the good file of the door with some words changed for others, once."""
    old, new = map(unescaped, words.split(" => "))
    whole = TEXTS[door]
    assert old in whole, f"{old!r} is not in the good file"
    path.write_bytes(whole.replace(old, new, 1).encode("utf-8", "surrogatepass"))


def encoded(path, encoding, door):
    """Write the good file of the door in another encoding."""
    path.write_bytes(TEXTS[door].encode(encoding))


def cut(path, size, door):
    """Write the first bytes of the good file of the door."""
    path.write_bytes(TEXTS[door].encode()[: int(size)])


def repeated(path, words, door):
    """Write beginning, unit and end, the unit many times: a|b|3|c."""
    beginning, unit, times, end = map(unescaped, words.split("|"))
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(beginning)
        for _ in range(int(times) // 1000):
            file.write(unit * 1000)
        file.write(unit * (int(times) % 1000) + end)


def counted(path, words, door):
    """Write lines with the number of each in place of #: head|a#,1|3|end."""
    beginning, unit, times, end = map(unescaped, words.split("|"))
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(beginning)
        file.writelines(
            unit.replace("#", str(number)) + "\n" for number in range(int(times))
        )
        file.write(end)


def nested(path, words, door):
    """Write what opens, many times, then what closes as often: [|]|3."""
    opening, closing, times = words.split("|")
    path.write_text(opening * int(times) + closing * int(times))


def aliases(path, beginning, door):
    """Write YAML of a few lines that stand for billions."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join(9 * [f'*{before}'])}]")
    path.write_text(unescaped(beginning) + "\n".join(lines))


def huge(path, megabytes, door):
    """Make a file of zeros that takes no place."""
    with open(path, "wb") as file:
        file.truncate(int(megabytes) * 1_000_000)


def folder(path, words, door):
    """Make a folder of the name."""
    path.mkdir()


def pipe(path, words, door):
    """Make a pipe into which nobody writes."""
    os.mkfifo(path)


def device(path, name, door):
    """Make a link to a device."""
    path.symlink_to(f"/dev/{name}")


def loop(path, words, door):
    """Make a link to itself."""
    path.symlink_to(path)


def dangling(path, words, door):
    """Make a link to nothing."""
    path.symlink_to(path.with_name("nowhere"))


def door_to_nowhere(path, words, door):
    """Make a socket."""
    here = os.getcwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def link_out(path, words, door):
    """Make a link to a text elsewhere that is no such file."""
    elsewhere = path.with_name("elsewhere")
    elsewhere.write_text(unescaped(words))
    path.symlink_to(elsewhere)


def forbidden(path, words, door):
    """Write a good file that may not be read."""
    path.write_text(TEXTS[door], encoding="utf-8")
    path.chmod(0)


def missing(path, words, door):
    """Write nothing."""


def arguments(path, words, door):
    """Write words of a command line, as a JSON list."""
    path.write_text(json.dumps(json.loads(words)))


def long_argument(path, words, door):
    """Write words of a command line, the last being long: ["a"]|x|5000."""
    given, unit, times = words.split("|")
    path.write_text(json.dumps([*json.loads(given), unit * int(times)]))
