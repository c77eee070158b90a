"""The report's five figures. Each function draws one and returns it; `outputs` saves
it.

The numbers that a figure plots are a table of their own (series, x, y, provenance),
made first and drawn second, so that what is published beside the picture is what the
picture shows.
"""

import numpy as np
import pandas as pd
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.coverage import EVENTS
from analysis.names import DIMENSIONS, MONTHS
from analysis.style import TIER_COLOURS
from compindex.errors import InputError
from compindex.numerals import half_up
from compindex.style import canvas, styled

SERIES_COLOURS = {"wuhan": "#0072b2", "beijing": "#d55e00", "others": "#333333"}
DIMENSION_LABELS = {
    "media": "Media\ncommunication",
    "social": "Comprehensive\nsocial",
    "innovation": "Communication\ninnovation",
    "cognition": "Global\ncognition",
}


def plotted_by_tier(statistics, column, known="derived", tiers=range(1, 6)):
    """Take the numbers of Figures 1, 4 and 5 from the statistics of the tiers.

    Parameters
    ----------
    statistics : pandas.DataFrame
        From `tiers.tier_statistics`.
    column : {"mean", "sd"}
        The statistic to plot.
    known : str
        Provenance of the scores behind it.
    tiers : iterable of int
        The tiers to show.

    Returns
    -------
    pandas.DataFrame
        ``series`` (tier), ``x`` (dimension), ``y`` (points), ``provenance``.
    """
    shown = statistics[statistics["tier"].isin(list(tiers))]
    return pd.DataFrame(
        {
            "series": shown["tier"],
            "x": shown["dimension"],
            "y": shown[column],
            "provenance": known,
        }
    )


@styled
def tier_gap(plotted, totals, sizes):
    """Draw Figure 1: the mean scores of the first and the last tier, and the gap
    between them.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`, two tiers.
    totals : pandas.Series
        Mean total by tier, for the title.
    sizes : pandas.Series
        Number of cities by tier.

    Returns
    -------
    matplotlib.figure.Figure
    """
    if plotted["series"].nunique() != 2:
        raise InputError(
            f"all cities are in tier {plotted['series'].iloc[0]}",
            "tier edges that part them",
            file="tier_edges",
        )
    first, last = sorted(plotted["series"].unique())
    wide = plotted.pivot(index="x", columns="series", values="y").loc[
        list(DIMENSIONS.values())[::-1]
    ]
    figure, axes = canvas(7.2, 3.2)
    rows = np.arange(len(wide))
    axes.hlines(rows, wide[last], wide[first], color="0.8", linewidth=5, zorder=1)
    for tier, offset, side in ((last, -9, "right"), (first, 9, "left")):
        axes.scatter(
            wide[tier],
            rows,
            color=TIER_COLOURS[tier],
            edgecolor="0.2",
            linewidth=0.5,
            s=75,
            zorder=2,
        )
        for row, score in zip(rows, wide[tier], strict=True):
            _note(axes, half_up(score), (score, row), (offset, 0), ha=side, va="center")
        _note(
            axes,
            f"Tier {tier} (n = {sizes[tier]})",
            (wide[tier].iloc[-1], rows[-1]),
            (0, 10),
            ha="center",
            weight="bold",
        )
    for row, low, high in zip(rows, wide[last], wide[first], strict=True):
        _note(
            axes,
            f"gap {half_up(high - low)}",
            ((low + high) / 2, row),
            (0, 5),
            ha="center",
            fontsize=8,
        )
    axes.set_yticks(rows, [DIMENSION_LABELS[name] for name in wide.index])
    least, most = wide.min(axis=None), wide.max(axis=None)
    # With room for the numbers.
    low, high = (
        30 if least > 35 else least - 20,
        100 if most < 95 else most + 15,
    )
    axes.set(
        xlim=(low, high),
        ylim=(-0.5, len(wide) - 0.3),
        xlabel="Mean score (points)" + _mark(plotted),
    )
    # Three decimals, since the second one of the last tier's mean is a tie that either
    # rounding may settle.
    shown = [
        half_up(value, 3)
        for value in (totals[first], totals[last], totals[first] - totals[last])
    ]
    axes.set_title(
        f"Mean total: tier {first} {shown[0]}, tier {last} {shown[1]}, difference {shown[2]} points"
    )
    axes.tick_params(axis="y", length=0)
    return figure


def _mark(plotted):
    """Say beside the name of an axis that what is drawn along it is synthetic, if it
    is.
    """
    return (
        ", from SYNTHETIC raw counts"
        if (plotted["provenance"] == "synthetic").any()
        else ""
    )


def _note(axes, text, point, offset, **options):
    """Write a text at a point, moved by an offset in printer's points."""
    axes.annotate(text, point, offset, textcoords="offset points", **options)


@styled
def tier_panels(plotted, label, notes, sizes):
    """Draw Figure 4 or 5: one statistic of every tier, a panel for each dimension.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`.
    label : str
        Name of the statistic, with its unit.
    notes : dict of str to str
        A line under each dimension's name.
    sizes : pandas.Series
        Number of cities by tier.

    Returns
    -------
    matplotlib.figure.Figure
    """
    import seaborn as sns  # here, because it takes a second and Figures 2 and 3 do without

    figure, panels = canvas(7.6, 2.9, 1, len(DIMENSIONS), sharex=True, sharey=True)
    bars = {
        "x": "y",
        "y": "series",
        "hue": "series",
        "palette": TIER_COLOURS,
        "orient": "h",
        "legend": False,
    }
    for axes, dimension in zip(panels, DIMENSIONS.values(), strict=True):
        sns.barplot(
            plotted[plotted["x"] == dimension],
            **bars,
            width=0.75,
            saturation=1,
            ax=axes,
        )
        for container in axes.containers:
            axes.bar_label(container, fmt=half_up, padding=2, fontsize=8)
        axes.set(
            xlabel="",
            ylabel="",
            xlim=(min(0, 1.4 * plotted["y"].min()), 1.4 * plotted["y"].max()),
        )
        axes.set_title(f"{DIMENSION_LABELS[dimension]}\n{notes[dimension]}")
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(
        range(len(sizes)), [f"Tier {tier} (n = {n})" for tier, n in sizes.items()]
    )
    figure.supxlabel(label + _mark(plotted), fontsize=9)
    return figure


def plotted_coverage(table, spans, series, band=None):
    """Take the numbers of Figures 2 and 3.

    Parameters
    ----------
    table : pandas.DataFrame
        From `coverage.with_reports`.
    spans : pandas.DataFrame
        From `coverage.published_spans`.
    series : list of str
        The series to show.
    band : pandas.DataFrame, optional
        From `disaggregation.band`, where the path is synthetic.

    Returns
    -------
    pandas.DataFrame
        ``series, x, y, low, high, provenance``: a row for each month. The series
        ``<name>_printed`` repeats a printed value over the months of the window that it
        describes; it is the mean of those months, not their value.
    """
    paths = table[table["series"].isin(series)].drop(columns=["low", "high"])
    ends = (
        pd.DataFrame(columns=["series", "month", "low", "high"], dtype=float)
        if band is None
        else band
    )
    paths = paths.merge(
        ends.astype({"series": str, "month": str}), how="left", on=["series", "month"]
    )
    printed = [
        {
            "series": f"{span.series}_printed",
            "month": month,
            "reports": span.reports,
            "provenance": span.provenance,
        }
        for span in spans[spans["series"].isin(series)].itertuples()
        for month in MONTHS
        if span.start <= month <= span.end
    ]
    rows = pd.concat([paths, pd.DataFrame(printed)], ignore_index=True)
    return rows.rename(columns={"month": "x", "reports": "y"})[
        ["series", "x", "y", "low", "high", "provenance"]
    ]


@styled
def coverage_panels(plotted, spans, bounds, titles, scale="linear", note=""):
    """Draw Figure 2 or 3: what is printed in full ink, the path thin, the band light,
    and what is possible in words.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_coverage`.
    spans, bounds : pandas.DataFrame
        From `coverage.published_spans` and `coverage.monthly_bounds`.
    titles : dict of str to str
        Heading of each series, a panel for each.
    scale : {"linear", "log"}
        Scale of the reports.
    note : str
        What the reader must know; stands above the picture.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, (panels,) = canvas(7.6, 4.2, 1, len(titles), sharey=True, squeeze=False)
    for axes, (series, title) in zip(panels, titles.items(), strict=True):
        colour = SERIES_COLOURS[series]
        _draw_path(axes, plotted[plotted["series"] == series], colour, labelled=True)
        for span in spans[spans["series"] == series].itertuples():
            _draw_printed(axes, span, colour)
        _tell_bounds(axes, bounds[bounds["series"] == series])
        _mark_events(axes)
        axes.set_title(title, weight="bold", color=colour, pad=14)
        _month_axis(axes, every=1 if len(titles) == 1 else 2)
    shown = plotted.loc[plotted["y"] > 0, ["y", "low", "high"]]
    top = shown.max(axis=None)
    limits = (
        (-0.16 * top, 1.1 * top)
        if scale == "linear"
        else (shown.min(axis=None) / 5, 2.5 * top)
    )
    label = "Foreign media reports a month"
    if scale == "log":
        label += " (log scale)"
    panels[0].set(yscale=scale, ylim=limits, ylabel=label)
    panels[0].yaxis.set_minor_formatter(NullFormatter())
    panels[0].yaxis.set_major_formatter(
        FuncFormatter(lambda reports, _: f"{reports:,.0f}" if reports >= 0 else "")
    )
    events = "; ".join(
        f"{pd.Timestamp(day).day} {pd.Timestamp(day):%b}, {name}"
        for day, name in EVENTS.items()
    )
    figure.suptitle(
        f"{note}\nDotted, from public record: {events}.", x=0.01, ha="left", fontsize=8
    )
    return figure


@styled
def coverage_overview(plotted, names):
    """Draw the path of every city and its band, a small panel for each, every panel on
    its own scale.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_coverage`.
    names : dict of str to str
        Name of each series, in the order of the panels.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, panels = canvas(7.6, 4.6, 3, 5, sharex=True)
    for axes, (series, name) in zip(panels.flat, names.items(), strict=True):
        rows = plotted[plotted["series"] == series]
        _draw_path(
            axes,
            rows,
            SERIES_COLOURS.get(series, SERIES_COLOURS["others"]),
            labelled=False,
        )
        axes.set_title(
            f"{name}\n{' and '.join(sorted(set(rows['provenance']), reverse=True))}",
            fontsize=8,
        )
        axes.set_xticks([0, 6, 11], ["Jul", "Jan", "Jun"])
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(
            FuncFormatter(lambda reports, _: f"{reports / 1000:g}k" if reports else "0")
        )
        axes.tick_params(labelsize=7)
    figure.supylabel("Foreign media reports a month", fontsize=9)
    return figure


def _draw_path(axes, rows, colour, labelled):
    """Draw monthly values and the band around them, and label both."""
    supplied = rows["provenance"].eq("supplied").all()
    months = [MONTHS.index(month) for month in rows["x"]]
    low, high = rows["low"].astype(float), rows["high"].astype(float)
    axes.fill_between(months, low, high, color=colour, alpha=0.13, linewidth=0)
    axes.plot(
        months,
        rows["y"],
        color=colour,
        linewidth=1.5 if supplied else 0.7,
        linestyle="-" if supplied else (0, (5, 2)),
    )
    if labelled:
        text = "supplied" if supplied else "synthetic path:\nmade here,\nnot data"
        look = {"color": colour, "fontsize": 7, "style": "italic"}
        _note(
            axes,
            text,
            (11, rows["y"].iloc[-1]),
            (7, 0 if supplied else -7),
            va="center" if supplied else "top",
            **look,
        )
        if low.notna().all():
            text = "synthetic:\n90% of the\nrandom paths"
            _note(axes, text, (0.1, low.iloc[0]), (0, 3), va="bottom", **look)


def _draw_printed(axes, span, colour):
    """Draw a printed mean as a level over its months, or a printed month as a point,
    with its label.
    """
    start, end = _position(span.start), _position(span.end)
    if span.start == span.end:
        axes.plot(start, span.reports, "o", color=colour, markersize=8)
        words = pd.Period(span.start).strftime("%b %Y")
    else:
        axes.hlines(span.reports, start - 0.4, end + 0.4, color=colour, linewidth=3)
        cut = "" if span.start in MONTHS else "\n(drawn from July)"
        months = (
            pd.Period(span.start).strftime("%b"),
            pd.Period(span.end).strftime("%b %Y"),
        )
        words = f"mean of {'–'.join(months)}{cut}"
    text = f"{span.reports:,.{0 if span.reports >= 1000 else 1}f}\n{words}"
    look = {
        "ha": "center",
        "va": "bottom",
        "color": colour,
        "fontsize": 8,
        "weight": "bold",
    }
    _note(
        axes,
        text,
        ((start + end) / 2, span.reports),
        (0, 5),
        path_effects=[withStroke(linewidth=2, foreground="white")],
        **look,
    )


def _tell_bounds(axes, rows):
    """Say below each run of months how low and how high the printed numbers let any of
    them be.
    """
    words = [
        f"any month can be\n0 to {high:,.0f}"
        if pd.notna(high)
        else "any month can be\n0 and up: no limit printed"
        for high in rows["high"]
    ]
    words = [
        "printed" if low == high else text
        for text, low, high in zip(words, rows["low"], rows["high"], strict=True)
    ]
    runs = [
        place
        for place in range(len(words))
        if place == 0 or words[place] != words[place - 1]
    ]
    look = {
        "transform": axes.get_xaxis_transform(),
        "fontsize": 7,
        "color": "0.35",
        "ha": "center",
        "va": "bottom",
    }
    for start, end in zip(runs, [*runs[1:], len(words)], strict=True):
        if end - start > 1:  # a single month leaves no room
            axes.plot(
                [start - 0.4, end - 0.6],
                [0.095] * 2,
                transform=look["transform"],
                color="0.35",
                linewidth=0.6,
            )
            axes.text((start + end - 1) / 2, 0.01, words[start], **look)


def _mark_events(axes):
    """Mark the events from public record, by their dates."""
    for day in EVENTS:
        date = pd.Timestamp(day)
        place = MONTHS.index(day[:7]) + (date.day - 1) / date.days_in_month - 0.5
        axes.axvline(place, color="0.6", linewidth=0.7, linestyle=":", zorder=0)
        where = {
            "transform": axes.get_xaxis_transform(),
            "ha": "center",
            "va": "bottom",
        }
        axes.text(place, 1.0, f"{date.day} {date:%b}", fontsize=7, color="0.4", **where)


def _month_axis(axes, every):
    """Name the months, and leave room on the right for labels."""
    names = [
        pd.Period(month).strftime("%b\n%Y" if month[-2:] in ("07", "01") else "%b")
        for month in MONTHS
    ]
    axes.set_xticks(range(0, len(MONTHS), every), names[::every])
    axes.set_xlim(-0.6, 13.2 if every == 1 else 14.6)


def _position(month):
    """Place a month on the axis; months before the window stand at its beginning."""
    return MONTHS.index(month) if month in MONTHS else 0
