"""The descriptor of the tidy tables where somebody has damaged it."""

import pytest

from cicii import descriptors
from compindex.errors import InputError


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "cannot be read"),
        (b"[]", "cannot be read"),
        (b"{}", "cannot be read"),
        (b'{"resources": 7}', "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        ("{}".encode("utf-16"), "cannot be read"),
        (b'{"resources": []}', "the columns of cities are not described"),
    ],
)
def test_a_damaged_descriptor_is_an_error(monkeypatch, tmp_path, content, expected):
    monkeypatch.setattr(descriptors, "DESCRIPTOR", tmp_path / "datapackage.json")
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(InputError, match="datapackage.json: ") as error:
        descriptors.generated()
    assert expected in str(error.value) and "\n" not in str(error.value)
