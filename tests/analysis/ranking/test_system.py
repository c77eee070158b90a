import random

import numpy as np
import pandas as pd
import pytest
from ledgers import REGISTER

from analysis import results
from analysis.ledger import grading, judging, sample, variant
from analysis.ledger.sample import Report
from analysis.ranking import system
from analysis.report import register
from analysis.report.words import CITIES
from cicii import raw_folders
from compindex import bands
from compindex.errors import InputError
from compindex.hierarchy import upper_levels
from compindex.index import compute_index
from compindex.standardize import minmax

PRINTED = Report()
WEIGHTS = PRINTED.weights
SCORES = PRINTED.scores.value
EDGES = [85, 71, 65, 60]


def nodes(
    excluded=(), data_folder="", index_specification="", half_unit=0.005, **choices
):
    """Make a variant."""
    spec = system.specified(WEIGHTS, index_specification, data_folder, **choices)
    values, known = system.leaf_values(SCORES, spec, data_folder, excluded)
    return system.all_nodes(values, known, spec, half_unit)


def totals(table):
    """Take the totals of a variant by city."""
    return table[table["node"] == "total"].set_index("city")["score"]


def index_of(table, edges=EDGES):
    """Hand an index to the ledger."""
    return variant.chosen(table, bands.assign_tiers(totals(table), edges))


def test_the_report_itself_is_no_variant():
    got = nodes()
    assert not index_of(got).is_variant
    pd.testing.assert_series_equal(
        totals(got), PRINTED.weighted.value, check_names=False
    )
    share = got.drop_duplicates("node").set_index("node")["weight"].to_dict()
    assert share == pytest.approx(
        {"media": 0.35, "social": 0.25, "innovation": 0.2, "cognition": 0.2, "total": 1}
    )
    assert got.groupby("provenance")["node"].nunique().to_dict() == {
        "derived": 1,
        "published": 4,
    }
    assert (got["high"] - got["low"]).to_list() == pytest.approx([0.01] * len(got))


def test_weights_and_means_by_hand():
    equal = dict.fromkeys(sample.NAMES, 0.25)
    got = totals(nodes(dimension_weights=equal, aggregate="geometric"))
    assert got.to_list() == pytest.approx(
        (SCORES[sample.NAMES].prod(axis=1) ** 0.25).to_list()
    )


def test_a_standardization_takes_the_sample_that_is_left():
    got = totals(nodes(["wuhan"], standardization="minmax"))
    left = SCORES.drop(index="wuhan")
    expected = sum(
        share * minmax(left[name])
        for name, share in zip(sample.NAMES, (0.35, 0.25, 0.2, 0.2), strict=True)
    )
    assert got.to_list() == pytest.approx(expected.to_list()) and "wuhan" not in got


def test_a_level_more_by_hand():
    got = nodes(index_specification="specifications/two_pillars.yml")
    shown = (2 * SCORES["media"] + SCORES["innovation"]) / 3
    sought = (SCORES["social"] + SCORES["cognition"]) / 2
    assert totals(got).to_list() == pytest.approx(np.sqrt(shown * sought).to_list())
    assert got.drop_duplicates("node")["weight"].to_list() == pytest.approx(
        [1 / 3, 1 / 4, 1 / 6, 1 / 4, 1]
    )


def test_synthetic_raw_counts_are_marked_and_reproduce_the_totals():
    got = nodes(data_folder="data/synthetic")
    assert set(got["provenance"]) == {"synthetic"} and (got["low"] == got["high"]).all()
    variant = index_of(got)
    assert (
        variant.is_variant
        and variant.reproduces
        and variant.ranks.equals(PRINTED.ranks)
    )
    both = judging.judge_all().merge(judging.judge_all(variant), on="id", how="left")
    # Consistent with every statement that print reproduces.
    assert both["verdict_x"].equals(both["verdict_y"])


def test_raw_data_must_hold_the_cities_of_one_year(tmp_path):
    raw_folders.write_folder(tmp_path, raw_folders.synthetic_files(PRINTED))
    for path in tmp_path.glob("*.csv"):
        path.write_text(
            "\n".join(
                line
                for line in path.read_text(encoding="utf-8").split("\n")
                if "武汉" not in line
            )
        )
    with pytest.raises(
        InputError,
        match="no row for wuhan; expected all cities of the report, but for those in excluded_cities",
    ):
        nodes(data_folder=str(tmp_path))
    assert len(totals(nodes(["wuhan"], data_folder=str(tmp_path)))) == 14


@pytest.mark.parametrize(
    "city",
    [
        city.id
        for city in CITIES
        if city.id in ("wuhan", "shanghai", "hangzhou", "zhengzhou")
    ],
)
def test_without_a_city_ranks_move_up_and_no_statement_about_it_is_judged(city):
    variant = index_of(nodes([city]))
    ranks = PRINTED.ranks.drop(city)
    assert variant.ranks.to_dict() == (ranks - (ranks > PRINTED.ranks[city])).to_dict()
    got = judging.judge_all(variant).set_index("id")
    assert 150 < len(got) < len(REGISTER) and f"total_{city}" not in got.index
    assert got.loc["table_6_n", ["recomputed", "verdict"]].to_list() == [
        "14",
        "contradicted",
    ]
    mean = (
        results.read_processed("index")
        .set_index("city")["published_total"]
        .drop(city)
        .mean()
    )
    assert float(got.loc["mean_total", "recomputed"]) == pytest.approx(mean, abs=0.005)
    kept = [id for id in got.index if id.startswith("total_")]
    assert len(kept) == 14 and (got.loc[kept, "verdict"] == "reproduced").all()


def test_a_score_put_in_the_place_of_a_printed_one_is_not_called_published():
    changed = SCORES.copy()
    changed.loc["nanjing", "media"] = 74.71
    spec = system.specified(WEIGHTS)
    got = system.all_nodes(*system.leaf_values(changed, spec), spec, 0.005)
    said = got.set_index(["city", "node"])["provenance"]
    assert said["nanjing", "media"] == said["nanjing", "total"] == "supplied"
    others = said.drop([("nanjing", "media"), ("nanjing", "total")])
    assert set(others.drop("total", level="node")) == {"published"}
    assert set(others.xs("total", level="node")) == {"derived"}
    ends = got.set_index(["city", "node"]).loc[("nanjing", "media"), ["low", "high"]]
    assert ends.to_list() == [74.71, 74.71]  # nobody has rounded it


@pytest.mark.parametrize("fault", [KeyError, IndexError, LookupError])
def test_a_fault_in_a_check_stops_under_a_variant_as_well(monkeypatch, fault):
    def check(sample, dimension):
        raise fault("a typing error")

    own = {"mean_of_dimension": check}
    found = judging.function_named
    monkeypatch.setattr(
        judging, "function_named", lambda name: own.get(name) or found(name)
    )
    with pytest.raises(fault, match="a typing error"):
        judging.judge_all(index_of(nodes(["wuhan"])))


@pytest.mark.parametrize(
    ("left_out", "not_judged"),
    [
        (["beijing"], {"gdp_leaders_influence"}),
        (["nanjing"], {"small_accounts"}),
        (
            ["wuhan", "beijing", "shanghai", "shenzhen", "guangzhou", "chengdu"],
            {"tiktok_mean", "instagram_mean", "beyond_first_tier"},
        ),
        (["suzhou", "changsha", "zhengzhou"], {"mean_total_other", "mean_rank_other"}),
    ],
)
def test_what_rests_on_a_city_that_is_left_out_is_not_judged(left_out, not_judged):
    variant = index_of(nodes(left_out))
    assert not not_judged & set(judging.judge_all(variant)["id"])
    claim = register.find_claim(sorted(not_judged)[0])
    with pytest.raises(sample.NotInVariant):
        judging.judge(claim, variant)


def test_a_table_without_an_account_left_is_not_judged():
    left_out = ["wuhan", "chengdu", "shenzhen", "hangzhou", "beijing"]
    left_out += ["changsha", "shenyang", "tianjin", "nanjing"]
    variant = index_of(nodes(left_out))
    tables = {10, 11, 12, 13} - set(variant.accounts["table"])
    assert tables and not {f"table_{table}_order" for table in tables} & set(
        judging.judge_all(variant)["id"]
    )


@pytest.mark.parametrize("seed", range(4))
def test_any_cities_and_tiers_can_be_judged(seed):
    draw = random.Random(seed)
    left_out = draw.sample([city.id for city in CITIES], draw.randint(1, 9))
    edges = sorted(draw.sample(range(40, 95), 4), reverse=True)
    got = judging.judge_all(index_of(nodes(left_out), edges))
    assert got["verdict"].isin(set(grading.GRADES)).all()


def test_other_weights_rank_anew_and_contradict_totals():
    variant = index_of(nodes(dimension_weights=dict.fromkeys(sample.NAMES, 0.25)))
    expected = (
        SCORES[sample.NAMES].mean(axis=1).round(10).rank(ascending=False).astype(int)
    )
    assert not variant.reproduces and variant.ranks.to_dict() == expected.to_dict()
    got = judging.judge_all(
        variant, ids=["total_beijing", "order_of_totals", "mean_media"]
    ).set_index("id")["verdict"]
    assert got.to_dict() == {
        "total_beijing": "contradicted",
        "order_of_totals": "contradicted",
        "mean_media": "reproduced",
    }
    assert (
        "variant"
        in judging.judge_all(variant, ids=["mean_social"])["explanation"].iloc[0]
    )


def test_an_empty_tier_cannot_be_judged():
    variant = index_of(nodes(), [99, 71, 65, 60])
    ids = set(judging.judge_all(variant)["id"])
    assert "tier_1_mean_total" not in ids and "tier_5_mean_total" in ids


def test_a_specification_without_the_dimensions_is_refused(tmp_path):
    (tmp_path / "s.yml").write_text(
        "name: s\nroot: {name: total, children: [{name: media}, {name: societal}]}\n"
    )
    with pytest.raises(
        InputError,
        match="the specification s: no node social; expected one of .*nearest: societal",
    ):
        nodes(index_specification=str(tmp_path / "s.yml"))


def test_statements_without_any_city_left_are_not_judged():
    variant = index_of(
        nodes([city.id for city in CITIES if city.admin_level == "municipality"])
    )
    got = judging.judge_all(variant)
    assert not {"mean_total_municipality", "mean_rank_municipality"} & set(
        got["id"]
    ) and "nan" not in set(got["recomputed"])


def test_a_scenario_needs_a_score_for_every_city(tmp_path):
    raw_folders.write_folder(tmp_path, raw_folders.synthetic_files(PRINTED))
    path = tmp_path / "twitter_synthetic.csv"
    path.write_text(
        "\n".join(
            line
            for line in path.read_text(encoding="utf-8").split("\n")
            if "西安" not in line
        )
    )
    spec = (tmp_path / "index.yml").read_text(encoding="utf-8")
    (tmp_path / "index.yml").write_text(
        spec.replace("missing: error", "missing: renormalise")
    )
    with pytest.raises(InputError, match="row xian: no score of social"):
        nodes(data_folder=str(tmp_path))


def test_two_printings_agree_or_not_whatever_the_index():
    got = judging.judge_all(index_of(nodes(["shenzhen"]))).set_index("id")
    # The note stands at Shenzhen, left out or not.
    assert got.loc["charm_note", "verdict"] == "inconsistent"


def test_report_totals_follow_within_rounding():
    scores = results.read_processed("scores").set_index("city")
    spec = upper_levels(system.report_specification(WEIGHTS), sample.NAMES)
    got = compute_index(scores, spec)["total"]
    expected = (
        0.35 * scores["media"]
        + 0.25 * scores["social"]
        + 0.2 * scores["innovation"]
        + 0.2 * scores["cognition"]
    )
    pd.testing.assert_series_equal(got, expected, check_names=False)
    assert (got - scores["total"]).abs().max() <= 0.01


def test_report_specification_reaches_the_indicators():
    weights = WEIGHTS
    scores = pd.DataFrame(np.arange(9.0)[None, :] + 50, columns=weights["indicator"])
    got = compute_index(scores, system.report_specification(weights))["total"][0]
    assert got == pytest.approx(
        (scores.iloc[0].to_numpy() * weights["weight"].to_numpy()).sum()
    )
