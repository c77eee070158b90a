"""Recomputations for sections 2.3 and 2.5: the four dimensions, by city and by tier
(Table 3).
"""

from functools import partial

from analysis.claims.findings import Finding, higher, plain, together
from analysis.claims.printed import PLATFORMS
from analysis.claims.totals import leaders
from analysis.names import DIMENSIONS, name_en
from compindex import bounds
from compindex.intervals import Interval, mean
from compindex.readings import NONE, SOME, above, positive, rank


def margin_over_mean(printed, city, dimension):
    """Take how far a score lies above the mean of all cities, itself included."""
    others = mean(printed.scores[dimension].map(lambda end: end.drop(city)))
    share = 1 - 1 / len(printed.ranks)
    return (printed.scores[dimension][city] - others).map(lambda end: share * end)


def outstanding(printed):
    """Say under which readings each city has a better rank in its dimension than by
    total.
    """
    pairs = {"changsha": "social", "chengdu": "innovation", "xian": "cognition"}
    ranks = {
        city: (rank(printed.totals, city), rank(printed.scores[name], city))
        for city, name in pairs.items()
    }
    return together(positive(overall - single) for overall, single in ranks.values())


def middle_overall(printed):
    """Take the middle as what lies between the first two tiers and the last."""
    inside = printed.named[["changsha", "chengdu", "xian"]].isin([3, 4]).all()
    words = ", ".join(
        f"{name_en(city)} {printed.ranks[city]}"
        for city in ("changsha", "chengdu", "xian")
    )
    return Finding(words, SOME if inside else NONE)


def between(printed, dimension, upper, lower):
    """Take the difference of the scores of two cities."""
    return printed.scores[dimension][upper] - printed.scores[dimension][lower]


def times(printed, platform):
    """Compare the counts of Xi'an and Tianjin: the difference, of which the explanation
    says the ratio.
    """
    counts = printed.counts[PLATFORMS[platform]]
    return higher(
        Interval.exactly(counts["xian"]) - Interval.exactly(counts["tianjin"])
    )


def tianjin_unsatisfactory(printed):
    """Say under which readings Tianjin's social and innovation scores lie below the
    means.
    """
    margins = [
        margin_over_mean(printed, "tianjin", name) for name in ("social", "innovation")
    ]
    return together(positive(Interval.exactly(0) - margin) for margin in margins)


def deviations(printed, *dimensions):
    """Bound the standard deviations of some dimensions, as one interval of a Series."""
    return Interval(
        *zip(
            *(
                (sd.value, sd.low, sd.high)
                for sd in (deviation(printed, name) for name in dimensions)
            ),
            strict=True,
        )
    )


def deviation(printed, dimension):
    """Bound the standard deviation of a dimension."""
    return bounds.standard_deviation(printed.scores[dimension])


def tier_means(printed, *numbers):
    """Take the means of the four dimensions over the cities of some tiers."""
    return mean(
        printed.scores.map(
            lambda end: end.loc[printed.tier(*numbers), list(DIMENSIONS.values())]
        )
    )


def spread(means):
    """Bound how far the highest of some means lies above the lowest."""
    return Interval(
        means.value.max() - means.value.min(),
        means.low.max() - means.high.min(),
        means.high.max() - means.low.min(),
    )


def tier_gap(printed, dimension):
    """Take how far the mean of the first tier lies above that of all other cities."""
    return (
        tier_means(printed, 1)[dimension] - tier_means(printed, 2, 3, 4, 5)[dimension]
    )


def other_tiers_lower(printed):
    """Say under which readings the first tier has the highest mean in every dimension."""
    gaps = [tier_means(printed, 1) - tier_means(printed, tier) for tier in range(2, 6)]
    return together(positive(gap[name]) for gap in gaps for name in DIMENSIONS.values())


def social_gap_widest(printed):
    """Say under which readings the gap between the first tier and the others is widest
    in the social dimension.
    """
    gaps = {name: tier_gap(printed, name) for name in DIMENSIONS.values()}
    return together(
        positive(gaps["social"] - gap) for name, gap in gaps.items() if name != "social"
    )


def means(printed, *dimensions):
    """Take the means of some dimensions over all cities."""
    return mean(printed.scores)[list(dimensions)]


CHECKS = {
    "leading_five": lambda printed: together(
        leaders(printed.scores[name], printed.listed("leading_five"))
        for name in DIMENSIONS.values()
    ),
    "middle_overall": middle_overall,
    "outstanding": outstanding,
    "changsha_social_rank": lambda printed: rank(printed.scores["social"], "changsha"),
    "chengdu_innovation_rank": lambda printed: rank(
        printed.scores["innovation"], "chengdu"
    ),
    "xian_cognition_rank": lambda printed: rank(printed.scores["cognition"], "xian"),
    "shanghai_innovation_first": lambda printed: rank(
        printed.scores["innovation"], "shanghai"
    ),
    "mean_innovation_full_sample": lambda printed: mean(printed.scores["innovation"]),
    "mean_cognition_full_sample": lambda printed: mean(printed.scores["cognition"]),
    "chengdu_above_mean": lambda printed: higher(
        margin_over_mean(printed, "chengdu", "innovation")
    ),
    "xian_above_mean": lambda printed: higher(
        margin_over_mean(printed, "xian", "cognition")
    ),
    "tianjin_xian_ranks": lambda printed: plain(
        printed.ranks["xian"] - printed.ranks["tianjin"] == 1,
        f"{printed.ranks['tianjin']} and {printed.ranks['xian']}",
    ),
    "tianjin_xian_media": lambda printed: higher(
        between(printed, "media", "tianjin", "xian")
    ),
    "tianjin_xian_social": lambda printed: higher(
        between(printed, "social", "tianjin", "xian")
    ),
    "tianjin_unsatisfactory": tianjin_unsatisfactory,
    "xian_instagram": partial(times, platform="instagram"),
    "xian_tiktok": partial(times, platform="tiktok"),
    "tianjin_xian_innovation": lambda printed: between(
        printed, "innovation", "xian", "tianjin"
    ),
    "tianjin_xian_cognition": lambda printed: between(
        printed, "cognition", "xian", "tianjin"
    ),
    **{
        f"mean_{name}": lambda printed, name=name: mean(printed.scores[name])
        for name in DIMENSIONS.values()
    },
    **{
        f"sd_{name}": partial(deviation, dimension=name) for name in DIMENSIONS.values()
    },
    "media_spread": lambda printed: above(
        deviations(printed, "social", "innovation", "cognition"),
        deviations(printed, "media"),
    ),
    "social_spread": lambda printed: above(
        deviations(printed, "social", "innovation"),
        deviations(printed, "media", "cognition"),
    ),
    "strong_dimensions": lambda printed: above(
        means(printed, "media", "cognition"), means(printed, "social", "innovation")
    ),
    **{
        f"tier_1_{name}": lambda printed, name=name: tier_means(printed, 1)[name]
        for name in DIMENSIONS.values()
    },
    "tier_1_balanced": lambda printed: together(
        positive(spread(tier_means(printed, tier)) - spread(tier_means(printed, 1)))
        for tier in range(2, 6)
    ),
    "other_tiers_lower": other_tiers_lower,
    "social_gap_widest": social_gap_widest,
    "other_tiers_social": lambda printed: tier_means(printed, 2, 3, 4, 5)["social"],
    "tier_1_others_social_difference": partial(tier_gap, dimension="social"),
}
