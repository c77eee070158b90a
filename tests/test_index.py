import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cleaning, report
from analysis.errors import InputError
from analysis.index import compute_index, load_spec, remaining_mean, report_specification, specification, upper_levels

VALUES = pd.DataFrame({"a": [1.0, 4.0], "b": [4.0, 1.0], "c": [10.0, 20.0]}, index=["x", "y"])


def tree(aggregate="arithmetic", missing="error", **leaf):
    """Two levels: total of (pair of a with weight 3 and b with weight 1) and c, equally weighted."""
    pair = {"name": "pair", "aggregate": aggregate, "children": [{"name": "a", "weight": 3, **leaf}, {"name": "b", "weight": 1}]}
    return specification({"name": "test", "missing": missing, "root": {"name": "total", "children": [pair, {"name": "c"}]}})


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        ("arithmetic", [(3 * 1 + 4) / 4, (3 * 4 + 1) / 4]),
        ("geometric", [4**0.25, 4**0.75]),
        ("harmonic", [4 / (3 / 1 + 1 / 4), 4 / (3 / 4 + 1 / 1)]),
    ],
)
def test_means_by_hand(aggregate, expected):
    got = compute_index(VALUES, tree(aggregate))
    assert got["pair"].to_list() == pytest.approx(expected)
    assert got["total"].to_list() == pytest.approx([(pair + c) / 2 for pair, c in zip(expected, VALUES["c"])])
    assert list(got.columns) == ["a", "b", "pair", "c", "total"]


def test_a_missing_value_is_refused_or_shared_among_the_others():
    values = VALUES.assign(a=[np.nan, 4.0])
    with pytest.raises(InputError, match="row x: a is missing"):
        compute_index(values, tree())
    got = compute_index(values, tree(missing="renormalise"))
    assert got.loc["x"].to_dict() == pytest.approx({"a": math.nan, "b": 4, "pair": 4, "c": 10, "total": 7}, nan_ok=True)


def test_a_node_without_any_value_is_missing():
    values = VALUES.assign(a=np.nan, b=np.nan)
    got = compute_index(values, tree(missing="renormalise"))
    assert got["pair"].isna().all() and got["total"].to_list() == [10, 20]


def test_direction_negates_before_standardizing():
    got = compute_index(VALUES, tree(direction=-1, standardize={"method": "minmax"}))
    assert got["a"].to_list() == [100, 0]


@given(
    st.lists(st.floats(0.1, 100), min_size=4, max_size=4),
    st.sampled_from(["arithmetic", "geometric", "harmonic"]),
    st.floats(0.01, 100),
)
def test_laws_of_a_mean(weights, aggregate, factor):
    children = [{"name": name, "weight": weight} for name, weight in zip("abcd", weights)]
    values = pd.DataFrame(np.array([[1.0, 2, 3, 4], [4, 4, 4, 4], [2, 3, 4, 5]]), columns=list("abcd"))
    got = {}
    for label, nodes in {
        "plain": children,
        "turned": children[::-1],
        "scaled": [c | {"weight": factor * c["weight"]} for c in children],
    }.items():
        got[label] = compute_index(
            values, specification({"name": "m", "root": {"name": "total", "aggregate": aggregate, "children": nodes}})
        )["total"]
    assert got["turned"].to_list() == pytest.approx(got["plain"].to_list())  # siblings may change places
    assert got["scaled"].to_list() == pytest.approx(got["plain"].to_list())  # weights are relative
    assert 1 <= got["plain"][0] <= 4 and got["plain"][1] == pytest.approx(4)  # between the extremes
    assert got["plain"][2] > got["plain"][0]  # grows with its parts


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"weight": -1}, "greater than or equal to 0 .found -1"),
        ({"weight": "much"}, "valid number"),
        ({"agregate": "arithmetic"}, "agregate"),
        ({"direction": 2}, "1 or -1"),
        ({"standardize": {"method": "minmaxx"}}, "minmax"),
        ({"standardize": {"method": "log_reference"}}, "log_reference lacks its reference"),
        ({"standardize": {"method": "rank", "low": 3}}, "rank takes no low, expected no option"),
        ({"aggregate": "median"}, "arithmetic"),
        ({"name": "total"}, "the name total stands for several nodes"),
    ],
)
def test_a_wrong_specification_is_refused_in_one_line(change, expected):
    content = {"name": "test", "root": {"name": "total", "children": [{"name": "a"} | change]}}
    with pytest.raises(InputError, match=expected) as error:
        specification(content, file="spec.yml")
    assert str(error.value).startswith("spec.yml: ") and "\n" not in str(error.value)


def test_siblings_whose_weights_sum_to_zero_are_refused():
    with pytest.raises(InputError, match="weights of the children of total sum to zero"):
        specification(
            {"name": "t", "root": {"name": "total", "children": [{"name": "a", "weight": 0}, {"name": "b", "weight": 0}]}}
        )


def test_wrong_values_are_refused():
    with pytest.raises(InputError, match="column b is missing"):
        compute_index(VALUES.drop(columns="b"), tree())
    with pytest.raises(InputError, match="x stands twice"):
        compute_index(VALUES.rename(index={"y": "x"}), tree())
    with pytest.raises(InputError, match="row y, column pair: a geometric mean of a negative value"):
        compute_index(VALUES.assign(b=[4, -1]), tree("geometric"))
    with pytest.raises(InputError, match="a, row y: -4 has no logarithm"):
        compute_index(VALUES.assign(a=[4, -4]), tree(standardize={"method": "log_reference", "reference": 10}))


def test_specification_from_a_file(tmp_path):
    path = tmp_path / "spec.yml"
    path.write_text(
        "name: mine\nroot:\n  name: total\n  children:\n    - {name: a, standardize: {method: log_reference, reference: 1.0e2}}\n"
    )
    got = compute_index(VALUES, load_spec(path))
    assert got["total"].to_list() == pytest.approx([0, 100 * math.log(4) / math.log(100)])
    with pytest.raises(InputError, match="the file is missing"):
        load_spec(tmp_path / "none.yml")
    path.write_text("name: [")
    with pytest.raises(InputError, match="cannot be read"):
        load_spec(path)


def test_report_totals_follow_within_rounding():
    scores = cleaning.clean_scores(report.read_table(3)).set_index("city")
    spec = upper_levels(report_specification(cleaning.clean_weights(report.read_table(2))))
    got = compute_index(scores, spec)["total"]
    expected = 0.35 * scores["media"] + 0.25 * scores["social"] + 0.2 * scores["innovation"] + 0.2 * scores["cognition"]
    pd.testing.assert_series_equal(got, expected, check_names=False)
    assert (got - scores["total"]).abs().max() <= 0.01


def test_report_specification_reaches_the_indicators():
    weights = cleaning.clean_weights(report.read_table(2))
    scores = pd.DataFrame(np.arange(9.0)[None, :] + 50, columns=weights["indicator"])
    got = compute_index(scores, report_specification(weights))["total"][0]
    assert got == pytest.approx((scores.iloc[0].to_numpy() * weights["weight"].to_numpy()).sum())


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.lists(st.floats(0.1, 1), min_size=4, max_size=4))
def test_remaining_mean_holds_the_truth(scores, shares):
    weights = dict(zip("abcd", shares))
    dimension = pd.Series([np.average(scores, weights=shares)])
    known = {name: pd.DataFrame({"low": [score - 0.001], "high": [score + 0.001]}) for name, score in zip("ab", scores)}
    got = remaining_mean(dimension.round(2), known, weights, 0.005).iloc[0]
    truth = np.average(scores[2:], weights=shares[2:])
    assert got["low"] - 1e-9 <= truth <= got["high"] + 1e-9
    assert all(got["single_low"] - 1e-9 <= score <= got["single_high"] + 1e-9 for score in scores[2:])
