"""Official social media accounts, Tables 9 to 13: ranks, engagement, and whether the
tables agree.
"""

from collections.abc import Iterable

import pandas as pd

PER_TWEET = ["reposts_per_tweet", "comments_per_tweet", "likes_per_tweet"]


def engagement(accounts: pd.DataFrame, followers_unit: int = 1000) -> pd.DataFrame:
    """Relate reposts, comments and likes of a tweet to the size of each Twitter account,
    the one with most followers first. A mean is missing where the account is not among
    the five that a table lists.
    """
    twitter = accounts[accounts["table"] >= 10]
    values = twitter.groupby(["city", "account", "metric"])["value"].first()
    wide = values.unstack().reset_index().rename_axis(columns=None)
    order = ["city", "account", "followers", *PER_TWEET]
    for metric in PER_TWEET:
        name = metric.replace("tweet", f"tweet_and_{followers_unit}_followers")
        wide[name] = followers_unit * wide[metric] / wide["followers"]
        order.append(name)
    return wide[order].sort_values("followers", ascending=False, ignore_index=True)


def printed_in_order(accounts: pd.DataFrame, table: int) -> bool:
    """Tell whether a table lists its accounts from the highest value of its last metric
    down.
    """
    rows = accounts[accounts["table"] == table]
    ranked = rows[rows["metric"] == rows["metric"].iloc[-1]]
    return bool(ranked["value"].is_monotonic_decreasing)


def agreement(accounts: pd.DataFrame) -> pd.DataFrame:
    """Compare the figures that several tables print for the same account: which tables,
    the different values, and whether there is only one.
    """
    groups = accounts.groupby(["city", "platform", "account", "metric"])
    table = groups.agg(
        tables=("table", lambda numbers: ", ".join(map(str, numbers))),
        n=("table", "size"),
        values=("value", _distinct),
        agree=("value", lambda values: values.nunique() == 1),
    ).reset_index()
    repeated = table[table["n"] > 1].drop(columns=["n", "platform"])
    return repeated.reset_index(drop=True)


def _distinct(values: Iterable[float]) -> str:
    """List the different values, in their order."""
    distinct = dict.fromkeys(values)
    return ", ".join(
        f"{value:g}" if value < 1e5 else f"{value:.0f}" for value in distinct
    )
