"""The fonts that come with the project can be made anew, and nothing else is taken."""

from pathlib import Path

import pytest

from analysis.figures.dictionary import LABELS
from analysis.figures.style import FONTS
from cicii import fonts
from cicii.__main__ import main

# Where Debian's package of the fonts puts them.
NOTO = Path("/usr/share/fonts/opentype/noto")
HAS_THEM = (NOTO / "NotoSansCJK-Regular.ttc").is_file()


def test_every_letter_of_the_dictionary_is_asked_for():
    letters = fonts.letters()
    words = "".join(chinese for _, chinese in LABELS.values()).replace("\n", "")
    assert set(words) <= set(letters) and letters == "".join(sorted(set(letters)))


def test_another_font_is_refused_in_a_line(tmp_path):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"another")
    before = {path.name: path.read_bytes() for path in FONTS.iterdir()}
    with pytest.raises(SystemExit, match="not the font.*version 2.004") as end:
        main(["fonts", str(tmp_path)])
    assert "\n" not in str(end.value)
    assert {path.name: path.read_bytes() for path in FONTS.iterdir()} == before


@pytest.mark.same_versions
@pytest.mark.skipif(not HAS_THEM, reason="needs Debian's package fonts-noto-cjk")
def test_the_committed_fonts_are_what_the_generator_makes(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    made = fonts.write_fonts(NOTO)
    assert len(made) == 2
    for path in made:
        assert path.read_bytes() == (FONTS / path.name).read_bytes()
