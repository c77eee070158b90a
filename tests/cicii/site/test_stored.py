import json
import re

from analysis.report.tables import read_table
from analysis.report.words import city_id
from cicii.site.stored import stored_what_if

PAGE = stored_what_if()
DATA = json.loads(re.search(r'type="application/json">(.*?)</script>', PAGE, re.S)[1])


def test_it_is_small():
    assert len(PAGE.encode()) <= 60_000


def test_scores_and_weights_are_the_printed_ones():
    assert [(one["id"], one["w"]) for one in DATA["dims"]] == [
        ("media", 0.35),
        ("social", 0.25),
        ("innovation", 0.2),
        ("cognition", 0.2),
    ]
    assert DATA["half"] == 0.005 and DATA["mean"] == "arithmetic"
    printed = read_table(3)
    assert {one["id"]: one["s"] for one in DATA["units"]} == {
        city_id(row.iloc[1]): [float(cell) for cell in row.iloc[2:6]]
        for _, row in printed.iterrows()
    }


def test_it_shows_what_is_published_not_what_a_copy_has_made(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "processed"
    folder.mkdir(parents=True)
    (folder / "index.csv").write_text("city,media\nwuhan,1\n", encoding="utf-8")
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    assert stored_what_if() == PAGE


def test_it_leads_back_to_the_site():
    assert '<a href="index.html" data-t="home">' in PAGE
