import pytest

from compindex.errors import InputError
from compindex.tables.encodings import encoding_of

CHINESE = "城市,报道量\n武汉,12430\n成都,8120\n"
WESTERN = "city;x\nMálaga;41,5\nMünchen;3\n"
CENTRAL = "city;x\nŁódź;1\nPoznań;2\nCzęstochowa;3\n"
FEW = "month,city,language\n2019-07,武汉,英语\n" + "2019-07,Wuhan,English\n" * 500


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (FEW, "gb18030"),
        (WESTERN, "utf-8"),
        (WESTERN, "cp1252"),
        ("city,x\nXi’an,5 €\n", "cp1252"),
        (CENTRAL, "cp1250"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-16-le"),
        ("a,b\nx,1\n", "utf-16-be"),
        ("a,b\nx,1\n", "ascii"),
    ],
)
def test_a_text_is_read_as_it_was_written(tmp_path, text, written):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(written))
    assert path.read_text(encoding=encoding_of(path)) == text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("город;x\nМосква;1\n".encode("cp1251"), "the encoding of the text"),
        ("城市,值\n臺北,1\n高雄,2\n".encode("big5"), "the encoding of the text"),
        ("city,x\nMálaga,1\n".encode("mac_roman"), "the encoding of the text"),
        (bytes(range(256)) * 8, "this is no text"),
    ],
)
def test_what_is_none_of_these_is_refused(tmp_path, content, expected):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(
        InputError, match=f"a.csv: {expected}.*; expected text in UTF-8"
    ):
        encoding_of(tmp_path / "a.csv")


def test_a_late_letter_beyond_utf_8_is_seen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"city,x\n" + b"Rome,1\n" * 400_000 + "Málaga,2\n".encode("cp1252")
    )
    assert encoding_of(path) == "cp1252"


def test_a_long_word_beside_an_accent_is_looked_at_once(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"Rom\xe9,1\n" + b"a" * 150_000 + b" \xe9,2\n")
    assert encoding_of(tmp_path / "a.csv") == "cp1252"
