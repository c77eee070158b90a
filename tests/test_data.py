"""The committed data: contracts, keys, ranges, and descriptions of every column."""

import csv
import json

import frictionless
import numpy as np
import pandas as pd
import pytest

from analysis.paths import RAW, ROOT
from analysis.report.words import CITIES, DIMENSIONS, LANGUAGES, MONTHS

PROCESSED = ROOT / "data" / "processed"


def read(name):
    return pd.read_csv(PROCESSED / f"{name}.csv")


def test_processed_tables_meet_their_schemas():
    report = frictionless.Package(str(PROCESSED.parent / "datapackage.json")).validate()
    assert report.flatten(["place", "rowNumber", "fieldName", "message"]) == []


def test_a_schema_would_notice(tmp_path):
    descriptor = json.loads(
        (PROCESSED.parent / "datapackage.json").read_text(encoding="utf-8")
    )
    descriptor["resources"] = [
        resource for resource in descriptor["resources"] if resource["title"] == "tiers"
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    (tmp_path / "processed").mkdir()
    (tmp_path / "processed" / "tiers.csv").write_text(
        "tier,dimension,n,mean,sd\n6,media,2,1,1\n1,media,2,101,1\n"
    )
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert sorted(field for (field,) in report.flatten(["fieldName"])) == [
        "mean",
        "tier",
    ]


@pytest.mark.parametrize(
    ("folder", "files"),
    [(RAW, "*"), (PROCESSED.parent, "processed/*")],
    ids=["raw", "processed"],
)
def test_every_file_and_column_is_described(folder, files):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        path.relative_to(folder).as_posix() for path in folder.glob(files)
    } - {"datapackage.json"}
    for resource in (
        resource for resource in package["resources"] if resource["format"] == "csv"
    ):
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            heading = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        headed = resource.get("dialect", {}).get("header", True)
        assert [field["name" if headed else "title"] for field in fields] == [
            text or "(no heading)" for text in heading
        ]
        assert all(
            field["description"] and field["type"] and field["unit"] for field in fields
        )
        assert resource["sources"] and (
            folder != RAW or resource["hash"].startswith("sha256:")
        )


@pytest.mark.parametrize(
    "path",
    [*sorted(PROCESSED.glob("*.csv")), *sorted((ROOT / "figures").glob("*.csv"))],
    ids=lambda path: path.name,
)
def test_files_are_plain_utf8_with_line_feeds(path):
    raw = path.read_bytes()
    assert (
        b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef\xbb\xbf")
    )
    raw.decode("utf-8")


def test_each_city_stands_where_it_should():
    ids = {city.id for city in CITIES}
    for name in ("cities", "scores", "gdp", "index"):
        assert set(read(name)["city"]) == ids and len(read(name)) == 15
    for name in ("indicators", "standardized"):
        assert read(name).groupby("indicator")["city"].nunique().to_dict() == {
            "instagram_tags": 15,
            "tiktok_tags": 15,
        }


def test_keys_that_tie_tables_together():
    coverage, tiers, index = read("coverage"), read("tiers"), read("index")
    assert coverage.groupby("series")["month"].agg(list).map(
        tuple
    ).to_dict() == dict.fromkeys([*(city.id for city in CITIES), "others"], MONTHS)
    assert (
        len(tiers) == 5 * len(DIMENSIONS)
        and tiers.groupby("dimension")["n"].sum().eq(15).all()
    )
    assert read("admin_levels")["n"].sum() == 15 and sorted(index["rank"]) == list(
        range(1, 16)
    )
    assert (coverage["low"] <= coverage["high"].fillna(float("inf"))).all()


def test_monthly_reports_are_synthetic_but_for_the_printed_month_and_agree_with_print():
    table = read("coverage")
    published = table[table["provenance"] == "published"]
    assert published[["series", "month", "reports"]].to_numpy().tolist() == [
        ["beijing", "2020-06", 88061]
    ]
    assert set(table["provenance"]) == {"published", "synthetic"}
    wide = table.pivot(index="month", columns="series", values="reports")
    assert (
        round(wide.loc["2020-01":"2020-05", "wuhan"].sum()) == 500742
        and round(wide.loc[:"2019-12", "wuhan"].mean()) == 3202
    )
    thirteen = wide.drop(columns=["wuhan", "beijing", "others"]).mean(axis=1)
    for means in (thirteen, wide["others"]):
        assert (round(means[:6].mean()), round(means[6:].mean())) == (5156, 7206)
    assert (
        (table["low"] <= table["reports"])
        & (table["reports"] <= table["high"].fillna(float("inf")))
    ).all()


def test_intervals_hold_their_value():
    table = read("standardized")
    assert ((table["low"] <= table["score"]) & (table["score"] <= table["high"])).all()
    assert ((table["high"] - table["low"]) < 0.01).all()


def test_recovered_references():
    """From the extremes of the printed scores alone, the references lie where they were
    found before.
    """
    table = read("standardized").merge(read("indicators"), on=["city", "indicator"])
    import numpy as np

    for indicator, low, high in (
        ("instagram_tags", 235.62e6, 235.79e6),
        ("tiktok_tags", 957.11e6, 957.52e6),
    ):
        part = table[table["indicator"] == indicator]
        smallest, largest = (
            np.exp(100 * np.log(part["value"]) / part[end]) for end in ("high", "low")
        )
        assert smallest.to_numpy() == pytest.approx(
            low, abs=5e3
        ) and largest.to_numpy() == pytest.approx(high, abs=1e4)


def test_plotted_numbers_follow_from_the_tiers():
    tiers = read("tiers").set_index(["tier", "dimension"])
    for number, column in ((1, "mean"), (4, "sd"), (5, "mean")):
        plotted = pd.read_csv(ROOT / "figures" / f"fig{number}.csv").set_index(
            ["series", "x"]
        )
        assert set(plotted.index.levels[0]) == (
            {1, 5} if number == 1 else {1, 2, 3, 4, 5}
        )
        assert plotted["y"].to_list() == pytest.approx(
            tiers.loc[plotted.index, column].to_list()
        )


def test_cities_are_plotted_where_their_scores_are():
    index = read("index").set_index("city")
    names = list(DIMENSIONS.values())
    means = index.groupby("tier")[names].transform("mean")
    expected = {
        1: index[index["tier"].isin([1, 5])][names],
        4: (index[names] - means).abs(),
        5: index[names],
    }
    for number, table in expected.items():
        plotted = pd.read_csv(ROOT / "figures" / f"fig{number}_cities.csv")
        assert list(plotted.columns) == ["series", "x", "y", "provenance"]
        wide = plotted.pivot(index="series", columns="x", values="y")[names]
        cities = wide.drop(index="all", errors="ignore")
        assert set(cities.index) == set(table.index)
        assert (cities - table.loc[cities.index]).abs().max(axis=None) < 1e-9
        if number != 1:
            overall = index[names].mean() if number == 5 else index[names].std(ddof=0)
            assert (wide.loc["all"] - overall).abs().max() < 1e-9


@pytest.mark.parametrize("number", range(1, 6))
def test_provenance_of_figures_matches_the_files(number):
    from analysis.paths import sha256

    got = json.loads(
        (ROOT / "figures" / f"fig{number}.json").read_text(encoding="utf-8")
    )
    assert got["inputs"] == {path: sha256(ROOT / path) for path in got["inputs"]}
    assert (ROOT / got["notebook"]).is_file()
    plotted = pd.read_csv(ROOT / "figures" / f"fig{number}.csv")
    assert set(plotted["provenance"]) <= {"published", "derived"}
    words = got["alternative_text"]
    assert set(words) == set(LANGUAGES)
    assert len(words["en"]) >= 30 and len(words["zh"]) >= 30


def test_probabilities_of_places_add_up():
    for name, place, size in (
        ("rank_probabilities", "rank", 15),
        ("tier_probabilities", "tier", 5),
    ):
        table = read(name)
        assert list(table.columns) == [
            "scheme",
            "city",
            place,
            "probability",
            "standard_error",
        ]
        assert (
            table["scheme"].drop_duplicates().to_list()
            == ["noise_25", "dirichlet", "uniform"]
            and len(table) == 45 * size
        )
        assert table.groupby(["scheme", "city"])[
            "probability"
        ].sum().to_list() == pytest.approx([1.0] * 45)
    ranks = read("rank_probabilities").groupby(["scheme", "rank"])["probability"].sum()
    assert ranks.to_list() == pytest.approx([1.0] * 45)


def test_pairs_agree_with_the_index():
    pairs, index = read("pair_reversals"), read("index").set_index("city")
    assert (
        len(pairs) == 105
        and (
            index["rank"][pairs["city_a"]].to_numpy()
            < index["rank"][pairs["city_b"]].to_numpy()
        ).all()
    )
    gaps = (
        index["total"][pairs["city_a"]].to_numpy()
        - index["total"][pairs["city_b"]].to_numpy()
    )
    assert pairs["gap"].to_list() == pytest.approx(gaps.tolist(), abs=1e-9)
    printed = (
        index["published_total"][pairs["city_a"]].to_numpy()
        - index["published_total"][pairs["city_b"]].to_numpy()
    )
    assert (abs(pairs["gap"] - printed) <= pairs["rounding_bound"] + 0.01 + 1e-9).all()


def test_nothing_but_monthly_coverage_and_simulations_is_synthetic():
    for path in PROCESSED.glob("*.csv"):
        table = pd.read_csv(path)
        known = {"published", "derived"}
        if path.stem in ("coverage", "break_simulations"):
            known.add("synthetic")
        assert "provenance" not in table or set(table["provenance"]) <= known


@pytest.mark.parametrize(
    ("number", "names"), [(2, ["others"]), (3, ["wuhan", "beijing"])]
)
def test_figures_of_coverage_hold_months_with_their_band(number, names):
    plotted, table = (
        pd.read_csv(ROOT / "figures" / f"fig{number}.csv"),
        read("coverage").set_index(["series", "month"]),
    )
    assert list(plotted.columns) == ["series", "x", "y", "low", "high", "provenance"]
    assert plotted.groupby("series")["x"].agg(list)[names].map(tuple).to_list() == [
        MONTHS
    ] * len(names)
    for row in plotted[plotted["series"].isin(names)].itertuples():
        bounds = table.loc[(row.series, row.x)]
        ends = np.array([[row.low, row.high], [bounds["low"], bounds["high"]]])
        np.testing.assert_allclose(*ends, equal_nan=True)
        if bounds["provenance"] == "published":
            assert (row.y, row.provenance) == (bounds["reports"], "published")
        else:
            assert pd.isna(row.y) and row.provenance == "derived"
    means = plotted[plotted["series"].str.endswith("_printed")]
    assert means["y"].notna().all() and means[["low", "high"]].isna().all(axis=None)
