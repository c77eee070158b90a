"""What a forger may do to a file of a checkout: each edit by its name in the table of
forgeries, a function of the file and the arguments there.
"""

import io
import json
import os
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

EDITS = {}


def edit(function):
    """Enter an edit under its name."""
    EDITS[function.__name__] = function
    return function


@edit
def replace(path, old, new, times=1):
    """Replace words; none to be replaced would be no forgery."""
    content = path.read_bytes()
    assert old.encode() in content and old != new, (path, old)
    path.write_bytes(content.replace(old.encode(), new.encode(), times))


@edit
def replace_by_many(path, old, letter, number):
    replace(path, old, letter * number)


@edit
def write_many(path, letter, number):
    write(path, letter * number)


@edit
def append(path, text):
    with path.open("ab") as file:
        file.write(text.encode())


@edit
def put_before(path, text):
    path.write_bytes(text.encode() + path.read_bytes())


@edit
def write(path, text):
    """Write a file anew, in a new folder perhaps."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@edit
def cut_after(path, size):
    path.write_bytes(path.read_bytes()[:size])


@edit
def delete(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


@edit
def link(path, target=""):
    """Put a link in the place of what is there: to something else, or to the same, moved
    to where nobody looks.
    """
    if target:
        delete(path)
    else:
        checkout = next(one for one in path.parents if (one / "src").is_dir())
        target = checkout / "build" / "moved" / path.name
        target.parent.mkdir(parents=True)
        path.rename(target)
    path.symlink_to(target)


@edit
def folder(path):
    delete(path)
    path.mkdir()


@edit
def pipe(path):
    path.unlink(missing_ok=True)
    os.mkfifo(path)


@edit
def take_content_of(path, other):
    """Give a file the bytes of its neighbour."""
    path.write_bytes((path.parent / other).read_bytes())


@edit
def reencode(path, encoding):
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))


@edit
def end_lines_with_crlf(path):
    content = path.read_bytes().replace(b"\r\n", b"\n")
    path.write_bytes(content.replace(b"\n", b"\r\n"))


@edit
def quote_cells(path):
    """Put every cell of a table in quotes that has none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    quoted = [
        ",".join(f'"{cell}"' for cell in line.split(",")) if '"' not in line else line
        for line in lines
    ]
    path.write_bytes("".join(f"{line}\n" for line in quoted).encode())


@edit
def swap_lines(path, one, other):
    """Exchange two lines, counted from 1."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    path.write_bytes(b"".join(lines))


@edit
def drop_lines(path, words):
    """Remove the lines that hold some words."""
    lines = path.read_bytes().splitlines(keepends=True)
    left = [line for line in lines if words.encode() not in line]
    assert len(left) < len(lines)
    path.write_bytes(b"".join(left))


@edit
def double_key(path, key, value):
    """Let JSON hold a key once more, before all others, where readers overlook it."""
    replace(path, "{", "{" + f"{json.dumps(key)}: {json.dumps(value)}, ")


@edit
def sort_keys(path):
    content = json.loads(path.read_bytes())
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_bytes(text.encode() + b"\n")


@edit
def set_value(path, places, value):
    """Set a value in JSON, by the names and numbers that lead to it."""
    content = json.loads(path.read_bytes())
    inner = content
    for place in places[:-1]:
        inner = inner[place]
    inner[places[-1]] = value
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.write_bytes(text.encode() + b"\n")


@edit
def add_piece(path, name, text):
    """Put a piece into a PNG before its end."""
    content, body = path.read_bytes(), name.encode() + text.encode()
    piece = (
        struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    )
    end = content.rindex(b"IEND") - 4
    path.write_bytes(content[:end] + piece + content[end:])


@edit
def paint(path, width, height):
    """Paint over the upper left corner of a picture."""
    from PIL import Image

    with Image.open(path) as image:
        painted = image.copy()
    painted.paste(0, (0, 0, width, height))
    painted.save(path)


@edit
def compress_otherwise(path, level):
    """Write the same pixels with other bytes."""
    from PIL import Image

    content = io.BytesIO()
    with Image.open(path) as image:
        image.save(content, "PNG", compress_level=level)
    path.write_bytes(content.getvalue())


@edit
def flip_byte(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


@edit
def git(path, *arguments):
    """Tell git something, about a file perhaps."""
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(path.parent), *name, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@edit
def new_digest_in(path, descriptor):
    """Write the digest that a printed table has now into its descriptor."""
    import hashlib

    place = path.parent / descriptor
    content = json.loads(place.read_bytes())
    for resource in content["resources"]:
        if resource["path"] == path.name:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            resource["hash"] = f"sha256:{digest}"
    text = json.dumps(content, indent=2, ensure_ascii=False)
    place.write_bytes(text.encode() + b"\n")


def apply(steps, checkout, recomputed):
    """Apply the steps of a forgery; what it does to recomputed results stands for code
    that was changed with them.
    """
    for step in steps:
        folder, _, name = step.file.rpartition("recomputed:")
        path = Path(recomputed if "recomputed:" in step.file else checkout, name)
        EDITS[step.edit](path, *json.loads(step.arguments or "[]"))
