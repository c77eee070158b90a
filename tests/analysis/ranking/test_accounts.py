import pandas as pd
import pytest

from analysis import results
from analysis.ranking import accounts

COLUMNS = ["city", "platform", "account", "metric", "value", "table"]


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_engagement_by_hand():
    rows = [
        ("xian", "twitter", "@a", "followers", 2000.0, 10),
        ("xian", "twitter", "@a", "likes_per_tweet", 5.0, 13),
    ]
    rows += [
        ("wuhan", "twitter", "@b", "followers", 9000.0, 10),
        ("wuhan", "twitter", "@b", "reposts_per_tweet", 9.0, 11),
    ]
    rows += [("wuhan", "twitter", "@b", "comments_per_tweet", 1.0, 12)]
    got = accounts.engagement(table(*rows), followers_unit=100).set_index("account")
    assert list(got.index) == ["@b", "@a"]
    assert got.loc["@a", "likes_per_tweet_and_100_followers"] == pytest.approx(0.25)
    assert got.loc["@b", "reposts_per_tweet_and_100_followers"] == pytest.approx(0.1)
    assert pd.isna(got.loc["@a", "reposts_per_tweet"])


def test_order_of_a_table():
    falling = table(
        ("xian", "twitter", "@a", "followers", 2.0, 10),
        ("wuhan", "twitter", "@b", "followers", 1.0, 10),
    )
    assert accounts.printed_in_order(falling, 10)
    assert not accounts.printed_in_order(falling[::-1], 10)


def test_agreement_compares_only_what_is_printed_twice():
    rows = [
        ("xian", "twitter", "@a", "followers", 2.0, 10),
        ("xian", "twitter", "@a", "followers", 3.0, 11),
        ("xian", "twitter", "@a", "posts", 1.0, 11),
    ]
    got = accounts.agreement(table(*rows))
    assert got.to_numpy().tolist() == [
        ["xian", "@a", "followers", "10, 11", "2, 3", False]
    ]


def test_only_the_account_of_visit_beijing_disagrees():
    got = accounts.agreement(results.read_processed("accounts"))
    assert got[~got["agree"]][["account", "metric"]].to_numpy().tolist() == [
        ["@VisitBeijingcn", "followers"],
        ["@VisitBeijingcn", "posts"],
    ]
