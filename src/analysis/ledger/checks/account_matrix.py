"""Section 3.2: official accounts (Tables 9 to 13)."""

import numpy as np
import pandas as pd

from analysis.ledger.findings import Finding, higher, plain
from analysis.ledger.sample import Sample
from analysis.ranking.accounts import printed_in_order
from analysis.report.words import name_en
from compindex.intervals import Interval
from compindex.numerals import number
from compindex.readings import NONE, SOME

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
    return plain(same, ", ".join(ninth | later))


def followers(sample: Sample) -> pd.Series:
    """Take the followers of the Twitter accounts of Tables 10 to 13 by city."""
    twitter = sample.accounts.query("table >= 10 and metric == 'followers'")
    return twitter.groupby("city")["value"].first()


def followers_over_limit(sample: Sample, id: str, *cities: str) -> Finding:
    """Fewest followers of some accounts − stated number > 0."""
    least = followers(sample)[sample.require(cities)].min()
    return higher(Interval.exactly(least - number(sample.prose[id])))


def more_followers(sample: Sample, upper: str, lower: str) -> Finding:
    """Followers of one city's account − those of another's > 0."""
    first, second = followers(sample)[sample.require([upper, lower])]
    return higher(Interval.exactly(first - second))


def small_accounts(sample: Sample) -> Finding:
    """Followers of each praised account < the number that the sentence before gives for
    large accounts.
    """
    sizes = followers(sample)[sample.require(_PRAISED)]
    words = ", ".join(f"{name_en(city)} {size:.0f}" for city, size in sizes.items())
    small = (sizes < number(sample.prose["followers_over"])).all()
    return Finding(words, SOME if small else NONE)


def praised_listed(sample: Sample) -> Finding:
    """Cities of the praised accounts ⊆ cities of Tables 11 to 13."""
    best = set(sample.accounts.query("table >= 11")["city"])
    return plain(set(sample.listed("praised_accounts")) <= best)


def in_falling_order(sample: Sample, table: int) -> Finding:
    """A table lists as many accounts as its title says, the highest value first."""
    size = int(sample.prose[f"table_{table}_order"].removeprefix("TOP"))
    rows = sample.found(sample.accounts.query("table == @table"), "account")
    listed = sample.report.accounts.query("table == @table")["account"].nunique()
    return plain(printed_in_order(rows, table) and listed == size)


def repeated_alike(sample: Sample, id: str) -> Finding:
    """An account has one city and the same figures wherever Tables 10 to 13 repeat it."""
    account = sample.prose[id]
    table = sample.accounts.query("table >= 10 and metric in ('followers', 'posts')")
    rows = sample.found(table[table["account"] == account], "account")
    distinct = rows.groupby("metric")[["city", "value"]].nunique()
    return plain(len(rows) > 2 and distinct.eq(1).all(axis=None))


def fewer_followers(sample: Sample) -> Finding:
    """Most followers outside Table 10 ≤ fewest followers in it."""
    table = sample.accounts.query("metric == 'followers' and table >= 10")
    largest = sample.found(table[table["table"] == 10], "account in Table 10")
    outside = ~table["account"].isin(largest["account"])
    rest = sample.found(table[outside], "account outside Table 10")
    fewer = rest["value"].max() <= largest["value"].min()
    return plain(fewer, f"{rest['value'].max():.0f} at most")


def whole_sums(sample: Sample, table: int) -> Finding:
    """Some whole number ÷ number of tweets rounds to each printed mean.

    Source: N. J. L. Brown and J. A. J. Heathers, The GRIM test, Social Psychological
    and Personality Science 8 (2017).
    """
    rows = sample.report.accounts.query("table == @table")
    posts = rows[rows["metric"] == "posts"].set_index("account")["value"]
    means = rows[rows["metric"].str.endswith("_per_tweet")]
    printed = Interval.printed(means.set_index("account")["printed"])
    sums = printed.map(lambda end: end * posts)
    possible = np.floor(sums.high) - np.ceil(sums.low) + 1
    words = f"{possible.min():.0f} or more sums for each"
    return plain((possible >= 1).all(), words)


def small_beside_large(sample: Sample) -> str:
    """Set the small accounts against the large ones."""
    sizes = followers(sample)
    tenth = sample.accounts.query("table == 10")["city"]
    large = [name_en(city) for city in tenth if city in ("hangzhou", "shenyang")]
    limit = number(sample.prose["followers_over"])
    return (
        f"All four are below the {limit:.0f} of the sentence before, "
        f"{sizes['shenzhen']:.0f} the fewest; but {' and '.join(large)} stand in Table "
        "10 among the five with most followers."
    )
