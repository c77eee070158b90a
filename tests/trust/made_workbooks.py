"""Makers of workbooks: good ones of odd form, broken ones, and bombs."""

import io
import json
import warnings
import zipfile

from trust.good_files import SHEETS, book
from trust.made_files import unescaped

DATA, INDICATORS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
TEXTS = "xl/sharedStrings.xml"


def parts_of(content):
    """Take a workbook apart."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, again=()):
    """Put parts together, some of them a second time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names that stand there twice
            for name, part in [*parts.items(), *again]:
                archive.writestr(name, part)
    return content.getvalue()


def sheets(path, words, door):
    """Write a workbook of some sheets, as JSON."""
    path.write_bytes(book(json.loads(words)))


def data(path, words, door):
    """Write the good workbook with other rows of data, as JSON."""
    path.write_bytes(book({**SHEETS, "data": json.loads(words)}))


def nodes(path, words, door):
    """Write the good workbook with other rows of indicators, as JSON."""
    path.write_bytes(book({**SHEETS, "indicators": json.loads(words)}))


def part(path, words, door):
    """Write the good workbook with words of a part changed: data|old => new."""
    name, _, rest = words.partition("|")
    name = {"data": DATA, "book": "xl/workbook.xml"}.get(name, name)
    old, new = map(unescaped, rest.split(" => "))
    parts = parts_of(book())
    assert old.encode() in parts[name], parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    path.write_bytes(packed(parts))


def without(path, name, door):
    """Write the good workbook without one of its parts."""
    parts = parts_of(book())
    del parts[name]
    path.write_bytes(packed(parts))


def with_part(path, words, door):
    """Write the good workbook with a further part, or one a second time."""
    name, _, rest = words.partition("|")
    path.write_bytes(packed(parts_of(book()), [(name, unescaped(rest))]))


def hidden(path, state, door):
    """Write the good workbook with a further sheet of other data that is not shown."""
    other = {"data": SHEETS["data"], "old": [["city", "x", "y"], ["Rome", 7, 7]]}
    content = book(other | {"indicators": SHEETS["indicators"]}, hidden=["old"])
    parts = parts_of(content)
    name = "xl/workbook.xml"
    parts[name] = parts[name].replace(b'"hidden"', f'"{state}"'.encode())
    path.write_bytes(packed(parts))


def hidden_data(path, words, door):
    """Write the good workbook with its data hidden."""
    front = {name: SHEETS[name] for name in ("indicators", "data")}
    path.write_bytes(book(front, hidden=["data"]))


def macros(path, words, door):
    """Write the good workbook with a project of macros, which nobody may run."""
    parts = parts_of(book())
    name = "[Content_Types].xml"
    plain = b"spreadsheetml.sheet.main+xml"
    kind = b"application/vnd.openxmlformats-officedocument." + plain
    own = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert kind in parts[name]
    parts[name] = parts[name].replace(kind, own)
    project = b"\xd0\xcf\x11\xe0Attribute VB_Name: Auto_Open: Shell touch ran"
    path.write_bytes(packed(parts | {"xl/vbaProject.bin": project}))


def encrypted(path, words, door):
    """Write what a workbook with a password begins with."""
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + name)


def old(path, words, door):
    """Write what a workbook of 2003 begins with."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000) + b"Workbook")


def archive(path, name, door):
    """Write an archive that holds one file: of another program, or none."""
    path.write_bytes(packed({name: b"x"}))


def shortened(path, share, door):
    """Write the beginning of the good workbook, in percent."""
    content = book()
    path.write_bytes(content[: len(content) * int(share) // 100])


def flipped(path, name, door):
    """Write the good workbook with a byte of a part that is wrong."""
    content = bytearray(book())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo(name).header_offset + 30 + len(name)
    content[start + 40] ^= 255
    path.write_bytes(content)


def marked(path, words, door):
    """Write the good workbook with a member that says it has a password."""
    content = book().replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    path.write_bytes(content)


def rows_after(path, words, door):
    """Write the good workbook with many rows below: unit|from|times, # the number."""
    unit, first, times = words.split("|")
    parts = parts_of(book())
    rows = "".join(
        unit.replace("#", str(row))
        for row in range(int(first), int(first) + int(times))
    )
    end = b"</sheetData>"
    parts[DATA] = parts[DATA].replace(end, rows.encode() + end)
    path.write_bytes(packed(parts))


def bomb(path, words, door):
    """Write the good workbook with a part of some megabytes: part|unit|times; what the
    part held stands around.
    """
    name, unit, times = words.split("|")
    parts = parts_of(book())
    whole = parts.pop(name, b"<a></a>")
    start = whole.rindex(b"</")
    unit = unescaped(unit).encode()
    unit *= max(1, 1_000_000 // len(unit))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts.items():
            archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(whole[:start])
            for _ in range(int(times)):
                file.write(unit)
            file.write(whole[start:])


def laughs(path, words, door):
    """Write the good workbook with entities that stand for billions."""
    names = "abcdefghij"
    told = f'<!ENTITY a "{"ha" * 500}">'
    for before, name in zip(names, names[1:], strict=False):
        told += f'<!ENTITY {name} "{f"&{before};" * 10}">'
    _declared(path, told, "&j;")


def external(path, words, door):
    """Write the good workbook with an entity that stands for a file elsewhere."""
    secret = path.with_name("secret")
    secret.write_text("a secret")
    _declared(path, f'<!ENTITY a SYSTEM "{secret.as_uri()}">', "&a;")


def _declared(path, told, used):
    """Declare entities in the sheet of data, and use one as a name."""
    parts = parts_of(book())
    head, _, rest = parts[DATA].partition(b"?>")
    cell = f'<row r="9"><c r="A9" t="str"><v>{used}</v></c></row></sheetData>'
    rest = rest.replace(b"</sheetData>", cell.encode())
    parts[DATA] = head + b"?>" + f"<!DOCTYPE a [{told}]>".encode() + rest
    path.write_bytes(packed(parts))
