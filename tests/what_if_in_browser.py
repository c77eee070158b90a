"""The page on which weights are changed, in a real browser: `make test-site`. Where there
is no Chromium, what it would have shown is skipped aloud.
"""

import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import quote

import numpy as np
import pandas as pd
import pytest
import yaml
from checkouts import Checkout
from opened import Opened, browser, faults

import compindex
from analysis.paths import BUILD
from analysis.report.words import CITIES, DIMENSIONS
from analysis.results import read_processed
from cicii.site.stored import stored_what_if
from compindex.publish.board import board_of
from compindex.publish.what_if_page import what_if_of

__all__ = ["browser"]  # a fixture
NAMES = list(DIMENSIONS.values())
OWN = dict(zip(NAMES, (0.35, 0.25, 0.2, 0.2), strict=True))
SCORES = read_processed("index").set_index("city")[NAMES]
MEANS = ("arithmetic", "geometric", "harmonic")
ENGLISH = {city.name_en: city.id for city in CITIES}
AWKWARD = [
    "=cmd",
    "<b>x</b>",
    "Korea, Rep.",
    'O\'Brien; "Ltd"',
    "-7",
    "__proto__",
    "中",
]


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    """Write the report's page."""
    path = tmp_path_factory.mktemp("report") / "what-if.html"
    path.write_text(stored_what_if().replace('href="index.html"', 'href="#"'), "utf-8")
    return path


@pytest.fixture(scope="session")
def awkward(tmp_path_factory):
    """Write the page of an index whose units have awkward names."""
    path = tmp_path_factory.mktemp("own") / "what-if.html"
    path.write_text(what_if_of(board_of(own_index())), encoding="utf-8")
    return path


def own_index():
    children = [
        {"name": name, "weight": weight}
        for name, weight in (("a, b", 3), ("<i>c</i>", 2), ("d", 1))
    ]
    spec = {"name": "<u>mine</u>", "root": {"name": "total", "children": children}}
    values = np.random.default_rng(5).uniform(10, 90, (len(AWKWARD), 3)).round(1)
    table = pd.DataFrame(values, AWKWARD, [child["name"] for child in children])
    few = compindex.Simulation(draws=2_000, noises=50)
    return compindex.build(spec, table, simulation=few)


@pytest.fixture
def page(file, browser):
    opened = Opened(browser, file, 1280)
    yield opened.page
    assert opened.errors == []
    assert all(url.startswith(("file:", "blob:")) for url in opened.requests)


def go(page, **state):
    """Open an address that holds a state."""
    parts = [f"{key}={quote(json.dumps(value))}" for key, value in state.items()]
    page.evaluate("address => { location.hash = address; }", "&".join(parts))
    page.wait_for_timeout(30)


def ranking(page):
    """Read the ranking as it is shown: ids in their order, ranks, totals."""
    script = """[...document.querySelectorAll("#rows tr")].map((line) =>
        [line.id.slice(5), line.querySelector(".rank").textContent,
         line.querySelector(".total").textContent])"""
    return page.evaluate(script)


def computed(weights, mean, scores=SCORES):
    """Rank by the library: ids in their order, ranks, totals of two decimals; of two
    that are equally near, the upper, as browsers write them.
    """
    children = [
        {"name": name, "weight": weight}
        for name, weight in zip(scores, weights, strict=True)
    ]
    root = {"name": "total", "aggregate": mean, "children": children}
    totals = compindex.compute_index(scores, {"name": "x", "root": root})["total"]
    totals = totals.round(10).sort_values(ascending=False, kind="stable")
    ranks = totals.rank(ascending=False, method="min").astype(int)
    return [[unit, ranks[unit], two_decimals(totals[unit])] for unit in totals.index]


def two_decimals(total):
    return str(Decimal(total).quantize(Decimal("0.01"), ROUND_HALF_UP))


def vectors():
    """Give 60 vectors of weights: corners and edges, and others as the sliders have them."""
    generator = np.random.default_rng(26)
    corners = 100 * np.eye(4)
    edges = [100 * (corners[i] + corners[j]) / 200 for i in range(4) for j in range(i)]
    return [*corners.tolist(), *np.array(edges).tolist()] + generator.integers(
        0, 101, (50, 4)
    ).tolist()


@pytest.mark.parametrize("mean", MEANS)
def test_sixty_vectors_give_the_order_and_the_digits_of_the_library(page, mean):
    assert len(vectors()) == 60
    for weights in vectors():
        go(page, w=weights, mean=mean)
        got = [
            [unit, int(rank.lstrip("≈ ")), total] for unit, rank, total in ranking(page)
        ]
        assert got == computed(weights, mean), weights


def test_what_rounding_leaves_open_is_marked(page):
    totals = SCORES @ [OWN[name] for name in NAMES]
    expected = {
        city
        for city in totals.index
        if (abs(totals.drop(city) - totals[city]) <= 0.01 + 1e-12).any()
    }
    got = {unit for unit, rank, _ in ranking(page) if rank.startswith("≈")}
    assert got == expected == {"hangzhou", "chengdu"}


def test_a_slider_moves_the_ranking_and_says_so(page):
    page.locator("#w0").press("Home")
    assert page.inner_text("#share0") == "0.0%"
    shares = [float(page.inner_text(f"#share{k}")[:-1]) for k in range(4)]
    assert sum(shares) == pytest.approx(100, abs=0.2)
    got = [row[0] for row in ranking(page)]
    assert got == [row[0] for row in computed([0, 25, 20, 20], "arithmetic")]
    page.wait_for_timeout(400)
    assert "leads with" in page.inner_text("#said")
    page.click("#reset")
    assert page.inner_text("#share0") == "35.0%"
    assert [row[0] for row in ranking(page)] == list(SCORES.index)


def shown(page):
    """Give what the page shows, all of it."""
    script = """[document.body.innerText, ...[...document.querySelectorAll("input, select")]
        .map((one) => one.type === "file" ? "" : `${one.id} ${one.value} ${one.checked}`),
        document.documentElement.lang, document.documentElement.dataset.theme,
        document.querySelector("#triangle").hidden ||
        document.querySelector("#canvas").toDataURL()]"""
    page.wait_for_timeout(400)  # until all is said, and in the address
    return page.evaluate(script)


def test_reload_restores_everything(page):
    page.locator("#w1").press("End")
    page.select_option("#who", "xian")
    page.select_option("#to", "9")
    page.check("input[value=harmonic]")
    page.click("#rows tr:nth-child(4) .leave")
    page.fill("#place", "3")
    page.press("#place", "Tab")
    page.select_option("#corner2", "3")
    page.check("#numbers")
    page.click("#theme")
    page.click("#lang")
    before, address = shown(page), page.url
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == before
    assert page.url == address


MALFORMED = [
    "w=[1,2]&mean=median",
    'w=[-1,2,"x",null]&out={"a":1}&place=99&to=-1&corners=[0,0,1]',
    "%E0%A4%A&w=%",
    'mean="toString"&who="nobody"&lang="de"&theme=1&numbers="yes"',
    'w=[101,0,0,0]&out=["nobody"]&corners=[0,1,9]&place=1.5',
    'w=[null,"5",1,1]&place="2"&to=[1]&csv=7',
    'csv="no table"&w=[1e999,1,1,1]',
    f"out={json.dumps([*SCORES.index])}",
]


@pytest.mark.parametrize("address", MALFORMED)
def test_a_malformed_address_leaves_a_valid_page(file, browser, address):
    plain, opened = Opened(browser, file, 1280), Opened(browser, file, 1280)
    opened.page.goto(f"{file.as_uri()}#{address}")
    opened.page.reload()
    assert opened.errors == []
    assert shown(opened.page) == shown(plain.page)


def test_every_answer_reaches_its_place(page):
    answers = page.evaluate("given.units.map((unit) => [unit.id, unit.a])")
    reached = 0
    for unit, places in answers:
        page.select_option("#who", unit)
        options = page.locator("#to option")
        for place, weights in enumerate(places, 1):
            if weights is None:
                assert options.nth(place - 1).is_disabled()
                continue
            page.select_option("#to", str(place))
            assert_told(page.inner_text("#answer"), np.array(weights), unit, place)
            page.click("#apply")
            rank = page.inner_text(f"[id='unit {unit}'] .rank").lstrip("≈ ")
            assert int(rank) == place
            reached += 1
    assert reached > 40


def assert_told(told, weights, unit, place):
    """The weights that are written, typed in by hand, give the place."""
    written = [float(part) / 100 for part in re.findall(r"([\d.]+)%", told)]
    assert written == pytest.approx(weights, abs=1e-9)
    totals = (SCORES @ written).round(10)
    assert totals.rank(ascending=False, method="min")[unit] == place
    change = max(abs(weights - list(OWN.values())))
    if change > 1e-9:
        found = float(re.search(r"is ([\d.]+) points", told)[1])
        assert found == pytest.approx(100 * change, abs=1e-6) and "hence ≈" in told


def test_the_best_place_is_offered_first(page):
    page.select_option("#who", "xian")
    assert page.input_value("#to") == "6"
    assert "No weights give Xi'an these places" in page.inner_text("#never")


def test_no_weights_of_a_fine_grid_are_nearer(page):
    """An independent optimum: all weights in steps of one fiftieth."""
    answers = dict(page.evaluate("given.units.map((unit) => [unit.id, unit.a])"))
    steps = np.indices((51,) * 3).reshape(3, -1).T
    steps = steps[steps.sum(axis=1) <= 50]
    grid = np.column_stack([steps, 50 - steps.sum(axis=1)]) / 50
    totals = grid @ SCORES.to_numpy().T
    changes = abs(grid - list(OWN.values())).max(axis=1)
    for number, city in enumerate(SCORES.index):
        places = 1 + (totals > totals[:, [number]]).sum(axis=1)
        for place in np.unique(places):
            found = answers[city][place - 1]
            assert found is not None, (city, place)
            change = max(abs(np.array(found) - list(OWN.values())))
            assert change <= changes[places == place].min() + 1e-3


def test_what_was_not_solved_is_grey_with_the_reason(page):
    page.check("input[value=geometric]")
    assert page.locator("#apply").is_disabled()
    assert page.inner_text("#unsolved") == "Solved for the published mean only."
    page.check("input[value=arithmetic]")
    page.click("#rows tr:last-child .leave")
    assert page.inner_text("#unsolved") == "Solved with all cities in."
    page.click("text=Bring back Zhengzhou")
    assert page.inner_text("#unsolved") == "" and page.locator("#apply").is_enabled()


def test_cities_leave_and_come_back(page):
    for _ in range(9):
        page.locator(".leave").first.press("Enter")
    assert page.locator("#rows tr").count() == 6
    assert "leaves out 9 at most" in page.inner_text("#out")
    changes = page.locator("#rows .change").all_inner_texts()
    assert changes == ["–"] * 6  # nobody has passed another
    assert page.locator(".leave").first.is_disabled()
    assert page.evaluate("document.activeElement.id").startswith("back ")
    for _ in range(9):
        page.locator("#out button").first.press("Enter")
    assert [row[0] for row in ranking(page)] == list(SCORES.index)


def test_the_triangle_says_who_takes_a_place_where(page):
    page.fill("#place", "2")
    page.press("#place", "Tab")
    told = page.inner_text("#holders").partition("place 2: ")[2].rstrip(".").split(", ")
    got = {
        ENGLISH[one.rsplit(" ", 1)[0]]: float(one.rsplit(" ", 1)[1][:-1])
        for one in told
    }
    drawn = np.random.default_rng(1).dirichlet([1, 1, 1], 40_000) * 0.8
    totals = np.column_stack([drawn, np.full(len(drawn), 0.2)]) @ SCORES.to_numpy().T
    second = SCORES.index[np.argsort(-totals, axis=1)[:, 1]]
    expected = 100 * second.value_counts() / len(drawn)
    for city, share in expected.items():
        assert got.get(city, 0) == pytest.approx(share, abs=1.5)
    assert sum(got.values()) == pytest.approx(100, abs=0.5)


def test_the_point_is_dragged_and_moved_by_keys(page):
    page.locator("#triangle").scroll_into_view_if_needed()
    box = page.locator("#map").bounding_box()
    at = page.locator("#present").bounding_box()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] - 1, steps=5)
    page.mouse.up()
    assert float(page.inner_text("#share1")[:-1]) > 78
    assert page.inner_text("#share3") == "20.0%"
    before = float(page.inner_text("#share1")[:-1])
    page.focus("#present")
    page.keyboard.press("ArrowLeft")
    assert float(page.inner_text("#share1")[:-1]) < before
    page.locator("#base").press("Enter")
    assert page.inner_text("#share1") == "25.0%"


def test_every_control_is_reached_by_keys(page):
    wanted = set(
        page.evaluate(
            """[...document.querySelectorAll("button, input, select, a[href]")]
            .filter((one) => one.checkVisibility() && !one.disabled)
            .map((one) => one.type === "radio" ? "mean" : one.id || one.dataset.t)"""
        )
    )
    reached = set()
    for _ in range(2 * len(wanted)):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """((one) => one.type === "radio" ? "mean" : one.id || one.dataset.t)
                (document.activeElement)"""
            )
        )
    assert wanted <= reached
    assert len(wanted) > 30


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough(file, browser, width):
    page = Opened(browser, file, width).page
    page.click(".leave >> nth=3")
    page.click("#link")
    small = page.evaluate(
        """[...document.querySelectorAll("button, input, select")]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.id, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([id]) => id)"""
    )
    assert small == []


@pytest.mark.parametrize("motion, moves", [("reduce", False), ("no-preference", True)])
def test_motion_is_only_where_it_is_wanted(file, browser, motion, moves):
    page = browser.new_context(reduced_motion=motion).new_page()
    page.goto(file.as_uri())
    page.locator("#w0").press("Home")
    assert bool(page.evaluate("document.getAnimations().length")) == moves


LOOKS = [
    (width, language, theme)
    for width in (320, 1280)
    for language in ("en", "zh")
    for theme in ("light", "dark")
]


@pytest.mark.parametrize("width, language, theme", LOOKS)
def test_it_has_no_faults_in_either_look(file, browser, width, language, theme):
    state = f'#lang="{language}"&theme="{theme}"&numbers=true&w=[10,30,30,30]'
    opened = Opened(browser, file, width)
    opened.page.goto(file.as_uri() + state + '&out=["suzhou"]&mean="geometric"')
    opened.page.wait_for_timeout(300)
    assert opened.errors == [] and opened.violations(impacts=None) == []
    assert opened.overflow() <= 0
    folder = BUILD / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"what-if_{width}_{language}_{theme}.png"
    opened.page.screenshot(path=path, full_page=True)


def test_the_plain_page_has_no_faults(file, awkward, browser):
    assert faults(browser, file, 1280) + faults(browser, awkward, 390) == []


def test_no_connection_is_allowed(file, browser):
    page = Opened(browser, file, 1280).page
    tried = (
        """(address) => fetch(address).then(() => "connected", (error) => error.name)"""
    )
    page.evaluate(
        "addEventListener('securitypolicyviolation', (e) => { window.no = e.effectiveDirective; })"
    )
    assert page.evaluate(tried, "data:text/plain,x") == "TypeError"
    assert page.evaluate("window.no") == "connect-src"


def downloaded(page, button):
    with page.expect_download() as found:
        page.click(button)
    return found.value.path().read_text(encoding="utf-8")


def test_the_table_is_the_ranking(page):
    go(page, w=[40, 30, 20, 10], out=["wuhan"])
    text = downloaded(page, "#csv")
    assert text.startswith("\ufeff")
    table = pd.read_csv(io.StringIO(text.lstrip("\ufeff")))
    rest = SCORES.drop("wuhan")
    expected = computed([40, 30, 20, 10], "arithmetic", rest)
    got = [
        [ENGLISH[row.unit], row.rank, f"{row.total:.2f}"] for row in table.itertuples()
    ]
    assert got == expected
    assert table["weight_media"].unique().tolist() == [0.4]
    assert table["score_media"].tolist() == [rest["media"][row[0]] for row in expected]


def test_a_scenario_of_the_report_runs_to_the_ranking_on_the_page(page, tmp_path):
    state = {"w": [13, 30, 5, 40], "mean": "harmonic", "out": ["wuhan", "suzhou"]}
    go(page, **state)
    expected = ranking(page)
    copy = Checkout(tmp_path / "copy")
    text = downloaded(page, "#scenario")
    (copy.folder / "scenarios" / "what_if.yml").write_text(text, encoding="utf-8")
    run = [
        "-m",
        "cicii",
        "notebook",
        "03b_hierarchy_and_variants",
        "--scenario",
        "what_if",
    ]
    process = copy.start(*run)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    found = pd.read_csv(copy.folder / "build/try/data/processed/index.csv")
    totals = found.set_index("city")["total"].sort_values(ascending=False)
    assert [[city, f"{total:.2f}"] for city, total in totals.items()] == [
        [city, total] for city, _, total in expected
    ]


def test_names_stay_text(awkward, browser, tmp_path):
    opened = Opened(browser, awkward, 1280)
    page = opened.page
    assert opened.errors == []
    assert page.locator("#rows b, #rows u, #sliders i:not(.swatch)").count() == 0
    heads = page.evaluate(
        """[...document.querySelectorAll("#rows th")].map((one) => one.lastChild.data)"""
    )
    assert sorted(heads) == sorted(AWKWARD)
    table = pd.read_csv(
        io.StringIO(downloaded(page, "#csv").lstrip("\ufeff")), keep_default_na=False
    )
    safe = [f"'{name}" if name[0] in "=-" else name for name in AWKWARD]
    assert sorted(table["unit"].astype(str)) == sorted(safe)


def test_a_scenario_of_an_index_of_ones_own(awkward, browser, tmp_path):
    page = Opened(browser, awkward, 1280).page
    out = ["Korea, Rep.", "=cmd", "-7"]
    go(page, w=[5, 50, 80], mean="geometric", out=out)
    path = tmp_path / "what_if.yml"
    path.write_text(downloaded(page, "#scenario"), encoding="utf-8")
    assert yaml.safe_load(path.read_text())["left_out"] == out
    index = compindex.under(own_index(), path).index_table()
    got = [[str(row.unit), f"{row.total:.2f}"] for row in index.itertuples()]
    assert got == [[unit, total] for unit, _, total in ranking(page)]


def test_a_link_of_awkward_names_is_restored(awkward, browser):
    opened = Opened(browser, awkward, 1280)
    for name in AWKWARD[:4]:
        opened.page.locator(f"[id={json.dumps('leave ' + name)}]").click()
    before = shown(opened.page)
    opened.page.reload()
    assert shown(opened.page) == before and opened.errors == []


OWN_FILES = {
    "comma.csv": b"name,x,y\nA,1.5,2\nB,3,1\n",
    "bom.csv": "\ufeffname,x,y\r\nA,1.5,2\r\nB,3,1\r\n".encode(),
    "semicolon.csv": b"name;x;y\nA;1,5;2\nB;3;1\n",
    "tab.tsv": b"name\tx\ty\nA\t1.5\t2\nB\t3\t1\n",
    "gbk.csv": "城市,x,y\n武汉,1.5,2\n北京,3,1\n".encode("gb18030"),
    "quoted.csv": b'name,"x, or so",y\n"A ""1""\n",1.5,2\nB,3,1\n\n',
}


@pytest.mark.parametrize("name", OWN_FILES)
def test_scores_from_a_file(page, name):
    content = {"name": name, "mimeType": "text/csv", "buffer": OWN_FILES[name]}
    page.set_input_files("#file", content)
    page.wait_for_selector("#rows tr:nth-child(3)", state="detached")
    got = ranking(page)
    assert [float(row[2]) for row in got] == [2.0, 1.75]
    if name == "gbk.csv":
        assert got[0][0] == "北京"
    before = shown(page)
    page.reload()
    assert shown(page) == before
    assert (
        page.locator("#scenario").is_disabled() and page.locator("#apply").is_disabled()
    )
    page.click("#back")
    assert len(ranking(page)) == 15


WESTERN = {
    "latin.csv": "name,x\nGenève,1\nZürich,2\n".encode("cp1252"),
    "utf16.txt": "name\tx\nGenève\t1\nZürich\t2\n".encode("utf-16"),
    "sep.csv": b"sep=;\nname;x;\nGen\xc3\xa8ve;1,0;\nZ\xc3\xbcrich;2e0;\n",
}


@pytest.mark.parametrize("name", WESTERN)
def test_western_letters_stay_what_they_are(page, name):
    content = {"name": name, "mimeType": "text/csv", "buffer": WESTERN[name]}
    page.set_input_files("#file", content)
    page.wait_for_selector("#rows tr:nth-child(3)", state="detached")
    assert [row[0] for row in ranking(page)] == ["Zürich", "Genève"]
    assert "published" not in page.inner_text("main")
    assert "equal weights to begin with" in page.inner_text("#about")


def bring(page, text):
    content = {"name": "x.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("#file", content)
    page.wait_for_selector("#back:visible")


def test_a_negative_score_that_comes_back_brings_the_arithmetic_mean(file, browser):
    opened = Opened(browser, file, 1280)
    bring(opened.page, "n,A,B,C\nx,-1,2,3\ny,3,4,1\nz,1,1,1\nw,2,2,2\n")
    opened.page.click("[id='leave x']")
    opened.page.check("input[value=geometric]")
    opened.page.click("[id='back x']")
    assert opened.page.locator("input[value=arithmetic]").is_checked()
    got = {unit: float(total) for unit, _, total in ranking(opened.page)}
    assert got["x"] == pytest.approx(4 / 3, abs=0.001)
    opened.page.wait_for_timeout(400)
    assert opened.errors == []


def test_a_long_file_is_in_no_link(page):
    rows = "".join(f"a rather long name of a place {k},{k},1\n" for k in range(600))
    bring(page, f"name,x,y\n{rows}")
    assert "choose it again" in page.inner_text("#wrong")
    page.locator("#w0").press("End")
    page.wait_for_timeout(400)
    assert page.url.endswith("#") and page.locator("#link").is_hidden()


def test_all_weights_at_zero_are_equal_and_restored(page):
    for k in range(4):
        page.locator(f"#w{k}").press("Home")
    assert page.inner_text("#share0") == "25.0%"
    assert "taken as equal" in page.inner_text("#no-mean")
    before = shown(page)
    page.reload()
    assert shown(page) == before


def test_very_small_scores_are_told_apart(page):
    bring(page, "n,x\na,1e-12\nb,3e-12\nc,2e-12\n")
    assert [row[:2] for row in ranking(page)] == [["b", "1"], ["c", "2"], ["a", "3"]]


@pytest.mark.parametrize("width", [320, 768])
def test_long_names_break(file, browser, width):
    page = Opened(browser, file, width)
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    bring(page.page, f"n,{name},y,z\n{name}a,1,2,3\n{name}b,3,2,1\n")
    assert page.overflow() <= 0


def test_in_a_notebook_there_is_no_link(file, browser):
    errors = []
    page = browser.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.set_content("<iframe width=900 height=900></iframe>")
    page.eval_on_selector(
        "iframe", "(one, page) => one.srcdoc = page", file.read_text()
    )
    frame = page.frames[1]
    frame.wait_for_selector("#rows tr")
    frame.locator("#w0").press("End")
    page.wait_for_timeout(400)
    assert frame.locator("#link").is_hidden() and frame.locator("#csv").is_visible()
    assert errors == []


def test_scores_of_many_columns(page):
    values = np.random.default_rng(3).uniform(-5, 5, (30, 9)).round(3)
    table = pd.DataFrame(values, [f"u{k}" for k in range(30)], list("abcdefghi"))
    content = table.to_csv().encode()
    page.set_input_files(
        "#file", {"name": "x.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.wait_for_selector("#rows tr:nth-child(30)")
    assert page.locator("#sliders input").count() == 9
    assert page.locator("input[value=harmonic]").is_disabled()
    assert [row[0] for row in ranking(page)] == [
        row[0] for row in computed([1] * 9, "arithmetic", table)
    ]
    page.select_option("#corner0", "7")
    page.select_option("#corner1", "7")  # taken by another corner, which takes its own
    chosen = [page.input_value(f"#corner{at}") for at in range(3)]
    assert chosen == ["1", "7", "2"]


BROKEN = {
    "name,x\nA,1\nB,abc\nC,\n": ["Row 3, column x: “abc”", "Row 4, column x: “”"],
    "name,x\nA,1\nA,2\n": ["“A” is empty or stands twice"],
    "name\nA\nB\n": ["Expected a column of names"],
    "name,x,x\nA,1,2\nB,1,2\n": ["“x” is empty or stands twice"],
    "name,x\nA,1\n": ["2 to 1,000 rows"],
    "": ["Expected a column of names"],
    "name,x\nA,1,5\n\nB,1,2\n": ["Row 2 has 3 cells; expected 2", "Row 4 has 3"],
    "name,x\nA,0x10\nB,1\n": ["“0x10” is no number"],
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_is_wrong_says_why_and_changes_nothing(page, text):
    before = ranking(page)
    content = {"name": "x.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("#file", content)
    page.wait_for_selector("#wrong:not(:empty)")
    for words in BROKEN[text]:
        assert words in page.inner_text("#wrong")
    assert ranking(page) == before


def test_the_link_holds_the_state(page):
    go(page, w=[1, 2, 3, 4])
    page.click("#link")
    link = page.input_value("#url")
    page.goto("about:blank")
    page.goto(link)
    assert page.inner_text("#share3") == "40.0%"


def test_without_scripts_the_page_says_what_it_needs(file, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(file.as_uri())
    assert "needs its script" in page.inner_text("body")
