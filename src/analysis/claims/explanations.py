"""Explanations of what the recomputations found: probable causes of contradictions, and
remarks on what holds.

Every number in them is computed; causes and notes without numbers stand in the
register. A cause names what was probably done and the evidence for it, and claims no
more.
"""

from functools import partial

import numpy as np

from analysis.claims.dimensions import deviation, margin_over_mean, tier_means
from analysis.claims.platforms import five_months_mean, followers
from analysis.claims.printed import PLATFORMS
from analysis.claims.totals import level
from analysis.names import ADMIN_LEVELS, name_en
from compindex import bands
from compindex.intervals import mean
from compindex.numerals import half_up, number
from compindex.readings import rank


def span(interval, decimals=3):
    """Write an interval in words."""
    return f"between {half_up(interval.low, decimals)} and {half_up(interval.high, decimals)}"


def gap_in_bands(printed):
    """Say whether half-open bands would take every city where it is named."""
    edges = [
        number(printed.prose[f"tier_{tier}_band"].split()[0]) for tier in range(1, 5)
    ]
    fits = bands.assign_tiers(printed.scores["total"].value, edges).equals(
        printed.named[printed.ranks.index]
    )
    said = "The stated bands leave gaps between them; probably whole points were meant."
    if not fits:
        return said
    ends = ", ".join(f"{edge:g}" for edge in edges)
    return f"{said} Read as half-open bands from {ends} they take every city where it is named."


def mean_total(printed):
    """Give the mean of the totals, that of the means of Table 4, and the median."""
    table = printed.table(4).set_index("城市行政级别")["CICII平均值"].map(number)
    sizes = [len(level(printed, name)) for name in ADMIN_LEVELS.values()]
    again, found = (
        np.average(table[list(ADMIN_LEVELS)], weights=sizes),
        mean(printed.totals),
    )
    slip = " A slip in the last digit would explain it."
    return (
        f"The totals give a mean {span(found)}, and the means of Table 4, weighted by their numbers of cities, "
        f"{half_up(again, 3)}; the median is {half_up(printed.totals.value.median())}."
    ) + slip * (half_up(found.value)[:-1] == printed.prose["mean_total"][:-1])


def median_for_mean(printed, dimension):
    """Say whether the printed mean is the median, and where else the mean shows."""
    scores = printed.scores[dimension].value
    median = half_up(scores.median())
    if median != printed.prose[f"mean_{dimension}"]:
        return "No reading of Table 3 gives this mean."
    middle = ", ".join(
        name_en(city) for city in scores.index[scores == scores.median()]
    )
    return (
        f"{median} is the median of the column, the score of {middle}; the mean lies {span(mean(printed.scores[dimension]))}. "
        "Probably the one was taken for the other: the standard deviation printed beside it is that of the column. "
    ) + ELSEWHERE[dimension](printed)


def mean_of_parts(printed):
    """Join the means that the prose itself gives for the first tier and for the others."""
    parts = [
        number(printed.prose[id]) for id in ("tier_1_social", "other_tiers_social")
    ]
    sizes = len(printed.tier(1)), len(printed.tier(2, 3, 4, 5))
    return f"The means that the prose gives for the first tier and for the others make {half_up(np.average(parts, weights=sizes))}."


ELSEWHERE = {
    "social": mean_of_parts,
    "innovation": lambda printed: (
        f"Section 2.3 prints the mean, {printed.prose['mean_innovation_full_sample']}."
    ),
}


def instagram_shanghai(printed):
    """Say what the other scores predict, and what decides between a wrong score and a
    wrong count.
    """
    predicted, overall = (
        printed.score("instagram", "shanghai"),
        printed.score("instagram"),
    )
    stated, count = (
        printed.prose["instagram_shanghai"],
        printed.counts.loc["shanghai", "instagram_tags"],
    )
    shifted = overall.value + (number(stated) - predicted.value) / len(printed.counts)
    needed = count ** (number(stated) / predicted.value)
    if sorted(half_up(predicted.value)) == sorted(stated):
        digits = ", the same digits in another order: probably two were exchanged"
    else:
        digits = ""
    return (
        f"The other cities' scores give {half_up(predicted.value)}{digits}. "
        f"A count of {needed / 1e6:.2f} million in place of {count / 1e6:.2f} would explain it too, but not the mean of "
        f"all cities: with {stated} it would be {half_up(shifted, 3)}, and {printed.prose['instagram_mean']} is printed."
    )


def order_of_totals(printed):
    """Give the intervals of the two totals that are printed alike."""
    ends = (
        f"{name_en(city)}'s lies {span(printed.totals[city], 4)}"
        for city in ("hangzhou", "chengdu")
    )
    return (
        "Two totals are printed alike: "
        + ", ".join(ends)
        + ", so that either can be the higher."
    )


def outstanding(printed):
    """Say what the ranks leave open, and where Changsha's score lies."""
    changsha = margin_over_mean(printed, "changsha", "social")
    overall = rank(printed.totals, "chengdu")
    return (
        "Each has a better rank in its dimension than by total, Chengdu if its total is "
        f"{overall.high}th and not {overall.low}th. But Changsha's social score lies {half_up(-changsha.value)} below the mean of all cities."
    )


def in_deviations(printed, city, dimension):
    """Give the distance to the mean in standard deviations."""
    share = (
        margin_over_mean(printed, city, dimension).value
        / deviation(printed, dimension).value
    )
    return f"By {half_up(share)} standard deviations; whether that is far is a matter of wording."


def between_in_deviations(printed, dimension):
    """Give the distance between Tianjin's and Xi'an's scores in standard deviations."""
    scores = printed.scores[dimension].value
    share = (scores["tianjin"] - scores["xian"]) / deviation(printed, dimension).value
    return f"By {half_up(share)} standard deviations; whether that is slight is a matter of wording."


def ratio(printed, platform):
    """Give Xi'an's count as a multiple of Tianjin's."""
    counts = printed.counts[PLATFORMS[platform]]
    times = half_up(counts["xian"] / counts["tianjin"])
    return f"{times} times as many, from counts as printed; whether that is far is a matter of wording."


def platform_margin(printed, platform):
    """Give how far Chengdu lies above the mean."""
    margin = (
        printed.number(f"chengdu_{platform}").value
        - printed.number(f"{platform}_mean").value
    )
    return f"By {half_up(margin)} points; whether that is far is a matter of wording."


def wuhan_multiple(printed):
    """Give Wuhan's mean of 2020 as a multiple of that of 2019."""
    times = half_up(
        five_months_mean(printed).value / number(printed.prose["wuhan_2019_mean"]), 1
    )
    return f"{times} times as much; the recomputed number is the difference."


def small_accounts(printed):
    """Set the small accounts against the large ones."""
    sizes = followers(printed)
    large = [
        name_en(city)
        for city in printed.accounts.query("table == 10")["city"]
        if city in ("hangzhou", "shenyang")
    ]
    return (
        f"All four are below the {number(printed.prose['followers_over']):.0f} of the sentence before, {sizes['shenzhen']:.0f} "
        f"the fewest; but {' and '.join(large)} stand in Table 10 among the five with most followers."
    )


def divisor(printed, dimension):
    """Give the standard deviation with the other divisor."""
    scores = printed.scores[dimension].value
    return f"With the divisor n; with n - 1 it would be {half_up(scores.std(ddof=1))}."


def other_tiers_social(printed):
    """Give the mean of the tiers' means, the other way to take it."""
    by_tier = np.mean(
        [tier_means(printed, tier)["social"].value for tier in range(2, 6)]
    )
    return f"Over the cities; the mean of the four tiers' means would be {half_up(by_tier)}."


CAUSES = {
    "tier_4_band": gap_in_bands,
    "mean_total": mean_total,
    "mean_social": partial(median_for_mean, dimension="social"),
    "mean_innovation": partial(median_for_mean, dimension="innovation"),
    "mean_innovation_twice": lambda printed: (
        "Two printings of one mean differ. The mean of the column in Table 3 is "
        f"{half_up(mean(printed.scores['innovation']).value)}, its median {half_up(printed.scores['innovation'].value.median())}."
    ),
    "instagram_shanghai": instagram_shanghai,
}

REMARKS = {
    "order_of_totals": order_of_totals,
    "outstanding": outstanding,
    "chengdu_above_mean": partial(
        in_deviations, city="chengdu", dimension="innovation"
    ),
    "xian_above_mean": partial(in_deviations, city="xian", dimension="cognition"),
    "tianjin_xian_media": partial(between_in_deviations, dimension="media"),
    "tianjin_xian_social": partial(between_in_deviations, dimension="social"),
    **{f"xian_{platform}": partial(ratio, platform=platform) for platform in PLATFORMS},
    "chengdu_tiktok_above_mean": partial(platform_margin, platform="tiktok"),
    "wuhan_far_above": wuhan_multiple,
    "small_accounts": small_accounts,
    **{
        f"sd_{name}": partial(divisor, dimension=name)
        for name in ("media", "social", "innovation", "cognition")
    },
    "other_tiers_social": other_tiers_social,
}
