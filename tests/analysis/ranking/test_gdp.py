import itertools

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from analysis import results
from analysis.ranking import gdp
from compindex.errors import InputError

FRAME = results.read_processed("gdp")


def pearson(x, y):
    """Pearson's coefficient from its definition."""
    x, y = np.asarray(x, float) - np.mean(x), np.asarray(y, float) - np.mean(y)
    return (x * y).sum() / np.sqrt((x**2).sum() * (y**2).sum())


def test_pearson_by_its_definition():
    got = gdp.correlate(FRAME["total"], FRAME["gdp"], "pearson")
    r = pearson(FRAME["total"], FRAME["gdp"])
    t = r * np.sqrt(13 / (1 - r**2))
    assert got["estimate"] == pytest.approx(r)
    assert got["p_value"] == pytest.approx(2 * stats.t.sf(t, 13))
    z = 0.5 * np.log((1 + r) / (1 - r)) + np.array(
        [-1, 1]
    ) * 1.959963984540054 / np.sqrt(12)
    assert [got["ci_low"], got["ci_high"]] == pytest.approx(
        (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)
    )


def test_rank_correlations_by_their_definitions():
    x, y = FRAME["total"].rank(), FRAME["gdp"].rank()
    assert gdp.correlate(FRAME["total"], FRAME["gdp"], "spearman")[
        "estimate"
    ] == pytest.approx(pearson(x, y))
    signs = [
        np.sign(a[0] - b[0]) * np.sign(a[1] - b[1])
        for a, b in itertools.combinations(list(zip(x, y, strict=True)), 2)
    ]
    pairs, tied = len(signs), 1  # Hangzhou and Chengdu print the same total
    tau_b = sum(signs) / np.sqrt((pairs - tied) * pairs)
    assert gdp.correlate(FRAME["total"], FRAME["gdp"], "kendall")[
        "estimate"
    ] == pytest.approx(tau_b)


def test_table_leaves_each_city_out_once():
    got = gdp.correlation_table(FRAME)
    assert got.groupby("method").size().to_dict() == {
        "kendall": 16,
        "pearson": 16,
        "spearman": 16,
    }
    rest = FRAME[FRAME["city"] != "suzhou"]
    row = got.query("method == 'pearson' and sample == 'without_suzhou'").iloc[0]
    assert (row["n"], row["estimate"]) == (
        14,
        pytest.approx(pearson(rest["total"], rest["gdp"])),
    )
    assert got[got["method"] != "pearson"][["ci_low", "ci_high"]].isna().all(axis=None)


def test_influence_by_matrix_algebra():
    fit = sm.OLS(FRAME["total"], sm.add_constant(FRAME["gdp"])).fit()
    x = np.column_stack([np.ones(15), FRAME["gdp"]])
    inverse = np.linalg.inv(x.T @ x)
    residuals = FRAME["total"] - x @ (inverse @ x.T @ FRAME["total"])
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    influence = gdp.influence_of_cities(fit, FRAME).set_index("city").loc[FRAME["city"]]
    cook = (
        residuals**2 / (2 * (residuals**2).sum() / 13) * leverage / (1 - leverage) ** 2
    )
    assert influence["cooks_distance"].to_list() == pytest.approx(cook)
    assert influence["leverage"].to_list() == pytest.approx(leverage)


def test_wuhan_is_the_most_influential_and_holds_the_correlation_down():
    got = gdp.influence_of_cities(
        sm.OLS(FRAME["total"], sm.add_constant(FRAME["gdp"])).fit(), FRAME
    ).iloc[0]
    rest = FRAME[FRAME["city"] != "wuhan"]
    assert got["city"] == "wuhan"
    assert (
        got["r_without"] == pytest.approx(pearson(rest["total"], rest["gdp"]))
        and got["r_without"] > 0.9
    )


def test_a_higher_level_widens_the_interval():
    narrow, wide = (
        gdp.correlate(FRAME["total"], FRAME["gdp"], "pearson", level)
        for level in (0.9, 0.99)
    )
    assert wide["ci_low"] < narrow["ci_low"] < narrow["ci_high"] < wide["ci_high"]


def test_unknown_coefficient_is_refused():
    with pytest.raises(InputError, match="nearest: pearson"):
        gdp.correlate(FRAME["total"], FRAME["gdp"], "pearsons")
