"""Each notebook under parameters other than its own, and what happens if one is wrong."""

import itertools
import json
import re
import shutil

import nbformat
import numpy as np
import pandas as pd
import pytest

from analysis.paths import ROOT
from cicii import notebooks, parameters, runner
from cicii.__main__ import main
from compindex.errors import InputError


@pytest.fixture
def results(tmp_path):
    runner.start_afresh(tmp_path)
    return tmp_path


def run(name, results, *assignments):
    """Run a notebook and give a reader of the tables that it has written."""
    executed = runner.run_notebook(
        name, results, parameters.override(parameters.load_parameters(), assignments)
    )
    content = json.loads(executed.read_text(encoding="utf-8"))
    injected = [
        "".join(cell["source"])
        for cell in content["cells"]
        if "injected-parameters" in cell["metadata"].get("tags", [])
    ]
    assert len(injected) == 1 and all(
        assignment.split("=")[0] in injected[0] for assignment in assignments
    )
    return lambda table: pd.read_csv(results / "data" / "processed" / f"{table}.csv")


def from_checkout(folder, name):
    """Join the text of all outputs of a notebook."""
    cells = json.loads(
        (folder / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
    )["cells"]
    data = [
        output.get("data", {"text/plain": output.get("text", "")})
        for cell in cells
        for output in cell.get("outputs", [])
    ]
    shown_by = [
        "text/html" if "HTML object" in "".join(entry["text/plain"]) else "text/plain"
        for entry in data
    ]
    return "".join(
        "".join(entry[kind]) for entry, kind in zip(data, shown_by, strict=True)
    )


def outputs_of(folder, name):
    """List all outputs of a notebook."""
    path = folder / "notebooks" / f"{name}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def text_of(folder, name):
    """Join what all outputs of a notebook say as plain text."""
    outputs = outputs_of(folder, name)
    parts = [one.get("text", one.get("data", {}).get("text/plain")) for one in outputs]
    return "\n".join("".join(part) for part in parts if part)


def html_of(folder, name):
    """Join the tables that all outputs of a notebook show."""
    outputs = outputs_of(folder, name)
    return "".join("".join(one.get("data", {}).get("text/html", "")) for one in outputs)


def pictures_of(folder, name):
    """List the alternative texts of the pictures that a notebook shows."""
    outputs = outputs_of(folder, name)
    shown = [one for one in outputs if "image/png" in one.get("data", {})]
    return [one["metadata"]["image/png"]["alt"] for one in shown]


CHINESE = "language=zh"


def assert_in_chinese(folder, name):
    """Hold that a notebook shows as many pictures as the published one, in Chinese."""
    got, expected = pictures_of(folder, name), pictures_of(ROOT, name)
    assert len(got) == len(expected) > 0
    assert all(re.search("[\u4e00-\u9fff]{2}", words) for words in got)
    assert not any(re.search("[\u4e00-\u9fff]", words) for words in expected)


def test_00_with_another_statement(results):
    run("00_start_here", results, "claim_id=instagram_shanghai", CHINESE)
    assert_in_chinese(results, "00_start_here")
    text = text_of(results, "00_start_here")
    assert "instagram_shanghai" in text and "83.7918" in text
    # The example that is computed there is the mean total, whatever is looked up.
    scores = pd.read_csv(ROOT / "data/processed/scores.csv")
    assert f"{scores['total'].mean():.3f}" in text


def test_00zh_with_another_statement(results):
    run("00zh_start_in_chinese", results, "claim_id=instagram_shanghai")
    assert re.search(r"结论 +不符", text_of(results, "00zh_start_in_chinese"))
    assert "83.7918" in text_of(results, "00zh_start_in_chinese")


def test_01_with_a_stricter_limit(results):
    read = run("01_clean_data", results, "gucp_limit=4")
    pd.testing.assert_frame_equal(
        read("scores"), pd.read_csv(ROOT / "data/processed/scores.csv")
    )
    lost = from_checkout(ROOT, "01_clean_data").count("True") - from_checkout(
        results, "01_clean_data"
    ).count("True")
    assert (
        lost == (pd.read_csv(ROOT / "data/processed/cities.csv")["gucp_rank"] > 4).sum()
    )


def test_02_with_one_decimal_less(results):
    read = run("02_standardize_indicators", results, "decimals=1", CHINESE)
    assert_in_chinese(results, "02_standardize_indicators")
    got, before = (
        read("standardized"),
        pd.read_csv(ROOT / "data/processed/standardized.csv"),
    )
    assert ((got["high"] - got["low"]) > 5 * (before["high"] - before["low"])).all()


EQUAL = "dimension_weights={media: 1, social: 1, innovation: 1, cognition: 1}"


def test_03_with_equal_weights(results):
    run("03_index_by_hand", results, EQUAL, "decimals=1", CHINESE)
    assert_in_chinese(results, "03_index_by_hand")
    scores = pd.read_csv(ROOT / "data/processed/scores.csv").set_index("city")
    mean = scores[["media", "social", "innovation", "cognition"]].mean(axis=1)
    text = text_of(results, "03_index_by_hand")
    assert f"sum of the products: {mean['wuhan']:.4f} points" in text
    largest = (mean - scores["total"]).abs().max()
    assert re.search(rf"largest difference +{largest:.4g}", text)
    assert re.search(r"what rounding explains +0\.1", text)


def test_03b_with_equal_weights_and_a_geometric_mean(results):
    read = run(
        "03b_hierarchy_and_variants",
        results,
        EQUAL,
        "aggregate=geometric",
        CHINESE,
    )
    assert_in_chinese(results, "03b_hierarchy_and_variants")
    got = read("index").set_index("city")
    expected = got[["media", "social", "innovation", "cognition"]].prod(axis=1) ** 0.25
    assert got["total"].to_list() == pytest.approx(expected.to_list())
    name = "03b_hierarchy_and_variants"
    assert "contradicted" in from_checkout(results, name)
    assert "contradicted" not in from_checkout(ROOT, name)


def test_04_with_another_edge_and_fewer_classes(results):
    changed = ["tier_edges=[85, 71, 65, 62]", "classes=3", CHINESE]
    run("04_analyse_tiers", results, *changed)
    assert_in_chinese(results, "04_analyse_tiers")
    # Both are saved, whichever is shown; each says in words what is to be seen.
    for folder, words in (("figures", "Of the four dim"), ("figures/zh", "四个维度中")):
        text = (results / folder / "fig5.svg").read_text(encoding="utf-8")
        assert f"<title>{words}" in text
    assert (results / "figures" / "fig4.png").is_file()


def test_05_with_the_other_readings(results):
    readings = [
        "reading_of_2019=full_year",
        "reading_of_others=together",
        "scale=linear",
        CHINESE,
    ]
    run("05_covid_media_surge", results, *readings)
    assert_in_chinese(results, "05_covid_media_surge")
    text = text_of(results, "05_covid_media_surge")
    # One month is at most the sum of its span, rounded up.
    assert re.search(rf"2019-07 +{12 * 3202.5:.1f}", text)
    assert f"= {6 * 5156.5 / 13:,.0f}" in text
    saved = json.loads((results / "figures" / "fig3.json").read_text())
    assert saved["parameters"]["scale"] == "linear"


def test_05b_with_the_other_readings(results):
    readings = ["reading_of_2019=full_year", "reading_of_others=together"]
    read = run("05b_calibration_and_path", results, *readings)
    high = read("coverage").set_index(["series", "month"])["high"]
    assert high["wuhan", "2019-07"] == 12 * 3202.5
    assert high["others", "2019-07"] == pytest.approx(6 * 5156.5 / 13)


def export_of_whole_reports(tmp_path):
    """Write the synthetic path as an export, in whole reports that keep every printed
    figure.
    """
    wide = pd.read_csv(ROOT / "data/processed/coverage.csv").pivot(
        index="month", columns="series", values="reports"
    )
    wide = wide.drop(columns="others").round().astype(int)
    wide.loc["2020-03", "wuhan"] += (
        500742 - wide.loc["2020-01":"2020-05", "wuhan"].sum()
    )
    rows = (
        wide.stack().rename("reports").reset_index().rename(columns={"series": "city"})
    )
    english = rows.assign(language="English", reports=rows["reports"] * 2 // 3)
    other = rows.assign(language="Other", reports=rows["reports"] - english["reports"])
    path = tmp_path / "export.csv"
    pd.concat([english, other]).to_csv(path, index=False)
    return path, wide


def test_05_with_supplied_data_flows_through_and_back(results, tmp_path):
    path, wide = export_of_whole_reports(tmp_path)
    read = run("05b_calibration_and_path", results, f"coverage_file={path}")
    run("05_covid_media_surge", results, f"coverage_file={path}")
    got = read("coverage")
    assert set(got["provenance"]) == {"supplied"}
    back = got.pivot(index="month", columns="series", values="reports")
    pd.testing.assert_frame_equal(
        back[wide.columns].astype(int), wide, check_names=False
    )
    for name, series in (("fig2", ["others"]), ("fig3", ["wuhan", "beijing"])):
        drawn = pd.read_csv(results / "figures" / f"{name}.csv").query(
            "provenance == 'supplied'"
        )
        assert drawn["low"].isna().all()
        for one in series:
            assert drawn.loc[drawn["series"] == one, "y"].to_list() == pytest.approx(
                back[one].to_list()
            )
        assert (
            str(path)
            in json.loads((results / "figures" / f"{name}.json").read_text())["inputs"]
        )
    # English is two thirds of each count, rounded down.
    assert re.search(r"wuhan +0\.667", text_of(results, "05b_calibration_and_path"))
    ledger = html_of(results, "05_covid_media_surge").split("<thead>")[-1]
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in ledger.split("<tr")}
    for id in (
        "wuhan_january_may",
        "wuhan_2019_mean",
        "beijing_june",
        "others_july_december_mean",
        "others_january_june_mean",
    ):
        assert ">reproduced<" in rows[id] and "From the supplied export" in rows[id]
    assert "figure_2_series" not in rows  # no export can say what a picture showed


def test_05_with_a_wrong_export_names_row_and_column(results, tmp_path):
    path, _ = export_of_whole_reports(tmp_path)
    text = path.read_text().replace("changsha", "Changshaa", 1)
    path.write_text(text)
    row = next(
        number
        for number, line in enumerate(text.splitlines(), 1)
        if "Changshaa" in line
    )
    with pytest.raises(
        InputError,
        match=f"05_covid_media_surge: .*export.csv, row {row}, column city: unknown city 'Changshaa'",
    ):
        run("05_covid_media_surge", results, f"coverage_file={path}")
    assert not (results / "figures").exists()


def test_10_with_supplied_data_finds_what_was_put_there(results, tmp_path):
    path, wide = export_of_whole_reports(tmp_path)
    read = run("10_break_in_coverage", results, f"coverage_file={path}", "runs=100")
    assert set(read("break_simulations")["provenance"]) == {"synthetic"}
    others = np.log(wide.drop(columns=["wuhan", "beijing"]).mean(axis=1)).to_numpy()
    lines = [np.polyfit(np.arange(6), part, 1) for part in (others[:6], others[6:])]
    ratio = np.exp(lines[1][1] - lines[0] @ [6, 1])
    text = from_checkout(results, "10_break_in_coverage")
    assert "supplied: 12 months, too short for a seasonal term" in text
    assert f"{ratio:.3f}" in text


def test_11_on_data_of_ones_own_under_a_scenario(results, tmp_path):
    rows = "unit,year,x,y\nA,2020,50,41\nB,2020,63,30\nC,2020,20,22\n"
    (tmp_path / "my.csv").write_text(rows + "A,2021,70,\nB,2021,60,33\nC,2021,25,20\n")
    spec = "name: m\nmissing: renormalise\nroot: {name: t, children: [{name: x}, {name: y}]}"
    (tmp_path / "my.yml").write_text(spec)
    (tmp_path / "only_y.yml").write_text("question: Only y?\nweights: {x: 0}\n")
    for given in ([], [f"own_scenario={tmp_path / 'only_y.yml'}"]):
        assignments = [f"own_data={tmp_path / 'my.csv'}", "second_data=''", *given]
        run("11_your_own_index", results, *assignments)
    folder = results / "index" / "my"
    index = pd.read_csv(folder / "index.csv").set_index(["unit", "year"])["t"]
    assert index["A", 2020] == 45.5 and index["A", 2021] == 70
    moved = pd.read_csv(folder / "scenarios" / "only_y" / "what_changed.csv")
    first = moved[moved["year"] == 2020].set_index("unit")["places_gained"]
    # By x and y: A 45.5, B 46.5, C 21; by y alone: A 41, B 30, C 22.
    assert first.to_dict() == {"A": 1, "B": -1, "C": 0}
    assert {"index.xlsx", "index.html"} <= {path.name for path in folder.iterdir()}


def test_06_without_beijing(results):
    read = run(
        "06_regress_on_gdp",
        results,
        "left_out=beijing",
        "permutations=199",
        "level=0.9",
        CHINESE,
    )
    assert_in_chinese(results, "06_regress_on_gdp")
    pearson = (
        read("correlation").query("method == 'pearson' and sample == 'all'").iloc[0]
    )
    assert pearson["ci_low"] > 0.394


def test_07_for_one_follower(results):
    got = run("07_social_accounts", results, "followers_unit=1", CHINESE)("engagement")
    assert_in_chinese(results, "07_social_accounts")
    assert (
        got["likes_per_tweet_and_1_followers"] * got["followers"]
    ).dropna().to_list() == pytest.approx(got["likes_per_tweet"].dropna().to_list())


def test_08_with_equal_weights_and_one_decimal(results):
    run("08_how_sure", results, EQUAL, "decimals=1", "seed=7", CHINESE)
    assert_in_chinese(results, "08_how_sure")
    text = text_of(results, "08_how_sure")
    scores = pd.read_csv(ROOT / "data/processed/scores.csv").set_index("city")
    table = scores[["media", "social", "innovation", "cognition"]].to_numpy()
    differences = [a - b for a, b in itertools.combinations(table, 2)]
    dominated = sum((d >= 0).all() or (d <= 0).all() for d in differences)
    leads = [d if d.sum() >= 0 else -d for d in differences]
    turned = sum((d * np.where(d > 0, 0.75, 1.25)).sum() <= 0 for d in leads)
    assert f"{dominated} of 105 pairs are settled" in text
    assert f"{turned} of 105 pairs can be turned" in text
    assert re.search(rf"dominated +{dominated} +{dominated}\n", text)
    assert re.search(rf"can be turned +{turned} +{turned}", text)


def test_08b_with_an_idle_dimension_and_other_edges(results):
    weights = "dimension_weights={media: 1, social: 0, innovation: 1, cognition: 1}"
    sizes = [
        "weight_draws=20000",
        "noise_draws=50",
        "concentration=20",
        "tier_edges=[85, 71, 62, 60]",
        "decimals=1",
    ]
    read = run("08b_audit_for_reviewers", results, weights, *sizes)
    scores = pd.read_csv(ROOT / "data/processed/scores.csv").set_index("city")
    totals = (
        scores[["media", "innovation", "cognition"]]
        .mean(axis=1)
        .sort_values(ascending=False)
    )
    pairs = read("pair_reversals")
    assert (
        pairs.loc[:13, "city_b"].to_list() == list(totals.index[1:])
        and pairs["rounding_bound"].eq(0.1).all()
    )
    likeliest = (
        read("tier_probabilities")
        .query("scheme == 'noise_25'")
        .pivot(index="city", columns="tier", values="probability")
    )
    # Of the second tier now, and of the third.
    assert totals["chengdu"] > 71 > totals["nanjing"] > 62
    assert likeliest.loc[["chengdu", "nanjing", "tianjin"]].idxmax(
        axis=1
    ).to_list() == [2, 3, 3]
    errors = read("rank_probabilities")["standard_error"]
    assert errors.max() == pytest.approx((0.25 / 20000) ** 0.5, rel=0.05)


def test_09_with_another_statement(results):
    changed = ["claim_id=instagram_shanghai", CHINESE]
    ledger = run("09_verify_report", results, *changed)("claims")
    assert_in_chinese(results, "09_verify_report")
    pd.testing.assert_frame_equal(
        ledger, pd.read_csv(ROOT / "data/processed/claims.csv")
    )
    assert (
        "Instagram score of Shanghai"
        in from_checkout(results, "09_verify_report").split("congress_quotation")[0]
    )
    with pytest.raises(
        InputError,
        match="data.raw.claims.yml: unknown statement 'mean_totals'; expected .*nearest: mean_total",
    ):
        run("09_verify_report", results, "claim_id=mean_totals")


def test_an_error_is_one_line_and_leaves_the_earlier_results(results):
    shutil.copytree(ROOT / "figures", results / "figures")
    table = results / "data" / "processed" / "index.csv"
    table.unlink()
    earlier = {path: path.read_bytes() for path in results.rglob("*.*")}
    with pytest.raises(
        InputError,
        match="04_analyse_tiers: .*index.csv: the file is missing; expected .*make reproduce",
    ) as error:
        runner.run_notebook("04_analyse_tiers", results)
    assert "\n" not in str(error.value)
    assert {path: path.read_bytes() for path in earlier} == earlier
    assert not (results / "notebooks").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["06_regress"], "unknown notebook '06_regress'.*nearest: 06_regress_on_gdp"),
        (["06_regress_on_gdp", "seeds=1"], "takes no parameter 'seeds'.*nearest: seed"),
        (
            ["06_regress_on_gdp", "excluded_cities=[wuhan]"],
            "06_regress_on_gdp takes no parameter 'excluded_cities'; expected one of left",
        ),
        (["06_regress_on_gdp", "seed"], "'seed' sets nothing"),
        (
            ["06_regress_on_gdp", "seed=" + "9" * 5000],
            "command line, line 1: a value of",
        ),
        (["06_regress_on_gdp", "seed=" + "[" * 5000], "command line, line 1: too many"),
        (["06_regress_on_gdp", "--results", str(ROOT)], "no place for results"),
        (
            ["06_regress_on_gdp", "--results", str(ROOT / "data")],
            "no place for results",
        ),
        (["06_regress_on_gdp", "--results", "/dev/null"], "/dev/null is no folder"),
        (
            ["06_regress_on_gdp", "seed=1", "--results", str(ROOT / "build/results")],
            "build/results is the workflow's; expected another folder",
        ),
        (
            [
                *("06_regress_on_gdp", "--scenario", "without_wuhan"),
                *("--results", str(ROOT / "build/results")),
            ],
            "build/results is the workflow's",
        ),
        (
            ["06_regress_on_gdp", "--results", str(ROOT / "build/scenarios/mine")],
            "build/scenarios/mine is the workflow's",
        ),
        (["06_regress_on_gdp", "--results", "/dev/null/a"], "cannot be written"),
        (["06_regress_on_gdp", "--scenario", "a b"], "'a b' is no name of a scenario"),
        (["05_covid_media_surge", "coverage_file=no.csv"], "'no.csv': no such file"),
    ],
)
def test_a_wrong_command_line_is_refused_before_anything_runs(
    monkeypatch, arguments, expected
):
    monkeypatch.setattr(runner, "_execute", None)  # would fail if it were called
    with pytest.raises(SystemExit, match=f"^error: .*{expected}") as end:
        main(["notebook", *arguments])
    assert "\n" not in str(end.value) and len(str(end.value)) < 400


def test_results_do_not_reach_what_is_published_through_a_link(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "_execute", None)  # would fail if it were called
    for part in ("notebooks", "figures", "data"):
        folder = tmp_path / f"with a link to {part}"
        folder.mkdir()
        (folder / part).symlink_to(ROOT / part)
        with pytest.raises(SystemExit, match="is no place for results"):
            main(["notebook", "06_regress_on_gdp", "--results", str(folder)])


def a_notebook(*sources):
    """Write a notebook of cells tagged parameters."""
    metadata = {"tags": ["parameters"]}
    cells = [
        {"cell_type": "code", "source": source, "metadata": metadata}
        for source in sources
    ]
    return json.dumps({"cells": cells})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"cells": 1}',
        '{"cells": [1]}',
        "[" * 100_000,
        "\x00",
        a_notebook(),
        a_notebook("a = 1", "b = 2"),
        a_notebook("a = 1 +"),
        a_notebook("a = 1 + 2 * b"),
        a_notebook("a, b = 1, 2"),
        a_notebook("seed: int = 7"),
        a_notebook("seed = other = 7"),
        a_notebook("seed = 2020\nseed = 7"),
        a_notebook("seed = 2020\nseed += 1"),
        a_notebook("if True:\n    seed = 7"),
        a_notebook("seed = " + 100_000 * "-" + "1"),
    ],
)
def test_a_broken_notebook_is_refused_in_a_line(tmp_path, monkeypatch, text):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    (tmp_path / "mine.ipynb").write_text(text)
    with pytest.raises(SystemExit, match="^error: .*mine.ipynb: cannot be read") as end:
        main(["notebook", "mine"])
    assert "\n" not in str(end.value) and "one cell tagged parameters" in str(end.value)


def test_a_value_of_another_type_is_no_parameter(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    (tmp_path / "mine.ipynb").write_text(a_notebook("seed = 2020.0"))
    with pytest.raises(
        InputError, match="mine.ipynb: parameter seed: 2020.0: expected"
    ):
        runner.run_notebook("mine", tmp_path)


def test_an_own_cell_that_differs_from_the_baseline_is_named_with_both_values(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    (tmp_path / "mine.ipynb").write_text(a_notebook("left_out = 'beijing'\nseed = 1"))
    with pytest.raises(
        InputError,
        match="mine.ipynb: left_out is 'beijing' in the cell tagged parameters and "
        "'wuhan' in scenarios/baseline.yml; seed is 1 in .* and 2020 in ",
    ):
        runner.run_notebook("mine", tmp_path)


def test_a_single_run_starts_afresh_from_what_is_published(tmp_path, monkeypatch):
    seen = {}

    def look(name, results, values):
        seen[name] = {path.name: path.read_bytes() for path in results.rglob("*.csv")}
        (results / "data/processed/index.csv").write_text("of another experiment")
        return results / "notebooks" / name

    monkeypatch.setattr(runner, "TRY", tmp_path / "try")
    monkeypatch.setattr(runner, "run_notebook", look)
    names = ("03b_hierarchy_and_variants", "06_regress_on_gdp")
    for name in names:
        main(["notebook", name])
    published = {
        path.name: path.read_bytes()
        for path in (ROOT / "data" / "processed").glob("*.csv")
    }
    assert seen == dict.fromkeys(names, published)
    main(["notebook", "07_social_accounts", "--keep"])
    assert seen["07_social_accounts"]["index.csv"] == b"of another experiment"


@pytest.mark.same_versions
def test_settings_of_the_user_do_not_reach_a_notebook(results, monkeypatch, tmp_path):
    (tmp_path / "rc").write_text("figure.dpi: 10\n")
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "rc"))
    monkeypatch.setenv("MPLBACKEND", "nonsense")
    (tmp_path / "kernels" / "python3").mkdir(parents=True)
    (tmp_path / "kernels" / "python3" / "kernel.json").write_text(
        '{"argv": ["false"], "display_name": "Another", "language": "python"}'
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    executed = runner.run_notebook("07_social_accounts", results)
    assert executed.read_bytes() == (ROOT / "notebooks" / executed.name).read_bytes()


def test_neighbouring_pieces_of_a_stream_are_one():
    def stream(name, text):
        return nbformat.v4.new_output("stream", name=name, text=text)

    shown_value = nbformat.v4.new_output("display_data", {"text/plain": "1"})
    pieces = [
        stream("stdout", "a"),
        stream("stdout", "b\n"),
        stream("stderr", "c"),
        stream("stdout", "d"),
        shown_value,
        stream("stdout", "e"),
        stream("stdout", "f"),
    ]
    cell = nbformat.v4.new_code_cell("print()", outputs=pieces)
    got = runner.tidy(nbformat.v4.new_notebook(cells=[cell])).cells[0].outputs
    assert [(piece.get("name"), piece.get("text")) for piece in got] == [
        ("stdout", "ab\n"),
        ("stderr", "c"),
        ("stdout", "d"),
        (None, None),
        ("stdout", "ef"),
    ]


def test_tidying_removes_what_differs_from_run_to_run():
    cell = nbformat.v4.new_code_cell(
        "a = 1",
        metadata={
            "tags": ["injected-parameters"],
            "papermill": {"duration": 1},
            "execution": {"iopub.status.busy": "2020"},
        },
    )
    notebook = nbformat.v4.new_notebook(
        cells=[cell],
        metadata={
            "papermill": {},
            "language_info": {"name": "python", "version": "3.11"},
        },
    )
    got = runner.tidy(notebook)
    assert got.metadata == {"language_info": {"name": "python"}}
    assert (got.cells[0].id, got.cells[0].metadata) == (
        "injected-parameters",
        {"tags": ["injected-parameters"]},
    )


def test_notebooks_all_have_a_test_here():
    tested = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    numbers = {path.stem.partition("_")[0] for path in notebooks.notebook_paths()}
    assert numbers == {name for name in tested if name[0].isdigit()}
