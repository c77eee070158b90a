"""Recomputations for sections 1.1 and 1.2: the choice of cities, and the indicator
system (Tables 1 and 2).
"""

from functools import partial

from analysis import cleaning
from analysis.claims.findings import plain
from analysis.names import DIMENSIONS, REGIONS, name_en
from compindex.intervals import Interval
from compindex.numerals import number

_CHARM = "《2020城市商业魅力排行榜》"


def same_sample(printed):
    """Test whether Tables 1, 3, 5 and 7 list the cities of the sample, each once."""
    samples = [sorted(printed.by_city(number, "城市").index) for number in (1, 3, 5, 7)]
    return plain(all(sample == sorted(printed.sample) for sample in samples))


def gucp_limit(printed):
    """Test whether any printed world rank lies beyond the stated limit."""
    lowest = int(printed.cities["gucp_rank"].max())
    return plain(lowest <= number(printed.prose["gucp_limit"]), f"{lowest} at most")


def gucp_top_fifteen(printed):
    """Test whether there are more printed world ranks than leading cities."""
    ranked = int(printed.cities["gucp_rank"].count())
    return plain(ranked <= number(printed.prose["gucp_top_fifteen"]), str(ranked))


def gucp_distinct(printed):
    """Find world ranks that are printed for two cities."""
    twice = printed.cities[
        printed.cities["gucp_rank"].notna()
        & printed.cities["gucp_rank"].duplicated(keep=False)
    ]
    words = [
        f"{rank}: {', '.join(part['name_en'])}"
        for rank, part in twice.groupby("gucp_rank")
    ]
    return plain(twice.empty, "; ".join(words))


def charm_note(printed):
    """Find the cities at which the note 'top ten' stands, and test whether they are new
    first-tier ones.
    """
    noted = printed.by_city(1, _CHARM).loc[lambda text: text.str.contains("10")]
    return plain(
        noted.str.startswith("新").all(),
        ", ".join(f"at {name_en(city)}" for city in noted.index),
    )


def criteria(printed):
    """Test whether every city meets at least one criterion of the selection."""
    selection = cleaning.selection(
        printed.cities.reset_index(), number(printed.prose["gucp_limit"])
    )
    return plain(selection["criteria_met"].ge(1).all())


def dimension_weights(printed):
    """Compare the weights of the dimensions in the prose with those of Table 2."""
    weights = printed.weights.drop_duplicates("dimension").set_index("dimension")[
        "dimension_weight"
    ]
    pairs = zip(
        printed.prose["dimension_weights"].split(","),
        weights[list(DIMENSIONS.values())],
        strict=True,
    )
    return plain(
        all(number(stated) == weight for stated, weight in pairs),
        ", ".join(f"{weight:g}" for weight in weights),
    )


def platforms(printed):
    """Compare the platforms that the prose names with those behind the indicators of
    Table 2, news reports aside.
    """
    indicators = printed.weights.loc[
        printed.weights["dimension"] != "media", "indicator"
    ]
    named = {name.split()[0].lower() for name in printed.prose["platforms"].split(", ")}
    listed = set(indicators.str.split("_").str[0])
    return plain(named == listed, ", ".join(sorted(listed)))


def weights_sum(printed, dimension=None):
    """Add up the weights of the dimensions, or of the indicators of one dimension."""
    table = printed.weights
    parts = (
        table[table["dimension"] == dimension]["weight"]
        if dimension
        else table.drop_duplicates("dimension")["dimension_weight"]
    )
    return Interval.exactly(parts.sum())


CHECKS = {
    "sample_size": lambda printed: Interval.exactly(len(printed.cities)),
    "same_sample": same_sample,
    "national_central_cities": lambda printed: plain(
        set(printed.listed("national_central_cities")) <= set(printed.cities.index)
    ),
    "gawc_selection": lambda printed: plain(
        printed.cities["gawc"].dropna().str[0].isin(["A", "B"]).all()
    ),
    "gucp_limit": gucp_limit,
    "gucp_top_fifteen": gucp_top_fifteen,
    "gucp_distinct": gucp_distinct,
    "new_first_tier_count": lambda printed: Interval.exactly(
        (printed.cities["charm_class"] == "new first-tier").sum()
    ),
    "charm_note": charm_note,
    "criteria": criteria,
    "regional_balance": lambda printed: plain(
        set(printed.cities["region"]) == set(REGIONS.values())
    ),
    "system_levels": lambda printed: Interval.exactly(
        sum("级指标" in heading for heading in printed.table(2).columns)
    ),
    "dimension_count": lambda printed: Interval.exactly(
        printed.weights["dimension"].nunique()
    ),
    "dimension_weights": dimension_weights,
    "weights_sum": weights_sum,
    **{
        f"weights_{name}": partial(weights_sum, dimension=name)
        for name in DIMENSIONS.values()
    },
    "platforms": platforms,
}
