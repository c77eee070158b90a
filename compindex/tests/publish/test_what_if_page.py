import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from published import FEW, RESULT, SINGLE, SPEC, VALUES

import compindex
from compindex.errors import InputError
from compindex.publish import what_if_page
from compindex.publish.board import Board, ScenarioForm, board_of
from compindex.publish.what_if_page import what_if_of
from compindex.publish.what_if_words import CHINESE, ENGLISH

TEMPLATES = Path(what_if_page.__file__).parent / "templates"
BOARD = board_of(RESULT)
PAGE = what_if_of(BOARD)


def data_of(page):
    found = re.search(r'<script id="data" [^>]*>(.*?)</script>', page, re.S)
    return json.loads(found[1])


def test_template_and_script_are_small():
    files = [TEMPLATES / f"what-if.{kind}" for kind in ("html", "js")]
    assert sum(len(file.read_text("utf-8").splitlines()) for file in files) <= 300
    assert len(PAGE.encode()) <= 60_000


def test_nothing_is_asked_for_and_only_its_own_script_runs():
    assert not re.search(r"https?:|@import|<link|\bsrc=|<iframe", PAGE)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGE)[1]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for kind, tag in (("script", "<script>"), ("style", "<style>")):
        whole = re.search(f"{tag}(.*?)</{kind}>", PAGE, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_both_languages_say_the_same_things():
    assert ENGLISH.keys() == CHINESE.keys()
    fields = re.compile(r"\{(\w+)\}")
    filled = {"one", "many", "known"}  # a language need not name them
    for key, text in ENGLISH.items():
        wanted = set(fields.findall(text)) - filled
        assert set(fields.findall(CHINESE[key])) - filled == wanted, key


def test_every_word_is_used_and_known():
    html, script = (
        (TEMPLATES / f"what-if.{kind}").read_text("utf-8") for kind in ("html", "js")
    )
    listed = re.findall(r"for name in \(([^)]*)\)", html)
    marked = re.findall(r'data-t="(\w+)"', html) + re.findall(r'"(\w+)"', str(listed))
    written = re.findall(r"""["'](\w+)["']""", script)
    kinds = ["arithmetic", "geometric", "harmonic", "present", "base"]
    reasons = ["not_solved", "not_positive"]  # the page is told which
    for key in ENGLISH:
        assert key in {*marked, *written, *kinds, *reasons}, key
    said = re.findall(r'say\("(\w+)"', script)
    assert {*marked, *said} <= ENGLISH.keys()


def test_it_holds_the_parts_that_the_total_joins_in_the_last_year():
    data = data_of(PAGE)
    assert [(dim["id"], dim["w"]) for dim in data["dims"]] == [
        ("reach", 0.6),
        ("c", 0.4),
    ]
    last = RESULT.scores.xs(2021, level="year")
    assert {unit["id"]: unit["s"] for unit in data["units"]} == {
        unit: row.tolist() for unit, row in last[["reach", "c"]].iterrows()
    }
    assert data["title"]["en"] == "mine <b>, 2021"


def test_names_cannot_end_the_script():
    scores = pd.DataFrame({"a": [1.0, 2]}, ["</script><b>", "<!--"])
    page = what_if_of(Board(("</title>",) * 2, scores, {"a": 1}))
    assert page.count("</script>") == 2 and page.count("<!--") == 0
    assert [unit["id"] for unit in data_of(page)["units"]] == ["</script><b>", "<!--"]


def test_chances_are_those_of_the_audit():
    data = data_of(PAGE)
    drawn = RESULT.audit()["rank_probabilities"]
    drawn = drawn[(drawn["year"] == 2021) & (drawn["scheme"] == "noise_25")]
    for unit in data["units"]:
        own = drawn[drawn["unit"] == unit["id"]].sort_values("rank")["probability"]
        assert unit["p"] == own.round(6).tolist()
    assert data["terms"]["en"]["draws"] == "2,000"


def test_answers_reach_their_places():
    for unit in data_of(PAGE)["units"]:
        for place, weights in enumerate(unit["a"], 1):
            if weights:
                totals = BOARD.scores @ weights
                assert (totals > totals[unit["id"]]).sum() + 1 == place


def test_what_takes_too_long_is_not_solved():
    data = data_of(what_if_of(BOARD, steps=0))
    assert not any("a" in unit for unit in data["units"])


def test_a_mean_that_scores_of_zero_have_not_is_not_solved():
    scores = pd.DataFrame({"a": [0.0, 2], "b": [1.0, 3]}, ["x", "y"])
    data = data_of(what_if_of(Board(("t",) * 2, scores, {"a": 1, "b": 1}, "geometric")))
    assert not any("a" in unit for unit in data["units"])
    assert data["why"] == "not_positive" and data_of(PAGE)["why"] == "not_solved"


def test_dimensions_may_be_called_as_tables_are():
    scores = pd.DataFrame(
        [[3.0, 1, 1], [1, 2, 4]], ["x", "y"], ["place", "unit", "rank"]
    )
    data = data_of(what_if_of(Board(("t",) * 2, scores, dict.fromkeys(scores, 1))))
    assert [dim["id"] for dim in data["dims"]] == ["place", "unit", "rank"]
    assert all(len(one) == 3 for unit in data["units"] for one in unit["a"])


def test_a_unit_may_be_called_as_a_dimension_is():
    children = [{"name": "a", "label": "Reach"}, {"name": "b"}]
    spec = {"name": "x", "root": {"name": "total", "children": children}}
    values = pd.DataFrame({"a": [1.0, 4, 2], "b": [5.0, 3, 1]}, ["a", "b", "c"])
    data = data_of(what_if_of(board_of(compindex.build(spec, values, simulation=FEW))))
    assert [one["en"] for one in data["units"]] == ["a", "b", "c"]
    assert [one["en"] for one in data["dims"]] == ["Reach", "b"]


def test_where_no_scenario_leads_there_is_none():
    assert data_of(what_if_of(replace(BOARD, form=None)))["scenario"] is None


def test_made_up_values_are_called_so():
    assert "SYNTHETIC" in data_of(what_if_of(board_of(SINGLE)))["warning"]["en"]
    assert data_of(PAGE)["warning"] == {"en": "", "zh": ""}


def test_scores_that_rest_on_others_are_told():
    assert BOARD.scores_move  # there is a min-max
    children = [{"name": "a"}, {"name": "b"}]
    spec = {"name": "x", "root": {"name": "total", "children": children}}
    values = VALUES.xs(2020, level="year")[["a", "b"]]
    assert not board_of(compindex.build(spec, values, simulation=FEW)).scores_move
    children[0]["treat"] = "winsorise"
    assert board_of(compindex.build(spec, values, simulation=FEW)).scores_move


def test_units_without_a_score_are_named():
    values = VALUES.xs(2020, level="year").copy()
    values.loc["Ghent", "c"] = np.nan
    board = board_of(compindex.build(SPEC, values, simulation=FEW))
    assert "Ghent" not in board.scores.index
    told = data_of(what_if_of(board))["words"]
    assert all("Ghent" in told[language]["about"] for language in ("en", "zh"))


def test_one_unit_is_too_few():
    spec = {"name": "x", "root": {"name": "total", "children": [{"name": "a"}]}}
    values = VALUES.xs(2020, level="year").head(1)
    with pytest.raises(InputError, match="1 unit with all scores"):
        board_of(compindex.build(spec, values, simulation=FEW))


@pytest.mark.parametrize(
    "scores, digits",
    [([0, 100], 2), ([0.2, 0.9], 4), ([0, 1], 4), ([5, 5], 4), ([0, 1e6], 0)],
)
def test_decimals_follow_the_scale(scores, digits):
    table = pd.DataFrame({"a": scores}, ["x", "y"]).astype(float)
    assert data_of(what_if_of(Board(("t",) * 2, table, {"a": 1})))["digits"] == digits


def test_a_scenario_has_the_form_that_is_asked_for():
    form = ScenarioForm(weights="w", mean="m", out="o", stays=("s", "x"), most_out=3)
    data = data_of(what_if_of(replace(BOARD, form=form)))
    assert data["scenario"] == {
        "weights": "w",
        "mean": "m",
        "root": "",
        "out": "o",
        "stays": ["s", "x"],
    }
    assert data["mostOut"] == 3
    assert data_of(PAGE)["scenario"]["root"] == "total"


def test_the_same_bytes_each_time(tmp_path):
    path = RESULT.to_what_if(tmp_path / "what-if.html")
    assert path.read_bytes() == PAGE.encode() == what_if_of(board_of(RESULT)).encode()
