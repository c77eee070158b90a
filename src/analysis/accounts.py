"""Official social media accounts, Tables 9 to 13: ranks, engagement, and whether the
tables agree.
"""

PER_TWEET = ["reposts_per_tweet", "comments_per_tweet", "likes_per_tweet"]


def engagement(accounts, followers_unit=1000):
    """Relate reposts, comments and likes of a tweet to the size of the account.

    Parameters
    ----------
    accounts : pandas.DataFrame
        The tidy Tables 9 to 13.
    followers_unit : int
        Number of followers that engagement is related to.

    Returns
    -------
    pandas.DataFrame
        One row for each Twitter account in Tables 10 to 13, the one with most followers
        first: ``city, account, followers``, and for each printed mean per tweet its
        value and its value per `followers_unit` followers. A mean is missing where the
        account is not among the five that a table lists.
    """
    twitter = accounts[accounts["table"] >= 10]
    wide = (
        twitter.groupby(["city", "account", "metric"])["value"]
        .first()
        .unstack()
        .reset_index()
        .rename_axis(columns=None)
    )
    related = {
        metric: metric.replace("tweet", f"tweet_and_{followers_unit}_followers")
        for metric in PER_TWEET
    }
    for metric, name in related.items():
        wide[name] = followers_unit * wide[metric] / wide["followers"]
    order = ["city", "account", "followers", *PER_TWEET, *related.values()]
    return wide[order].sort_values("followers", ascending=False, ignore_index=True)


def printed_in_order(accounts, table):
    """Tell whether a table lists its accounts from the highest value of its last metric
    down.

    Parameters
    ----------
    accounts : pandas.DataFrame
        The tidy Tables 9 to 13.
    table : int
        Number of the table, 10 to 13.

    Returns
    -------
    bool
    """
    rows = accounts[accounts["table"] == table]
    ranked = rows[rows["metric"] == rows["metric"].iloc[-1]]
    return bool(ranked["value"].is_monotonic_decreasing)


def agreement(accounts):
    """Compare the figures that several tables print for the same account.

    Parameters
    ----------
    accounts : pandas.DataFrame
        The tidy Tables 9 to 13.

    Returns
    -------
    pandas.DataFrame
        One row for each account and metric that more than one table prints: ``city,
        account, metric, tables`` (their numbers), ``values`` (the different values),
        ``agree``.
    """
    groups = accounts.groupby(["city", "platform", "account", "metric"])
    table = groups.agg(
        tables=("table", lambda numbers: ", ".join(str(number) for number in numbers)),
        n=("table", "size"),
        values=(
            "value",
            lambda values: ", ".join(
                f"{value:g}" if value < 1e5 else f"{value:.0f}"
                for value in dict.fromkeys(values)
            ),
        ),
        agree=("value", lambda values: values.nunique() == 1),
    ).reset_index()
    return table[table["n"] > 1].drop(columns=["n", "platform"]).reset_index(drop=True)


def platform_ranks(indicators):
    """Rank the cities by their tag counts on each platform.

    Parameters
    ----------
    indicators : pandas.DataFrame
        The tidy Table 7.

    Returns
    -------
    pandas.DataFrame
        Rank by city (rows) and indicator (columns), 1 being the highest count, and
        ``climb``, how many places better a city stands on TikTok than on Instagram.
    """
    ranks = (
        indicators.pivot(index="city", columns="indicator", values="value")
        .rank(ascending=False)
        .astype(int)
    )
    return (
        ranks.assign(climb=ranks["instagram_tags"] - ranks["tiktok_tags"])
        .sort_values("tiktok_tags")
        .rename_axis(columns=None)
    )
