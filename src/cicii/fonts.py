"""The Chinese letters of the figures: a subset of Noto Sans CJK SC, under a name of its
own, with the letters that the figures' dictionary needs.

The fonts come with the project. They are made anew when the dictionary has a new letter:
``python -m cicii fonts FOLDER``, where the folder holds NotoSansCJK-Regular.ttc and
NotoSansCJK-Bold.ttc of version 2.004 (Debian's package ``fonts-noto-cjk`` has them).
"""

import io
import string
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from analysis.figures.dictionary import LABELS, NUMERALS
from analysis.figures.style import CHINESE, FONTS
from analysis.paths import sha256
from analysis.report.words import CITIES
from analysis.results import write
from compindex.errors import InputError

_SOURCES = {
    "Regular": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "Bold": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}
_FAMILY = "Noto Sans CJK SC"
# Marks that figures may need and that keyboards lack.
_MARKS = "×–−·±≤≥、。，：；（）“”"
_NAMES = {"family": (1, 16), "style": (2, 17), "full": (4,), "postscript": (6,)}


def letters() -> str:
    """List the letters that are needed: of the dictionary, of the cities, of keyboards."""
    words = [NUMERALS, *(chinese for _, chinese in LABELS.values())]
    words += [city.name_zh for city in CITIES]
    return "".join(sorted({*"".join(words), *string.printable.strip(), " ", *_MARKS}))


def write_fonts(folder: Path) -> list[Path]:
    """Write both weights from the fonts in a folder; tell where."""
    for weight, expected in _SOURCES.items():
        path = folder / f"NotoSansCJK-{weight}.ttc"
        if not path.is_file() or sha256(path) != expected:
            words = f"version 2.004, with the SHA-256 {expected}"
            raise InputError("not the font that is asked for", words, file=str(path))
    return [_write_weight(folder, weight) for weight in _SOURCES]


def _write_weight(folder: Path, weight: str) -> Path:
    """Write the subset of a weight."""
    collection = TTCollection(folder / f"NotoSansCJK-{weight}.ttc")
    full = _FAMILY if weight == "Regular" else f"{_FAMILY} {weight}"
    (font,) = (one for one in collection if one["name"].getDebugName(4) == full)
    options = Options(layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14, 16, 17])
    options.hinting, options.desubroutinize = False, True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GPOS", "GSUB", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(text=letters())
    subsetter.subset(font)
    _rename(font, weight)
    font["head"].modified = font["head"].created
    target, content = FONTS / f"CICIISansSC-{weight}.otf", io.BytesIO()
    font.recalcTimestamp = False
    font.save(content)
    write(target, content.getvalue())
    return target


def _rename(font: TTFont, weight: str) -> None:
    """Give the font a name of its own, as its licence asks of what is changed."""
    names = {
        "family": CHINESE,
        "style": weight,
        "full": f"{CHINESE} {weight}",
        "postscript": f"{CHINESE.replace(' ', '')}-{weight}",
    }
    for kind, numbers in _NAMES.items():
        for number in numbers:
            for record in font["name"].names:
                if record.nameID == number:
                    record.string = names[kind]
    cff = font["CFF "].cff
    cff.fontNames[0] = names["postscript"]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = names["full"], CHINESE
