"""Pictures of the regression of totals on GDP."""

from itertools import product

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.figures import style
from analysis.figures.labels import Labels
from analysis.figures.steps import city_rows
from compindex.rounding import half_up

# Where a name may stand beside its point, in printer's points, the best place first.
_PLACES = [
    (x, y, side, level)
    for distance in (5, 9, 14, 20, 26)
    for (x, side), (y, level) in product(
        ((distance, "left"), (-distance, "right"), (0, "center")),
        ((0, "center"), (distance, "bottom"), (-distance, "top")),
    )
    if x or y
]


def name_points(
    axes: Axes, names: list[str], points: np.ndarray, others: np.ndarray
) -> None:
    """Write a name beside each point, where it covers neither a point, nor another name,
    nor one of other points (on lines, say).
    """
    axes.figure.draw_without_rendering()
    axes.figure.draw_without_rendering()
    dots, lines = axes.transData.transform(points), axes.transData.transform(others)
    inside, taken = axes.get_window_extent().extents, np.empty((0, 4))
    for name, point, dot in zip(names, points, dots, strict=True):
        boxes = _boxes(axes, name, point, dot)
        costs = [_cost(box, dots, lines, taken, inside) for box in boxes]
        best = int(np.argmin(costs))
        taken = np.vstack([taken, boxes[best]])
        _named(axes, name, point, _PLACES[best])
        if max(map(abs, _PLACES[best][:2])) > 9:
            _lead(axes, point, _PLACES[best])


def _boxes(axes: Axes, name: str, point: np.ndarray, dot: np.ndarray) -> np.ndarray:
    """Give what a name would cover at each of its places, in pixels: left, bottom,
    right, top. It is measured once.
    """
    text = _named(axes, name, point, _PLACES[0])
    size = np.array(text.get_window_extent().size)
    text.remove()
    # The share of the name that lies left of, or below, where it is held.
    shares = {"left": 0, "bottom": 0, "center": 0.5, "right": 1, "top": 1}
    held = np.array([[shares[side], shares[level]] for *_, side, level in _PLACES])
    offsets = np.array([place[:2] for place in _PLACES]) * axes.figure.dpi / 72
    corners = dot + offsets - held * size
    return np.hstack([corners, corners + size])


def _named(axes: Axes, name: str, point: np.ndarray, place: tuple) -> Text:
    """Write a name at one of the places beside its point."""
    x, y, side, level = place
    look = {"textcoords": "offset points", "ha": side, "va": level}
    return axes.annotate(name, point, (x, y), **look)


def _lead(axes: Axes, point: np.ndarray, place: tuple) -> None:
    """Draw a line from a point to a name that stands further off."""
    x, y, _, _ = place
    line = {"arrowstyle": "-", "color": style.LIGHT, "linewidth": 0.6}
    line |= {"shrinkA": 0, "shrinkB": 3}
    axes.annotate("", point, (x, y), textcoords="offset points", arrowprops=line)


def _cost(
    box: np.ndarray,
    dots: np.ndarray,
    lines: np.ndarray,
    taken: np.ndarray,
    inside: np.ndarray,
) -> int:
    """Weigh what a text covers: a line, worse a dot or another text, or an axis."""
    low, high = box[:2] - 2, box[2:] + 2
    within = (low >= inside[:2]).all() and (high <= inside[2:]).all()
    covered = _within(dots, low - 3, high + 3).sum()
    covered += ((taken[:, :2] <= high) & (low <= taken[:, 2:])).all(axis=1).sum()
    crossed = _within(lines, low, high).any()
    return 10 * covered + 4 * crossed + 100 * (not within)


def _within(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Tell which points lie in a box."""
    return ((low <= points) & (points <= high)).all(axis=1)


@style.drawn
def total_against_gdp(
    frame: pd.DataFrame,
    of_all: pd.Series,
    without: pd.Series,
    left_out: str,
    *,
    say: Labels,
) -> tuple[Figure, str]:
    """Draw total over GDP with two regression lines: of all cities, and without one."""
    residuals = frame["total"] - (of_all.iloc[0] + of_all.iloc[1] * frame["gdp"])
    furthest = residuals.abs().idxmax()
    side = say("above" if residuals[furthest] > 0 else "below")
    words = {"city": say.city(frame.loc[furthest, "city"]), "side": side}
    points = half_up(abs(residuals[furthest]), 1)
    headline = say("gdp headline", points=points, **words)
    figure, axes = style.headed(4.2, headline, say("gdp below"))
    axes.scatter(frame["gdp"], frame["total"], color=style.BLUE, s=26, zorder=3)
    ends = np.linspace(frame["gdp"].min(), frame["gdp"].max(), 200)
    names = (
        say("line of all", count=len(frame)),
        say("line without", city=say.city(left_out)),
    )
    lines = []
    for line, name, dashes in zip(
        (of_all, without), names, ("-", (0, (5, 3))), strict=True
    ):
        heights = line.iloc[0] + line.iloc[1] * ends
        look = {"color": style.GREY, "linewidth": 1, "linestyle": dashes, "label": name}
        axes.plot(ends, heights, **look)
        lines.append(np.column_stack([ends, heights]))
    axes.set(xlabel=say("gdp axis"), ylabel=say("total axis"))
    axes.margins(x=0.09)
    axes.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    cities = [say.city(city) for city in frame["city"]]
    name_points(axes, cities, frame[["gdp", "total"]].to_numpy(), np.concatenate(lines))
    slopes = half_up(of_all.iloc[1]), half_up(without.iloc[1])
    told = dict(zip(("slope", "slope_without"), slopes, strict=True))
    told |= {"count": len(frame), "left_out": say.city(left_out)}
    return figure, say("gdp alternative", headline=headline, **told)


@style.drawn
def residuals_and_influence(
    table: pd.DataFrame, fitted: pd.Series, *, say: Labels
) -> tuple[Figure, str]:
    """Draw the residuals over the fitted totals, and Cook's distance of each city, the
    largest first.
    """
    furthest = table.loc[table["residual"].abs().idxmax(), "city"]
    largest = table.loc[table["cooks_distance"].idxmax(), "city"]
    key = "influence headline" if furthest == largest else "influence headline, two"
    words = {"city": say.city(furthest), "other": say.city(largest)}
    headline = say(key, **words)
    options = {"rows": 1, "columns": 2, "width_ratios": [1.5, 1]}
    figure, (left, right) = style.headed(
        4.2, headline, say("influence below"), **options
    )
    left.axhline(0, color=style.LIGHT, linewidth=0.8)
    left.scatter(fitted, table["residual"], color=style.BLUE, s=26, zorder=3)
    left.set(xlabel=say("fitted axis"), ylabel=say("residual axis"))
    left.margins(x=0.15, y=0.12)
    cities = [say.city(city) for city in table["city"]]
    rows = city_rows(right, cities)
    right.barh(rows, table["cooks_distance"], color=style.BLUE, height=0.7)
    limit = 4 / len(table)
    right.axvline(limit, color=style.GREY, linestyle="--", linewidth=1)
    right.set(xlabel=say("cook axis"))
    across = np.linspace(*left.get_xlim(), 200)
    points = np.column_stack([fitted, table["residual"]])
    name_points(left, cities, points, np.column_stack([across, 0 * across]))
    over = int((table["cooks_distance"] > limit).sum())
    told = {"largest": half_up(table["cooks_distance"].max()), "limit": half_up(limit)}
    told |= {"over": over, "count": len(table)}
    return figure, say("influence alternative", headline=headline, **told)
