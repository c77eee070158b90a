import numpy as np
import pandas as pd
import pytest
from published import FEW, RESULT, SINGLE, SPEC, VALUES

import compindex
from compindex.auditing import audit
from compindex.bands import natural_breaks
from compindex.errors import InputError
from compindex.panel import compute_panel
from compindex.yearly import edges_of

PLAIN = VALUES.xs(2020, level="year")


def test_scores_are_those_of_the_panel():
    pd.testing.assert_frame_equal(RESULT.scores, compute_panel(VALUES, SPEC))


def test_a_total_by_hand():
    a, b, c = PLAIN.loc["Ghent"]
    low, high = PLAIN["c"].min(), PLAIN["c"].max()
    expected = 0.6 * (2 * a + b) / 3 + 0.4 * 100 * (c - low) / (high - low)
    assert SINGLE.scores.loc["Ghent", "total"] == pytest.approx(expected)


def test_ranks_have_ranges():
    ranks = RESULT.ranks
    by_hand = RESULT.scores["total"].groupby(level="year").rank(ascending=False)
    assert ranks["rank"].to_list() == by_hand.to_list()
    whole = ranks.drop(index=[("Oslo", 2021)]).xs(2020, level="year")
    assert (whole["rank_best"] == whole["rank"]).all()
    drawn = RESULT.audit()["uncertainty"].set_index(["unit", "year"])
    for row in ranks.itertuples():
        assert (row.p05, row.p95) == tuple(drawn.loc[row.Index, ["p05", "p95"]])


def test_coverage_is_the_weight_that_rests_on_values():
    assert RESULT.coverage["Oslo", 2021] == pytest.approx(1 - 0.6 / 3)
    assert (RESULT.coverage.drop(("Oslo", 2021)) == 1).all()


def test_tiers_are_natural_classes_of_each_year():
    for year in (2020, 2021):
        totals = RESULT.scores["total"].xs(year, level="year")
        expected = natural_breaks(totals.round(10), 3)
        got = RESULT.bands.xs(year, level="year")
        assert got.astype(int).to_dict() == expected.to_dict()
    given = compindex.build(SPEC, PLAIN, tiers=[60, 50]).bands
    totals = SINGLE.scores["total"]
    assert given.to_dict() == (1 + (totals < 60).astype(int) + (totals < 50)).to_dict()
    assert compindex.build(SPEC, PLAIN, tiers=0).bands.isna().all()


def test_the_audit_is_that_of_the_scores_below_a_node():
    got = SINGLE.audit("reach")["pair_reversals"]
    expected = audit(SINGLE.scores[["a", "b"]], {"a": 2, "b": 1}, simulation=FEW)
    pd.testing.assert_frame_equal(got, expected["pair_reversals"])
    years = RESULT.audit("reach")["rank_ranges"]
    assert list(years.columns)[0] == "year" and set(years["year"]) == {2020, 2021}
    with pytest.raises(
        InputError, match="no node c with children; expected reach, total"
    ):
        SINGLE.audit("c")


def test_a_geometric_root_is_audited_as_one():
    root = {
        "name": "t",
        "aggregate": "geometric",
        "children": [{"name": "a"}, {"name": "b"}],
    }
    result = compindex.build({"name": "m", "root": root}, PLAIN, simulation=FEW)
    assert not result.notes[1:]
    pairs = result.audit()["pair_reversals"]
    total = result.scores["t"]
    logs = np.log(PLAIN)
    rng = np.random.default_rng(3)
    weights = rng.uniform(0.75, 1.25, (20_000, 2))
    for row in pairs.itertuples():
        assert row.gap == pytest.approx(total[row.unit_a] - total[row.unit_b])
        apart = logs.loc[row.unit_a, ["a", "b"]] - logs.loc[row.unit_b, ["a", "b"]]
        share = (weights @ apart.to_numpy() < 0).mean()
        assert abs(share - row.probability) < 0.015
    choices = result.audit()["option_ranks"]
    own = choices[choices["choice"] == "index"].set_index("unit")["rank"]
    assert own.to_dict() == total.rank(ascending=False).astype(int).to_dict()
    # Each tier is a band of geometric means.
    edges = edges_of(total, 3)
    shares = weights / weights.sum(axis=1, keepdims=True)
    drawn = np.exp(shares @ logs[["a", "b"]].to_numpy().T)
    tiers = 1 + sum((drawn < edge).astype(int) for edge in edges)
    chances = result.audit()["tier_probabilities"].query("scheme == 'noise_25'")
    for row in chances.itertuples():
        share = (tiers[:, total.index.get_loc(row.unit)] == row.tier).mean()
        assert abs(share - row.probability) < 0.06


def test_a_zero_under_a_geometric_root_is_told():
    root = {
        "name": "t",
        "aggregate": "geometric",
        "children": [{"name": "a"}, {"name": "b"}],
    }
    values = PLAIN.copy()
    values.loc["Oslo", "a"] = 0.0
    result = compindex.build({"name": "m", "root": root}, values, simulation=FEW)
    assert any("though it is a geometric one" in note for note in result.notes)


def test_too_many_units_have_an_index_and_no_audit():
    values = pd.DataFrame({"a": np.arange(1.0, 1002)})
    spec = {"name": "m", "root": {"name": "t", "children": [{"name": "a"}]}}
    result = compindex.build(spec, values)
    assert result.audit() == {} and result.ranks["p05"].isna().all()
    assert result.notes[-1] == "No audit of t: 1,001 units; expected 1,000 at most."


def test_tables_leave_out_what_did_not_happen():
    names = set(SINGLE.tables())
    assert {"index", "missing", "nodes", "settings", "verdicts"} <= names
    assert not {"imputed", "treated", "bounds", "rank_changes", "what_changed"} & names
    assert "rank_changes" in RESULT.tables()


def test_units_are_called_as_in_the_data():
    named = compindex.build(SPEC, PLAIN.rename_axis("city"), simulation=FEW)
    assert "city_a" in named.tables()["pair_reversals"]
    assert named.index_table().columns[0] == "city"


def test_a_scenario_is_set_beside_the_index():
    other = compindex.under(SINGLE, {"question": "Only c?", "weights": {"reach": 0}})
    moved = other.tables()["what_changed"].set_index("unit")
    order = PLAIN["c"].rank(ascending=False).astype(int)
    assert moved["rank"].to_dict() == order.to_dict()
    gained = SINGLE.ranks["rank"] - order
    assert moved["places_gained"].to_dict() == gained.to_dict()
    assert other.provenance == "synthetic" and SINGLE.question == ""


def test_what_takes_long_is_told():
    lines = []
    result = compindex.build(SPEC, VALUES, simulation=FEW, told=lines.append)
    assert not lines
    result.audit()
    assert lines == ["2020: auditing 8 units by 2", "2021: auditing 8 units by 2"]


def test_files_are_written_where_they_are_named(tmp_path):
    book, site = (
        RESULT.to_excel(tmp_path / "a.xlsx"),
        RESULT.to_html(tmp_path / "b.html"),
    )
    assert book.read_bytes()[:2] == b"PK" and site.read_text().startswith(
        "<!doctype html>"
    )


def test_what_is_no_table_and_no_source_is_refused(tmp_path):
    with pytest.raises(InputError, match="values of type list"):
        compindex.build(SPEC, [[1, 2]])
    with pytest.raises(InputError, match="no index.yml in this folder"):
        compindex.build(tmp_path)
    with pytest.raises(InputError, match="the file is missing"):
        compindex.build(tmp_path / "none.xlsx")
    for source in (None, 5, SPEC):
        with pytest.raises(InputError, match="without values; expected a path"):
            compindex.build(source)
    for scenario in (None, [], 3):
        with pytest.raises(InputError, match="a scenario of type"):
            compindex.under(SINGLE, scenario)
    grouped = SPEC | {"impute": "group_median", "group": "region"}
    with pytest.raises(InputError, match="the column region is missing"):
        compindex.build(grouped, PLAIN)


def test_ranges_of_the_draws_are_empty_where_units_were_left_out():
    values = PLAIN.copy()
    values.loc["Oslo", "c"] = np.nan
    result = compindex.build(SPEC, values, simulation=FEW)
    assert result.ranks["rank"].notna().all() and result.ranks["p50"].isna().all()
    assert any("lacking scores: Oslo" in note for note in result.notes)


def test_the_unit_at_an_edge_is_in_its_tier():
    values = pd.DataFrame({"a": [90.123, 200 / 3, 66.9, 80.5, 30.2, 20.1, 10.7, 25.3]})
    spec = {"name": "m", "root": {"name": "t", "children": [{"name": "a"}]}}
    result = compindex.build(spec, values, tiers=2, simulation=FEW)
    chances = result.audit()["tier_probabilities"]
    sure = chances[chances["probability"] == 1].set_index(["scheme", "unit"])["tier"]
    assert sure["uniform"].to_dict() == result.bands.to_dict() and result.bands[1] == 1


def test_what_has_no_weight_need_have_no_mean():
    children = [{"name": "a"}, {"name": "b"}, {"name": "z", "weight": 0}]
    root = {"name": "t", "aggregate": "geometric", "children": children}
    result = compindex.build(
        {"name": "m", "root": root}, PLAIN.assign(z=0.0), simulation=FEW
    )
    assert not [note for note in result.notes if "though it is" in note]
    gaps = result.audit()["pair_reversals"]["gap"]
    assert (gaps >= 0).all()


@pytest.mark.parametrize("name", ["rank", "tier", "year", "unit", "p05"])
def test_nodes_called_as_other_columns_are_refused(name):
    root = {"name": "t", "children": [{"name": name}, {"name": "b"}]}
    values = PLAIN.rename(columns={"a": name})
    with pytest.raises(InputError, match=f"a node is called {name}; expected another"):
        compindex.build({"name": "m", "root": root}, values)


def test_an_index_of_another_form_is_refused():
    years = VALUES.rename(index={2020: "2019/20"}, level="year")
    with pytest.raises(
        InputError, match="the year is '2019/20'; expected a whole number"
    ):
        compindex.build(SPEC, years)
    with pytest.raises(InputError, match="no unit; expected a row for each"):
        compindex.build(SPEC, PLAIN.head(0))
    with pytest.raises(InputError, match="a unit has no name"):
        compindex.build(SPEC, PLAIN.rename(index={"Oslo": None}))
    bare = compindex.build(SPEC, VALUES.rename_axis([None, None]), simulation=FEW)
    assert bare.years == [2020, 2021] and bare.word == "unit"
    with pytest.raises(InputError, match="an index of levels"):
        compindex.build(SPEC, VALUES.swaplevel())
    with pytest.raises(InputError, match="an index of levels unit, month"):
        compindex.build(SPEC, VALUES.rename_axis(["unit", "month"]))


def test_years_of_one_unit_each_and_a_sample_without_values_are_published(tmp_path):
    rows = pd.MultiIndex.from_tuples([("x", 2020), ("y", 2021)], names=["unit", "year"])
    root = {"name": "t", "children": [{"name": "a"}]}
    spec = {"name": "m", "missing": "renormalise", "root": root}
    for values in ([1.0, 2.0], [np.nan, np.nan]):
        result = compindex.build(spec, pd.DataFrame({"a": values}, rows))
        assert result.ranks["p50"].isna().all() and result.audit() == {}
        result.to_excel(tmp_path / "a.xlsx")
        result.to_html(tmp_path / "a.html")
        for name in ("ranks", "scores", "correlations"):
            assert getattr(result, f"plot_{name}")() is not None
        empty = np.isnan(values).all()
        headline = result.plot_ranks().figure.get_suptitle()
        assert headline == ("Nothing has a rank" if empty else "y leads 1 units")


@pytest.mark.parametrize("tiers", [2.5, None, True, -1, "many", [20, 70], ["x"], []])
def test_tiers_that_are_none_are_refused_at_once(tiers):
    with pytest.raises(InputError):
        compindex.build(SPEC, PLAIN, tiers=tiers)


def test_units_that_are_written_alike_are_refused():
    values = PLAIN.set_axis([1, "1", 2, 3, 4, 5, 6, 7])
    with pytest.raises(InputError, match="two units are written 1"):
        compindex.build(SPEC, values)


@pytest.mark.parametrize("name", ["country", "coverage", "value", 5, "gap"])
def test_an_index_of_units_is_called_as_the_reader_calls_it(name):
    result = compindex.build(SPEC, PLAIN.rename_axis(name), simulation=FEW)
    assert result.word == "unit" and set(result.tables())


def test_a_dollar_sign_begins_no_formula(tmp_path):
    values = PLAIN.rename(index={"Oslo": "$\\frac$", "Pisa": "a$b$"})
    figure = compindex.build(SPEC, values, simulation=FEW).plot_ranks().figure
    figure.savefig(tmp_path / "a.png")


def test_edges_of_totals_are_not_those_of_a_part():
    result = compindex.build(SPEC, PLAIN, tiers=[60, 50], simulation=FEW)
    assert "tier_probabilities" in result.audit()
    assert "tier_probabilities" not in result.audit("reach")
    assert "tier_probabilities" in SINGLE.audit("reach")
