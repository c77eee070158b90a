"""What is told of Snakemake's lines."""

from cicii.endings import DONE, FAILED
from cicii.snakemake_command import _reported


def test_a_reader_is_told_what_ended_what_failed_and_where(capsys):
    lines = [
        "job stats:\n",
        "total    4\n",
        f"{DONE}build/results/notebooks/01_clean_data.ipynb, 0.8 s\n",
        "total    2\n",  # counted anew, after the first has run
        f"{FAILED}06_regress_on_gdp: its kernel was ended\n",
        "Error in rule regress_on_gdp:\n",
        "    message: Error in rule of somebody else:\n",
    ]
    got = _reported(lines)
    assert got == (1, ["06_regress_on_gdp: its kernel was ended"], ["regress_on_gdp"])
    expected = "Up to 3 notebooks to run:\n  build/results/notebooks/01_clean_data"
    assert capsys.readouterr().out == f"{expected}.ipynb, 0.8 s\n"
