import pytest

from cicii.endings import told
from compindex.errors import InputError


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (InputError("wrong", file="a.yml"), "error: a.yml: wrong"),
        (OSError(28, "No space left", "a.csv"), "error: a.csv: No space left"),
        (OSError("a reason of its own"), "error: a reason of its own"),
        (KeyboardInterrupt(), "error: interrupted$"),
    ],
)
def test_a_command_ends_with_one_line(fault, expected):
    with pytest.raises(SystemExit, match=expected), told():
        raise fault


def test_a_fault_of_the_code_keeps_its_traceback():
    with pytest.raises(KeyError), told():
        raise KeyError("a typing error")
