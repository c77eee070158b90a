"""Two files of a picture as PNG: in which pixels they differ, or else in what beside."""

import io
import struct

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS, _END = "IDAT", "IEND"


def chunks(content: bytes) -> list[tuple[str, bytes]]:
    """Take a PNG apart: its pieces by name, and under no name what follows its end."""
    if not content.startswith(SIGNATURE):
        raise ValueError("no PNG")
    found, place = [], len(SIGNATURE)
    while not found or found[-1][0] != _END:
        head = content[place : place + 8]
        length, name = struct.unpack(">I4s", head) if len(head) == 8 else (0, b"")
        after = place + 12 + length
        if not name or after > len(content):
            raise ValueError(f"the picture ends after {len(content):,} bytes")
        found.append((name.decode("latin-1"), content[place + 8 : place + 8 + length]))
        place = after
    return [*found, ("", content[place:])] if content[place:] else found


def pixels_that_differ(committed: bytes, fresh: bytes) -> str:
    """Count the pixels in which two pictures differ; nothing if in none."""
    import matplotlib.image  # here: identical pictures, the usual case, do without

    sizes = [struct.unpack(">II", chunks(one)[0][1][:8]) for one in (committed, fresh)]
    if sizes[0] != sizes[1]:
        ours, theirs = (f"{width} × {height}" for width, height in sizes)
        return f"{ours} pixels are committed, {theirs} recomputed"
    read = matplotlib.image.imread
    ours, theirs = (np.atleast_3d(read(io.BytesIO(one))) for one in (committed, fresh))
    if ours.shape != theirs.shape:
        return "the kinds of colours"
    changed = int((ours != theirs).any(axis=-1).sum())
    return f"{changed} pixels" if changed else ""


def other_bytes(committed: bytes, fresh: bytes) -> str:
    """Say in what two files differ that show the same pixels."""
    ours, theirs = chunks(committed), chunks(fresh)
    if ours[-1][0] != theirs[-1][0]:
        return "the same pixels, bytes after the end of the picture"
    names = [
        sorted(name for name, _ in one if name != _PIXELS) for one in (ours, theirs)
    ]
    if names[0] != names[1]:
        more = [
            name for name in names[0] if names[0].count(name) > names[1].count(name)
        ]
        less = [
            name for name in names[1] if names[1].count(name) > names[0].count(name)
        ]
        words = [f"a piece {name} more" for name in more]
        words += [f"a piece {name} less" for name in less]
        return f"the same pixels, {', '.join(words)}"
    words = [
        name
        for (name, one), (_, other) in zip(ours, theirs, strict=False)
        if one != other
    ]
    return f"the same pixels, other pieces {', '.join(dict.fromkeys(words))}"
