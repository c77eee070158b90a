import numpy as np
import pandas as pd

from analysis import results
from analysis.figures import scatter

GDP = results.read_processed("gdp")
FRAME = pd.DataFrame(
    {"city": GDP["city"], "gdp": GDP["gdp"] / 1e4, "total": GDP["total"]}
)
LINE = pd.Series({"const": 50.0, "gdp": 9.0})


def test_every_city_is_named_once_beside_its_point():
    picture = scatter.total_against_gdp(FRAME, LINE, LINE + 1, "wuhan")
    (axes,) = picture.figure.axes
    names = [text.get_text() for text in axes.texts if text.get_text()]
    assert len(names) == len(set(names)) == 15 and "Xi'an" in names
    points = axes.collections[0].get_offsets()
    assert np.asarray(points).tolist() == FRAME[["gdp", "total"]].to_numpy().tolist()
    heights = [line.get_ydata()[0] for line in axes.lines]
    least = FRAME["gdp"].min()
    np.testing.assert_allclose(heights, [50 + 9 * least, 51 + 10 * least])


def test_the_city_furthest_from_the_line_makes_the_headline():
    residuals = FRAME["total"] - 50 - 9 * FRAME["gdp"]
    place = residuals.abs().idxmax()
    assert FRAME.loc[place, "city"] == "wuhan"
    picture = scatter.total_against_gdp(FRAME, LINE, LINE, "wuhan")
    words = f"Wuhan lies furthest from the line of all cities: {residuals[place]:.1f} points"
    assert picture.alternative.startswith(words)


def test_two_cities_are_named_where_one_is_far_and_another_moves_the_line():
    table = pd.DataFrame(
        {
            "city": ["wuhan", "xian"],
            "residual": [-1.0, 3.0],
            "cooks_distance": [0.5, 0.1],
        }
    )
    picture = scatter.residuals_and_influence(table, pd.Series([60.0, 70.0]))
    assert picture.alternative.startswith("Xi'an lies furthest from the line; Wuhan")
    assert "0 of 2 cities lie above 4/n = 2.00" in picture.alternative
    left, right = picture.figure.axes
    assert [bar.get_width() for bar in right.patches] == [0.5, 0.1]
    assert left.collections[0].get_offsets()[:, 1].tolist() == [-1, 3]
