"""What the page on verification tells of the forgeries that are tried."""

from cicii import forgeries


def test_forgeries_are_counted_by_kind_and_by_how_they_end(monkeypatch, tmp_path):
    table = tmp_path / "forgeries.csv"
    table.write_text(
        "id,kind,edit,ends,reason\n"
        "a,digits,replace,fails,\n"
        "a,,append,,\n"
        "b_c,digits,replace,passes,nothing tells\n"
        "d,prose,replace,named,\n"
    )
    monkeypatch.setattr(forgeries, "TABLE", table)
    assert forgeries.forgeries_table().splitlines() == [
        "| what is forged | tried | fail | are named | are not seen |",
        "| --- | --- | --- | --- | --- |",
        "| digits | 2 | 1 | 0 | 1 |",
        "| prose | 1 | 0 | 1 | 0 |",
        "| **all** | 3 | 1 | 1 | 1 |",
        "",
        "Not seen, and why:",
        "",
        "- b c: nothing tells",
    ]
