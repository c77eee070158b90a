"""What the audits say, in words, of each city and of each border between places."""

import pandas as pd

from analysis.names import name_en
from analysis.robustness.pairs import NOISE, reversal_probability, subtract

SETTLED_BY = ("dominance", "noise_25", "noise_10")
SETTLES = {
    "noise_10": 3,
    "noise_25": 2,
    "any_weights": 1,
}  # how many of these settle a pair for an audit
PROBABLE = 0.95  # probability above which a place is called probable


def percent(share):
    """Write a share in percent, so that what is not certain never looks so.

    Examples
    --------
    >>> [percent(share) for share in (0.5, 1, 0.9995, 0.0004, 0)]
    ['50.0%', '100%', 'over 99.9%', 'under 0.1%', '0%']
    """
    if share in (0, 1):
        return f"{share:.0%}"
    return (
        "under 0.1%"
        if share < 0.0005
        else "over 99.9%"
        if share >= 0.9995
        else f"{share:.1%}"
    )


def _span(best, worst):
    """Write a range of places."""
    return f"place {best}" if best == worst else f"places {best} to {worst}"


def city_verdicts(ranges, pairs, undecided, probabilities, choice_ranks):
    """Say of each city what the index can tell of its place, and what it cannot.

    Parameters
    ----------
    ranges : pandas.DataFrame
        From `ranges.rank_ranges`.
    pairs : pandas.DataFrame
        From `pairs.pair_reversals`.
    undecided : list of tuple of str
        From `pairs.undecided_by_rounding`.
    probabilities : pandas.DataFrame
        From `ranks.place_probabilities`.
    choice_ranks : pandas.DataFrame
        From `choices.ranks`.

    Returns
    -------
    pandas.DataFrame
        ``city, rank, verdict, can_say, cannot_say``. The verdict is *firm* if no audit
        moves the city. Else it speaks of weights near the nominal ones: *settled* if
        neither rounding nor noise of 25 percent moves the city, *probable* if such
        noise does so with a probability below 5 percent, and *undecided* otherwise.
    """
    span = (
        ranges.set_index(["city", "audit"])[["best", "worst"]]
        .apply(tuple, axis=1)
        .unstack()
    )
    held = probabilities[probabilities["scheme"] == "noise_25"].set_index(
        ["city", "rank"]
    )["probability"]
    rows = []
    for city, place in ranges.drop_duplicates("city")[["city", "rank"]].itertuples(
        index=False
    ):
        stays = span.loc[city].map(lambda ends, alone=(place, place): ends == alone)
        near = (
            "settled"
            if stays["noise_25"]
            else "probable"
            if held[city, place] > PROBABLE
            else "undecided"
        )
        near = near if stays["rounding"] else "undecided"
        grade = "firm" if stays.all() else f"{near} near the nominal weights"
        weights, every, methods = (
            _span(*span.at[city, audit])
            for audit in ("noise_25", "any_weights", "choices")
        )
        can = f"{weights} with each weight off by up to 25%; {every} with any weights; {methods} with other methods"
        cannot = _rivals(city, pairs, undecided)
        same = (choice_ranks[city].dropna() == place).mean()
        if same < 1:
            cannot.append(
                f"place {place} whatever the method (it holds in {percent(same)} of the specifications)"
            )
        rows.append((city, place, grade, can, "; ".join(cannot)))
    return pd.DataFrame(
        rows, columns=["city", "rank", "verdict", "can_say", "cannot_say"]
    )


def _rivals(city, pairs, undecided):
    """Name the cities with which rounding or noise of 25 percent can exchange a city."""
    words = []
    for row in pairs[pairs[["city_a", "city_b"]].eq(city).any(axis=1)].itertuples():
        open_ = (row.city_a, row.city_b) in undecided
        if not open_ and row.probability == 0:
            continue
        other = name_en(row.city_b if row.city_a == city else row.city_a)
        reasons = []
        if open_:
            reasons.append("the printed decimals leave it open")
        if row.probability > 0:
            reasons.append(
                f"noise of 25% turns it with a probability of {percent(row.probability)}"
            )
        certain = "" if open_ or row.probability >= 1 - PROBABLE else " for certain"
        words.append(f"its order with {other}{certain} ({', and '.join(reasons)})")
    return words


def borders(order, pairs, undecided, totals, stays):
    """Audit each border between neighbouring places: can a city be moved across it?

    Parameters
    ----------
    order : list of str
        Cities by rank.
    pairs, undecided
        As for `city_verdicts`.
    totals : pandas.DataFrame
        From `choices.all_totals`.
    stays : pandas.DataFrame
        From `ranks.border_probabilities`.

    Returns
    -------
    pandas.DataFrame
        By the place above the border: the cities ``above`` and ``below`` it and their
        ``gap``; of the ``pairs`` of cities across it those that each audit leaves open,
        by its name; which one noise of 25 percent ``turns`` most easily, empty where it
        can turn none; the ``smallest_weight_change`` that brings a city level with one
        across it; and with what probability, by law of weights, and under what share of
        the specifications, ``choices``, the same cities lie above.
    """
    rows, ranked = [], totals[order]
    for place in range(1, len(order)):
        upper, lower = order[:place], order[place:]
        across = pairs[pairs["city_a"].isin(upper) & pairs["city_b"].isin(lower)]
        likeliest = across.loc[across["probability"].idxmax()]
        held = ranked[upper].min(axis=1) >= ranked[lower].max(axis=1)
        counted = ranked[upper].notna().any(axis=1) & ranked[lower].notna().any(axis=1)
        row = {"place": place, "above": upper[-1], "below": lower[0]}
        row["gap"] = across.set_index(["city_a", "city_b"]).at[
            (upper[-1], lower[0]), "gap"
        ]
        row["pairs"] = len(across)
        row["rounding"] = sum(
            pair in undecided
            for pair in zip(across["city_a"], across["city_b"], strict=True)
        )
        row |= {
            audit: int((~across["settled_by"].isin(SETTLED_BY[:upto])).sum())
            for audit, upto in SETTLES.items()
        }
        row["turns"] = (
            " and ".join(map(name_en, likeliest[["city_a", "city_b"]]))
            if likeliest["probability"]
            else ""
        )
        row["smallest_weight_change"] = across["smallest_weight_change"].min()
        row |= {f"stays_{law}": stays.at[place, law] for law in stays}
        rows.append(row | {"choices": float(held[counted].mean())})
    return (
        pd.DataFrame(rows).set_index("place")
        if rows
        else pd.DataFrame(columns=["above", "below", "gap"])
    )


def border_verdicts(table, named, edges, scores, weights, half_unit):
    """Say of each border between two tiers, and of the widest gap within one, what the
    audits leave of it.

    Parameters
    ----------
    table : pandas.DataFrame
        From `borders`.
    named : pandas.Series
        Tier by city.
    edges : list of float
        Lower ends of the tiers but the last.
    scores, weights
        As `inputs.checked` gives them.
    half_unit : float
        As for `pairs.pair_reversals`.

    Returns
    -------
    pandas.DataFrame
        By the place above the border: ``about`` (tier border, or widest gap within a
        tier), ``name``, ``verdict``.
    """
    rows, tiers = (
        {},
        [(named[row.above], named[row.below]) for row in table.itertuples()],
    )
    inside = table["gap"][[upper == lower for upper, lower in tiers]]
    for row, (upper, lower) in zip(table.itertuples(), tiers, strict=True):
        words = _border(row, half_unit)
        if upper != lower:
            words += "".join(
                _edge(edge, named <= upper, scores, weights)
                for edge in edges[upper - 1 : lower - 1]
            )
            rows[row.Index] = ("tier border", f"{upper} | {lower}", words)
        elif row.gap == inside.max():
            rows[row.Index] = (
                "widest gap within a tier",
                f"{row.above} | {row.below}",
                words,
            )
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["about", "name", "verdict"]
    )


def _border(row, half_unit):
    """Say what rounding, weights and methods do to a border of places."""
    apart = f"{name_en(row.above)} and {name_en(row.below)} are {row.gap:.2f} points apart, give or take {2 * half_unit:g} by rounding."
    kept = f"{percent(row.choices)} of the specifications keep the border."
    if not row.any_weights:
        return f"{apart} No weights at all move a city across. {kept}"
    near = "100% under noise of 25%"
    if row.noise_25:
        which = (
            "only"
            if row.noise_25 == 1
            else f"{row.noise_25} of {row.pairs} pairs, most easily"
        )
        near = f"{_drawn(row.stays_noise_25)} under noise of 25% ({which} {row.turns} can exchange places)"
    return (
        f"{apart} The same cities stay above with a probability of {near}, {_drawn(row.stays_dirichlet)} under Dirichlet "
        f"weights, and {_drawn(row.stays_uniform)} with all weights equally likely. It takes "
        f"{50 * row.smallest_weight_change:.1f} of the 100 points of weight, moved between dimensions, for two cities across it "
        f"to tie. {kept}"
    )


def _drawn(share):
    """Write a share of draws where the other outcome is possible, though no draw need
    have shown it.
    """
    return percent(min(max(share, 1e-9), 1 - 1e-9))


def _edge(edge, above, scores, weights):
    """Name the cities that noise of 25 percent can carry across an edge of totals, with
    the exact probabilities.
    """
    crossing = []
    for city, is_above in above.items():
        ends = (scores.loc[city], [edge] * len(weights))
        chance = reversal_probability(
            subtract(*ends if is_above else ends[::-1]), weights, NOISE["noise_25"]
        )
        if chance:
            crossing.append(
                f"{name_en(city)} {'below' if is_above else 'above'} ({percent(chance)})"
            )
    return f" With a fixed edge at {edge:g} points, noise of 25% can carry {', '.join(crossing) or 'no city across'}."


def together(cities, border_words):
    """Join the verdicts on cities and on borders into one table.

    Parameters
    ----------
    cities : pandas.DataFrame
        From `city_verdicts`.
    border_words : pandas.DataFrame
        From `border_verdicts`.

    Returns
    -------
    pandas.DataFrame
        ``about`` (city, tier border, widest gap within a tier), ``name``, ``verdict``.
    """
    open_ = [
        f" Cannot say: {words}." if words else "" for words in cities["cannot_say"]
    ]
    words = [
        f"{row.verdict}. Can say: {row.can_say}.{rest}"
        for row, rest in zip(cities.itertuples(), open_, strict=True)
    ]
    words = [sentence[0].upper() + sentence[1:] for sentence in words]
    first = pd.DataFrame({"about": "city", "name": cities["city"], "verdict": words})
    return pd.concat([first, border_words], ignore_index=True)
