"""Recomputations for sections 2.4, 2.6 and 3: coverage, platforms and accounts (Tables
7 to 13).
"""

from functools import partial

import numpy as np

from analysis import accounts
from analysis.claims.findings import Finding, higher, plain
from analysis.claims.printed import PLATFORMS
from analysis.names import name_en
from compindex.intervals import Interval
from compindex.numerals import number
from compindex.readings import NONE, SOME, rank

_REPEATED = (
    "visit_wuhan",
    "visit_suzhou",
    "visit_beijing",
    "tourism_hangzhou",
    "shenyang_china",
    "discover_nanjing",
)
_PRAISED = ("shenyang", "shenzhen", "nanjing", "hangzhou")


def five_months_mean(printed):
    """Divide the sum of five months, a count and thus exact."""
    return Interval.exactly(number(printed.prose["wuhan_january_may"]) / 5)


def top_five(printed, platform):
    """Compare the stated five with the five highest counts, order included."""
    stated, counts = (
        printed.listed(f"{platform}_top_five"),
        printed.counts[PLATFORMS[platform]],
    )
    highest = list(counts.nlargest(5).index)
    return plain(stated == highest, ", ".join(name_en(city) for city in highest))


def beyond_first_tier(printed):
    """Name the cities of Table 8 that are not among the four first-tier cities."""
    first = set(printed.cities.index[printed.cities["charm_class"] == "first-tier"])
    words = {}
    for platform, name in (("instagram", "Instagram"), ("tiktok", "TikTok")):
        others = set(printed.top_scores(platform).index) - first
        words[name] = ", ".join(sorted(map(name_en, others)))
    return plain(
        all(words.values()),
        "; ".join(f"{name}: {cities}" for name, cities in words.items()),
    )


CHECKS = {
    "wuhan_january_may_mean": five_months_mean,
    "wuhan_far_above": lambda printed: higher(
        five_months_mean(printed) - printed.number("wuhan_2019_mean")
    ),
    "others_rose": lambda printed: higher(
        printed.number("others_january_june_mean")
        - printed.number("others_july_december_mean")
    ),
    **{
        f"{platform}_{city}": lambda printed, platform=platform, city=city: (
            printed.score(platform, city)
        )
        for platform, cities in (
            ("tiktok", ("wuhan", "shanghai", "beijing", "chengdu", "shenzhen")),
            ("instagram", ("shanghai", "beijing", "guangzhou", "shenzhen", "chengdu")),
        )
        for city in cities
    },
    **{
        f"{platform}_mean": lambda printed, platform=platform: printed.score(platform)
        for platform in PLATFORMS
    },
    **{
        f"{platform}_top_five": partial(top_five, platform=platform)
        for platform in PLATFORMS
    },
    **{
        f"chengdu_{platform}_rank": lambda printed, indicator=indicator: rank(
            Interval.exactly(printed.counts[indicator]), "chengdu"
        )
        for platform, indicator in PLATFORMS.items()
    },
    **{
        f"chengdu_{platform}_above_mean": lambda printed, platform=platform: higher(
            printed.number(f"chengdu_{platform}") - printed.number(f"{platform}_mean")
        )
        for platform in PLATFORMS
    },
    "beyond_first_tier": beyond_first_tier,
}


def followers(printed):
    """Take the followers of the Twitter accounts of Tables 10 to 13 by city."""
    twitter = printed.accounts.query("table >= 10 and metric == 'followers'")
    return twitter.groupby("city")["value"].first()


def followers_over(printed, id, cities):
    """Take how far the smallest of some accounts lies above a stated number of
    followers.
    """
    least = followers(printed)[cities].min()
    return higher(Interval.exactly(least) - Interval.exactly(number(printed.prose[id])))


def visit_beijing_platforms(printed):
    """Compare the platforms that the prose names with those of Table 9."""
    named = sorted(
        name.lower() for name in printed.prose["visit_beijing_platforms"].split(", ")
    )
    listed = sorted(printed.accounts.query("table == 9")["platform"].unique())
    return plain(named == listed, ", ".join(listed))


def visit_beijing_handle(printed):
    """Compare the Twitter handle of Visit Beijing in Table 9 with that of the later
    tables.
    """
    twitter = printed.accounts.query("city == 'beijing' and platform == 'twitter'")
    ninth, later = (
        set(part["account"]) for _, part in twitter.groupby(twitter["table"] > 9)
    )
    return plain(
        ninth == later == {printed.prose["visit_beijing_handle"]},
        ", ".join(ninth | later),
    )


def small_accounts(printed):
    """Take "small" as below the number that the sentence before gives for large
    accounts.
    """
    sizes = followers(printed)[printed.require(list(_PRAISED))]
    words = ", ".join(f"{name_en(city)} {size:.0f}" for city, size in sizes.items())
    return Finding(
        words, SOME if (sizes < number(printed.prose["followers_over"])).all() else NONE
    )


def praised_accounts(printed):
    """Test whether the praised accounts stand in Tables 11 to 13."""
    best = printed.accounts.query("table >= 11")["city"]
    return plain(set(printed.listed("praised_accounts")) <= set(best))


def in_order(printed, table):
    """Test whether a table lists as many accounts as its title says, in falling order."""
    size = int(printed.prose[f"table_{table}_order"].removeprefix("TOP"))
    rows = printed.accounts.query("table == @table")
    falls = accounts.printed_in_order(printed.found(rows, "account"), table)
    return plain(falls and len(printed.table(table)) == size)


def repeats(printed, id):
    """Test whether an account has one city and the same figures wherever Tables 10 to
    13 repeat it.
    """
    account = printed.prose[id]  # noqa: F841, the query uses it
    table = printed.accounts.query(
        "table >= 10 and account == @account and metric in ('followers', 'posts')"
    )
    printed.found(table, "account")
    return plain(
        len(table) > 2
        and table.groupby("metric")[["city", "value"]].nunique().eq(1).all(axis=None)
    )


def fewer_followers(printed):
    """Test whether an account outside Table 10 has more followers than one inside."""
    table = printed.accounts.query("metric == 'followers' and table >= 10")
    largest = printed.found(table[table["table"] == 10], "account in Table 10")
    outside = ~table["account"].isin(largest["account"])
    rest = printed.found(table[outside], "account outside Table 10")
    return plain(
        rest["value"].max() <= largest["value"].min(),
        f"{rest['value'].max():.0f} at most",
    )


def attainable_means(printed, table):
    """Test each mean for a whole number of reactions among its tweets (GRIM)."""
    rows = printed.table(table)
    posts = rows["推文量"].map(number)
    sums = Interval.printed(rows.iloc[:, -1]).map(lambda end: end * posts)
    possible = np.floor(sums.high) - np.ceil(sums.low) + 1
    return plain((possible >= 1).all(), f"{possible.min():.0f} or more sums for each")


def video_order(printed):
    """Take how far the first of two printed view counts lies above the second."""
    first, second = (
        Interval.printed(text.strip())
        for text in printed.prose["video_order"].split(",")
    )
    return higher(first - second)


def video_categories(printed):
    """Test whether the counted videos fit into the sample."""
    food, panda, sample = (
        int(word)
        for word in printed.prose["video_categories"].split()
        if word.isdigit()
    )
    return plain(food + panda <= sample, f"{food + panda} of {sample}")


CHECKS |= {
    "visit_beijing_platforms": visit_beijing_platforms,
    "visit_beijing_handle": visit_beijing_handle,
    "followers_over": partial(
        followers_over, id="followers_over", cities=["suzhou", "wuhan", "beijing"]
    ),
    "suzhou_followers_over": partial(
        followers_over, id="suzhou_followers_over", cities=["suzhou"]
    ),
    "suzhou_above_beijing": lambda printed: higher(
        Interval.exactly(followers(printed)["suzhou"])
        - Interval.exactly(followers(printed)["beijing"])
    ),
    "small_accounts": small_accounts,
    "praised_accounts": praised_accounts,
    **{
        f"table_{table}_order": partial(in_order, table=table)
        for table in range(10, 14)
    },
    **{
        id: partial(repeats, id=id)
        for id in (f"repeats_{account}" for account in _REPEATED)
    },
    "fewer_followers": fewer_followers,
    **{
        f"table_{table}_means": partial(attainable_means, table=table)
        for table in (11, 12, 13)
    },
    "video_order": video_order,
    "video_categories": video_categories,
}
