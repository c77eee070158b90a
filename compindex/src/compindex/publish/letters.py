"""Letters of names in pictures: those of every machine, or of one that has more."""

import functools
from collections.abc import Sequence

# Fonts that systems come with and that have Chinese, Japanese or Korean letters.
_WIDER = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei"),
    *("PingFang SC", "Hiragino Sans GB", "SimHei", "WenQuanYi Micro Hei"),
    *("Arial Unicode MS", "Noto Sans", "Segoe UI"),
)
_OURS = "DejaVu Sans"  # comes with matplotlib


def names_drawn(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give names as a picture can hold them, and the fonts that have their letters.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    names : list of str
        A name whose letters no font of this machine has is told by its place.
    fonts : list of str
        For ``font.family``; DejaVu Sans alone where that is enough, so that a picture
        is the same everywhere.

    Examples
    --------
    >>> names_drawn(["Łódź", "Xi’an"])
    (['Łódź', 'Xi’an'], ['DejaVu Sans'])
    """
    fonts = [_OURS]
    for font in _installed():
        if all(_drawable(name, fonts) for name in names):
            break
        if any(
            _drawable(name, [*fonts, font]) > _drawable(name, fonts) for name in names
        ):
            fonts.append(font)
    drawn = [
        # A dollar sign would begin a formula.
        name.replace("$", r"\$") if _drawable(name, fonts) else f"no. {place}"
        for place, name in enumerate(names, 1)
    ]
    return drawn, fonts


@functools.cache
def _installed() -> tuple[str, ...]:
    """List the wider fonts that this machine has."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return tuple(name for name in _WIDER if name in known)


@functools.cache
def _letters(font: str) -> frozenset[int]:
    """Give the letters of a font."""
    from matplotlib import font_manager

    path = font_manager.findfont(font)
    return frozenset(font_manager.get_font(path).get_charmap())


def _drawable(name: str, fonts: Sequence[str]) -> bool:
    """Tell whether some font has each letter of a name."""
    return all(any(ord(one) in _letters(font) for font in fonts) for one in name)
