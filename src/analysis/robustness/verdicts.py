"""What the audits say of each city and of each border between places, as ranges and in words."""

import pandas as pd

from analysis.names import name_en

# An audit leaves open the pairs that nothing in its list settles.
SETTLES = {
    "noise_10": ("dominance", "noise_25", "noise_10"),
    "noise_25": ("dominance", "noise_25"),
    "any_weights": ("dominance",),
}
PROBABLE = 0.95  # probability from which a place is called probable


def open_pairs(pairs, undecided):
    """List for each audit the pairs whose order it leaves open.

    Parameters
    ----------
    pairs : pandas.DataFrame
        From `pairs.pair_reversals`.
    undecided : list of tuple of str
        From `pairs.undecided_by_rounding`.

    Returns
    -------
    dict of str to list of tuple
        Pairs by audit: ``rounding``, and the keys of `SETTLES`.
    """
    found = {audit: pairs[~pairs["settled_by"].isin(settled)] for audit, settled in SETTLES.items()}
    return {"rounding": undecided} | {audit: list(zip(part["city_a"], part["city_b"])) for audit, part in found.items()}


def rank_ranges(order, pairs, undecided, choice_ranks):
    """Bound the rank of every city under each audit.

    Parameters
    ----------
    order : list of str
        Cities by rank.
    pairs, undecided
        As for `open_pairs`.
    choice_ranks : pandas.DataFrame
        From `choices.ranks`.

    Returns
    -------
    pandas.DataFrame
        ``city, rank, audit, best, worst``. For rounding and weights, from the pairs: a city cannot leave the range, but not
        all places in it need be reached. For ``choices``, the best and the worst of all specifications.
    """
    rows = []
    for audit, found in open_pairs(pairs, undecided).items():
        for place, city in enumerate(order, 1):
            best = place - sum(below == city for _, below in found)
            rows.append((city, place, audit, best, place + sum(above == city for above, _ in found)))
    for place, city in enumerate(order, 1):
        rows.append((city, place, "choices", int(choice_ranks[city].min()), int(choice_ranks[city].max())))
    return pd.DataFrame(rows, columns=["city", "rank", "audit", "best", "worst"])


def percent(share):
    """Write a share in percent, so that what is not certain never looks so.

    Examples
    --------
    >>> [percent(share) for share in (0.5, 1, 0.99996, 0.00005, 0)]
    ['50.0%', '100%', 'over 99.9%', 'under 0.1%', '0%']
    """
    if share in (0, 1):
        return f"{share:.0%}"
    return "under 0.1%" if share < 0.0005 else "over 99.9%" if share > 0.9995 else f"{share:.1%}"


def _span(best, worst):
    """Write a range of places."""
    return f"place {best}" if best == worst else f"places {best} to {worst}"


def city_verdicts(ranges, pairs, undecided, probabilities, choice_ranks):
    """Say of each city what the index can tell of its place, and what it cannot.

    Parameters
    ----------
    ranges : pandas.DataFrame
        From `rank_ranges`.
    pairs, undecided, choice_ranks
        As for `rank_ranges`.
    probabilities : pandas.DataFrame
        From `ranks.place_probabilities`.

    Returns
    -------
    pandas.DataFrame
        ``city, rank, verdict, can_say, cannot_say``. The verdict is *firm* if neither weights nor choices move the city,
        *settled near the nominal weights* if noise of 25 percent on them cannot, *probable* if it leaves the place with a
        probability below 5 percent, else *undecided*.
    """
    span = ranges.set_index(["city", "audit"])[["best", "worst"]].apply(tuple, axis=1)
    held = probabilities[probabilities["scheme"] == "noise_25"].set_index(["city", "rank"])["probability"]
    rows = []
    for city, place in ranges.drop_duplicates("city")[["city", "rank"]].itertuples(index=False):
        near, every = span[city, "noise_25"], (span[city, "any_weights"], span[city, "choices"])
        grade = "probable" if held[city, place] >= PROBABLE else "undecided"
        grade = "settled near the nominal weights" if near == (place, place) else grade
        grade = "firm" if every == ((place, place),) * 2 else grade
        can = f"{_span(*near)} for weights within 25%; {_span(*every[0])} for any; {_span(*every[1])} over the specifications"
        same = percent((choice_ranks[city].dropna() == place).mean())
        cannot = _rivals(city, pairs, undecided) + (
            []
            if same == "100%"
            else [f"whether place {place} is due to the method (it holds under {same} of the specifications)"]
        )
        rows.append((city, place, grade, can, "; ".join(cannot)))
    return pd.DataFrame(rows, columns=["city", "rank", "verdict", "can_say", "cannot_say"])


def _rivals(city, pairs, undecided):
    """Name the cities with which noise of 25 percent can exchange a city, and how probable that is."""
    near = pairs[(pairs["probability"] > 0) & pairs[["city_a", "city_b"]].eq(city).any(axis=1)]
    words = []
    for row in near.itertuples():
        other = row.city_b if row.city_a == city else row.city_a
        rounding = ", and rounding leaves it open" if (row.city_a, row.city_b) in undecided else ""
        words.append(f"the order with {name_en(other)} (turns with a probability of {percent(row.probability)}{rounding})")
    return words


def borders(order, pairs, undecided, totals):
    """Audit each border between neighbouring places: can a city be moved across it?

    Parameters
    ----------
    order : list of str
        Cities by rank.
    pairs, undecided
        As for `open_pairs`.
    totals : pandas.DataFrame
        From `choices.all_totals`.

    Returns
    -------
    pandas.DataFrame
        By the place above the border: the cities ``above`` and ``below`` it and their ``gap``; of the ``pairs`` of cities across it
        those that each audit leaves open, by its name; ``probability``, the largest with which noise of 25 percent turns one
        of them, and ``turns``, which one that is, empty where none can; ``smallest_weight_change`` that moves a city across; and the share of
        specifications under which the same cities lie above, ``choices``.
    """
    found, rows = open_pairs(pairs, undecided), []
    ranked = totals[order]
    for place in range(1, len(order)):
        upper, lower = order[:place], order[place:]
        across = pairs[pairs["city_a"].isin(upper) & pairs["city_b"].isin(lower)]
        likeliest = across.loc[across["probability"].idxmax()]
        held = ranked[upper].min(axis=1) >= ranked[lower].max(axis=1)
        counted = ranked[upper].notna().any(axis=1) & ranked[lower].notna().any(axis=1)
        row = {"place": place, "above": upper[-1], "below": lower[0]}
        row["gap"] = across.set_index(["city_a", "city_b"]).at[(upper[-1], lower[0]), "gap"]
        row["pairs"] = len(across)
        row |= {audit: sum(a in upper and b in lower for a, b in some) for audit, some in found.items()}
        row["probability"] = likeliest["probability"]
        row["turns"] = " and ".join(map(name_en, likeliest[["city_a", "city_b"]])) if likeliest["probability"] else ""
        row["smallest_weight_change"] = across["smallest_weight_change"].min()
        rows.append(row | {"choices": float(held[counted].mean())})
    columns = ["place", "above", "below", "gap", "pairs", *found, "probability", "turns", "smallest_weight_change", "choices"]
    return pd.DataFrame(rows, columns=columns).set_index("place")


def tier_border_verdicts(table, named, edges, tier_probabilities, half_unit):
    """Say of each border between two tiers what the audits leave of it.

    Parameters
    ----------
    table : pandas.DataFrame
        From `borders`.
    named : pandas.Series
        Tier by city.
    edges : list of float
        Lower ends of the tiers but the last.
    tier_probabilities : pandas.DataFrame
        From `ranks.place_probabilities` with these edges.
    half_unit : float
        As for `pairs.pair_reversals`.

    Returns
    -------
    pandas.Series
        A sentence or two by border, such as ``3 | 4``.
    """
    stays = tier_probabilities[tier_probabilities["scheme"] == "noise_25"].set_index(["city", "tier"])["probability"]
    words = {}
    for row in table.itertuples():
        upper, lower = named[row.above], named[row.below]
        if upper == lower:
            continue
        noise = f"{row.noise_25} of the {row.pairs} pairs across it can turn, likeliest {row.turns} ({percent(row.probability)})"
        change = "no weights move a city across it"
        if row.any_weights:
            change = f"the nearest weights that move a city across it differ by {row.smallest_weight_change:.3f} in sum"
        bands = ", ".join(f"{name_en(city)} {percent(stays[city, named[city]])}" for city in (row.above, row.below))
        words[f"{upper} | {lower}"] = (
            f"{name_en(row.above)} and {name_en(row.below)} are {row.gap:.2f} points apart; rounding can change that by at "
            f"most {2 * half_unit:g}. As places: under noise of 25% {noise if row.noise_25 else 'no pair across it can turn'}; {change}; "
            f"it survives {percent(row.choices)} of the specifications. As a band from {edges[upper - 1]:g} points: the probability "
            f"that noise of 25% leaves the neighbours in their tiers is {bands}."
        )
    return pd.Series(words, name="verdict").rename_axis("border")


def together(cities, tier_borders):
    """Join the verdicts on cities and on borders of tiers into one table.

    Parameters
    ----------
    cities : pandas.DataFrame
        From `city_verdicts`.
    tier_borders : pandas.Series
        From `tier_border_verdicts`.

    Returns
    -------
    pandas.DataFrame
        ``about`` (city or tier border), ``name``, ``verdict``.
    """
    open_ = [f" Cannot say: {words}." if words else "" for words in cities["cannot_say"]]
    words = [f"{row.verdict}. Can say: {row.can_say}.{rest}" for row, rest in zip(cities.itertuples(), open_)]
    words = [sentence[0].upper() + sentence[1:] for sentence in words]
    first = pd.DataFrame({"about": "city", "name": cities["city"], "verdict": words})
    second = pd.DataFrame({"about": "tier border", "name": tier_borders.index, "verdict": tier_borders.to_list()})
    return pd.concat([first, second], ignore_index=True)
