import pytest
import yaml

from cicii import parameters, reproduce, scenarios
from compindex.errors import InputError

PUBLISHED = parameters.load_parameters()


@pytest.mark.parametrize("name", scenarios.scenario_names())
def test_every_scenario_is_right_and_holds_only_what_differs(name):
    own = scenarios.read_scenario(name)
    assert own.pop("question").endswith("?") and own
    assert not [key for key, value in own.items() if value == PUBLISHED[key]]
    assert scenarios.load_scenario(name) == PUBLISHED | own


def test_there_are_at_least_eight():
    assert (
        len(scenarios.scenario_names()) >= 8
        and scenarios.PUBLISHED not in scenarios.scenario_names()
    )
    assert scenarios.load_scenario() == PUBLISHED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "clases: 5\n",
            "mine.yml, line 2: unknown parameter 'clases'; expected one of .*nearest: classes",
        ),
        (
            "excluded_cities: [wuhann]\n",
            r"mine.yml, line 2: parameter excluded_cities\[0\]: unknown value 'wuhann'.*nearest: wuhan",
        ),
        (
            "\nexcluded_cities:\n  - wuhan\n  - pekin\n",
            "mine.yml, line 5: .*unknown value 'pekin'.*nearest: beijing",
        ),
        (
            "classes: '5'\n",
            "mine.yml, line 2: parameter classes: '5': expected a valid integer",
        ),
        (
            "classes: 1\n",
            "mine.yml, line 2: parameter classes: 1: expected greater than or equal to 2",
        ),
        (
            "dimension_weights: {media: 0.3, social: 0.3, innovation: 0.3, cognition: 0.3}\n",
            "mine.yml, line 2: parameter dimension_weights: .*add up to 1.2, expected 1",
        ),
        (
            "dimension_weights: {media: 0.5, social: 0.5}\n",
            "mine.yml, line 2: .*lacks innovation, cognition",
        ),
        ("tier_edges: [60, 65, 71, 85]\n", "mine.yml, line 2: .*the edges do not fall"),
        (
            "aggregate: geometrical\n",
            "mine.yml, line 2: parameter aggregate: unknown value.*nearest: geometric",
        ),
        (
            "data_folder: data/synthetc\n",
            "mine.yml, line 2: .*no such folder.*nearest: data/synthetic",
        ),
        (
            "index_specification: specifications/two.yml\n",
            "mine.yml, line 2: .*nearest: specifications/two_pillars.yml",
        ),
        (
            "excluded_cities: [wuhan]\n",
            "mine.yml, line 2: parameter excluded_cities: .*wuhan is left_out as well",
        ),
        (
            "classes: 4\nclasses: 5\n",
            "mine.yml, line 3: classes stands here a second time",
        ),
        ("- 1\n", "mine.yml: cannot be read"),
    ],
)
def test_a_wrong_scenario_is_refused_with_its_line(
    tmp_path, monkeypatch, text, expected
):
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    (tmp_path / "mine.yml").write_text("question: What if this were wrong?\n" + text)
    with pytest.raises(InputError, match=expected) as error:
        scenarios.read_scenario("mine")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["no-media", "V1.2", "无武汉", "a" * 100])
def test_names_that_a_scenario_may_have(tmp_path, monkeypatch, name):
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    (tmp_path / f"{name}.yml").write_text("question: What if four?\nclasses: 4\n")
    assert (
        scenarios.scenario_names() == [name]
        and scenarios.read_scenario(name)["classes"] == 4
    )


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a'b", 'a"b', "$(touch x)", "../a", "-a", ".a", "a" * 101, "a\nb"],
)
def test_other_names_are_refused_with_the_rule(name):
    with pytest.raises(InputError, match="no name of a scenario; expected up to 100"):
        scenarios.read_scenario(name)


def test_a_question_is_needed_and_an_unknown_name_is_answered(tmp_path, monkeypatch):
    with pytest.raises(
        InputError,
        match="no scenario 'without_wuhann'; expected one of .*nearest: without_wuhan",
    ):
        scenarios.read_scenario("without_wuhann")
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    (tmp_path / "mine.yml").write_text(yaml.safe_dump({"classes": 4}))
    with pytest.raises(InputError, match="mine.yml: the parameter question is missing"):
        scenarios.read_scenario("mine")


def test_a_rehearsal_finds_what_the_files_of_a_scenario_hold(tmp_path):
    scenarios.rehearse(PUBLISHED)
    with pytest.raises(InputError, match="a geometric mean of a negative value"):
        scenarios.rehearse(
            PUBLISHED | {"standardization": "zscore", "aggregate": "geometric"}
        )
    (tmp_path / "a.csv").write_text(
        "city,year,media,social,innovation,cognition\nwuhan,2020,1,1,1,1\n"
    )
    (tmp_path / "index.yml").write_text(
        "name: mine\nroot: {name: total, children: [{name: media}, {name: social}, {name: innovation}, {name: cognition}]}\n"
    )
    with pytest.raises(InputError, match="a column year .*expected one year only"):
        scenarios.rehearse(PUBLISHED | {"data_folder": str(tmp_path)})


def test_all_scenarios_but_the_wrong_ones_run_and_those_are_named(monkeypatch, capsys):
    monkeypatch.setattr(
        scenarios, "scenario_names", lambda: ["equal_weights", "a b", "nowhere"]
    )
    ran = []
    monkeypatch.setattr(reproduce, "prepare", lambda: ["notebooks/01_clean_data.ipynb"])
    monkeypatch.setattr(
        reproduce, "snakemake", lambda _, *pages: ran.extend(pages) or 1
    )
    with pytest.raises(ExceptionGroup) as end:
        reproduce.under_scenarios(2, [])
    assert ran == ["build/scenarios/equal_weights/what_changed.html", "--keep-going"]
    said = [str(error) for error in end.value.exceptions]
    assert "'a b' is no name" in said[0] and "no scenario 'nowhere'" in said[1]
    out = capsys.readouterr().out
    assert all(f"Left out: {line}" in out for line in said)
    assert out.endswith("Changed since recorded: notebooks/01_clean_data.ipynb\n")
    with pytest.raises(ExceptionGroup):  # a wrong one that was named stops the others
        reproduce.under_scenarios(2, ["equal_weights", "nowhere"])
    assert len(ran) == 2
