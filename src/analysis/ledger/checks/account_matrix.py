"""Section 3.2: official accounts (Tables 9 to 13)."""

import pandas as pd

from analysis.ledger.findings import Finding, beside, plain
from analysis.ledger.sample import Sample
from analysis.ranking.accounts import printed_in_order
from analysis.report.words import name_en
from compindex.intervals import mean
from compindex.numerals import number
from compindex.readings import EVERY, positive
from compindex.rounding import half_up

_PRAISED = ("shenyang", "shenzhen", "nanjing", "hangzhou")


def networks_named(sample: Sample) -> Finding:
    """Platforms of the prose = those of Table 9."""
    words = sample.prose["visit_beijing_platforms"].split(", ")
    listed = sorted(sample.accounts.query("table == 9")["platform"].unique())
    return plain(sorted(map(str.lower, words)) == listed, ", ".join(listed))


def handle_repeated(sample: Sample) -> Finding:
    """Twitter handle of Visit Beijing in Table 9 = that in the later tables."""
    query = "city == 'beijing' and platform == 'twitter'"
    twitter = sample.accounts.query(query)
    ninth, later = (
        set(part["account"]) for _, part in twitter.groupby(twitter["table"] > 9)
    )
    same = ninth == later == {sample.prose["visit_beijing_handle"]}
    return plain(same, ", ".join(sorted(ninth | later)))


def followers(sample: Sample) -> pd.Series:
    """Take the followers of the Twitter accounts of Tables 10 to 13 by city."""
    twitter = sample.accounts.query("table >= 10 and metric == 'followers'")
    return twitter.groupby("city")["value"].first()


def followers_over_limit(sample: Sample, id: str, *cities: str) -> Finding:
    """Fewest followers of some accounts > stated number."""
    least = followers(sample)[sample.require(cities)].min()
    return plain(least > number(sample.prose[id]), f"{least:.0f}")


def more_followers(sample: Sample, upper: str, lower: str) -> Finding:
    """Followers of one city's account > those of another's."""
    first, second = followers(sample)[sample.require([upper, lower])]
    return plain(first > second, beside(first, second))


def outside_the_largest(sample: Sample) -> Finding:
    """Cities of the four praised accounts ∩ cities of Table 10 = none."""
    sizes = followers(sample)[sample.require(_PRAISED)]
    words = ", ".join(f"{name_en(city)} {size:.0f}" for city, size in sizes.items())
    largest = sample.accounts.query("table == 10")["city"]
    return plain(not set(_PRAISED) & set(largest), words)


def large_accounts_score_high(sample: Sample) -> Finding:
    """Social score of every city of Table 10 ≥ mean of all cities."""
    rows = sample.accounts.query("table == 10 and metric == 'followers'")
    cities = list(sample.found(rows, "account in Table 10")["city"])
    scores = sample.scores["social"]
    gap = scores[cities].map(min) - mean(scores)
    lowest = scores.value[cities].idxmin()
    words = f"{name_en(lowest)} {beside(scores.value[lowest], scores.value.mean())}"
    return Finding(words, positive(gap))


def praised_in_each(sample: Sample) -> Finding:
    """Each of the four praised accounts stands in each of Tables 11 to 13."""
    best = sample.accounts.query("table >= 11").groupby("city")["table"].unique()
    praised = sample.listed("praised_accounts")
    words = [
        f"{name_en(city)} in {' and '.join(map(str, best.get(city, ['none'])))}"
        for city in praised
    ]
    return plain(
        all(len(best.get(city, [])) == 3 for city in praised), "; ".join(words)
    )


def among_the_best(sample: Sample, city: str) -> Finding:
    """A city's account stands in each of Tables 10 to 13."""
    sample.require([city])
    accounts = sample.accounts.query("table >= 10 and city == @city")
    tables = sorted(accounts["table"].unique())
    words = f"in Tables {', '.join(map(str, tables))}"
    return plain(tables == [10, 11, 12, 13], words)


def reposts_for_followers(sample: Sample) -> Finding:
    """Reposts a tweet ÷ followers × 100,000, lowest and highest in Table 11."""
    rows = sample.found(sample.accounts.query("table == 11"), "account in Table 11")
    wide = rows.pivot(index="account", columns="metric", values="value")
    rates = 100_000 * wide["reposts_per_tweet"] / wide["followers"]
    words = f"{half_up(rates.min(), 1)} to {half_up(rates.max(), 1)}"
    return Finding(words, EVERY, float(rates.min()), float(rates.max()))


def in_falling_order(sample: Sample, table: int) -> Finding:
    """A table lists as many accounts as its title says, the highest value first."""
    size = int(sample.prose[f"table_{table}_order"].removeprefix("TOP"))
    rows = sample.found(sample.accounts.query("table == @table"), "account")
    listed = sample.report.accounts.query("table == @table")["account"].nunique()
    ranked = rows[rows["metric"] == rows["metric"].iloc[-1]]
    words = ", ".join(ranked["printed"])
    return plain(printed_in_order(rows, table) and listed == size, words)


def repeated_alike(sample: Sample, id: str) -> Finding:
    """An account has one city and the same figures wherever Tables 10 to 13 repeat it."""
    account = sample.prose[id]
    table = sample.accounts.query("table >= 10 and metric in ('followers', 'posts')")
    rows = sample.found(table[table["account"] == account], "account")
    distinct = rows.groupby("metric")[["city", "value"]].nunique()
    words = "; ".join(
        f"{metric} {', '.join(part['printed'].unique())}"
        for metric, part in rows.groupby("metric")
    )
    return plain(len(rows) > 2 and distinct.eq(1).all(axis=None), words)


def fewer_followers(sample: Sample) -> Finding:
    """Most followers outside Table 10 ≤ fewest followers in it."""
    table = sample.accounts.query("metric == 'followers' and table >= 10")
    largest = sample.found(table[table["table"] == 10], "account in Table 10")
    outside = ~table["account"].isin(largest["account"])
    rest = sample.found(table[outside], "account outside Table 10")
    fewer = rest["value"].max() <= largest["value"].min()
    return plain(fewer, f"{rest['value'].max():.0f} at most")


def large_among_small(sample: Sample) -> str:
    """Say which of the accounts called small are among the five with most followers."""
    sizes = followers(sample)
    tenth = sample.accounts.query("table == 10 and metric == 'followers'")["city"]
    large = [name_en(city) for city in tenth if city in _PRAISED]
    limit = number(sample.prose["followers_over"])
    below = int((sizes[list(_PRAISED)] < limit).sum())
    return (
        f"{' and '.join(large)} stand in Table 10 among the five with most followers. "
        f"Below the {limit:.0f} of the sentence before are {below} of the "
        f"{len(_PRAISED)}, {sizes[list(_PRAISED)].min():.0f} the fewest."
    )


def later_and_lower(sample: Sample) -> str:
    """Say what one other day of counting would have to have been for Table 9."""
    twitter = sample.accounts.query("city == 'beijing' and platform == 'twitter'")
    ninth = twitter[twitter["table"] == 9].set_index("metric")["value"]
    later = twitter[twitter["table"] > 9].drop_duplicates("metric")
    later = later.set_index("metric")["value"]
    lost = later["followers"] - ninth["followers"]
    more = ninth["posts"] - later["posts"]
    return (
        f"Table 9 has {more:.0f} posts more and {lost:.0f} followers fewer. One other "
        "day of counting explains both only if Table 9 is the later one and followers "
        "were lost in between, or the earlier one and posts were deleted; else the two "
        "figures have reasons of their own. A display in thousands explains neither."
    )
