import pytest

from cicii import measured


def test_a_table_of_rows():
    got = measured.markdown([("x", 1)], ["what", "n"])
    assert got == "| what | n |\n| --- | --- |\n| x | 1 |"


def test_nothing_is_said_that_was_not_measured():
    got = measured.recorded_times("nothing", str)
    assert got == "Not measured yet: run `make bench`."


def test_ratios_are_those_of_the_times():
    times = {
        "counted": "ours",
        "nanoseconds_per_draw": {"ours": 50, "theirs": 1000},
        "seconds": {"ours": 0.05},
        "peak_MiB": {"ours": 90, "theirs": 100},
        "machine": "m",
    }
    got = measured.audit_speed(times)
    assert "| theirs | 1,000 ns | 20.0 |" in got and "0.050 s for a million" in got
    row = {"units": 1000, "seconds": 0.002, "apply": 0.1, "MiB": 80}
    got = measured.index_speed({"rows": [row], "machine": "m"})
    assert "| 1,000 | 0.002 s | 2,000 ns | 0.10 s | 50 | 80 MiB |" in got


@pytest.mark.parametrize(
    "name", ["main_command", "rank_probabilities", "index_engine", "own_index"]
)
def test_what_the_readme_shows_was_measured(name):
    write = {
        "main_command": measured.command_speed,
        "rank_probabilities": measured.audit_speed,
        "index_engine": measured.index_speed,
        "own_index": measured.own_speed,
    }
    assert "| --- |" in measured.recorded_times(name, write[name])
