import pytest

from cicii import notebooks, parameters
from compindex.errors import InputError

GOOD = parameters.load_parameters()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"clases": 5},
            "unknown parameter 'clases'; expected one of .*nearest: classes",
        ),
        ({"classes": "5"}, "parameter classes: '5': expected a valid integer"),
        ({"classes": True}, "parameter classes: True: expected a valid integer"),
        ({"classes": 5.5}, "parameter classes: 5.5: expected a valid integer"),
        ({"classes": 1}, "parameter classes: 1: expected greater than or equal to 2"),
        ({"level": 1.0}, "parameter level: 1.0: expected less than 1"),
        (
            {"left_out": "Wuhann"},
            "parameter left_out: unknown value 'Wuhann'.*nearest: wuhan",
        ),
        (
            {"scale": "logarithmic"},
            "parameter scale: unknown value 'logarithmic'; expected one of log, linear",
        ),
        ({"tier_edges": [60, 65, 71, 85]}, "the edges do not fall"),
        ({"tier_edges": [85, 71, 65]}, "parameter tier_edges: .*at least 4 items"),
        (
            {"tier_edges": [850, 71, 65, 60]},
            "parameter tier_edges.0.: 850: expected less than or equal to 100",
        ),
        ({"dimension_weights": {"media": 1}}, "lacks social, innovation, cognition"),
        (
            {
                "dimension_weights": {
                    "media": -1,
                    "social": 1,
                    "innovation": 1,
                    "cognition": 1,
                }
            },
            "media.: -1: expected greater",
        ),
        (
            {
                "dimension_weights": {
                    "media": 0,
                    "social": 0,
                    "innovation": 0,
                    "cognition": 0,
                }
            },
            "weights sum to zero",
        ),
        ({"noise_draws": 1}, "parameter noise_draws: 1: expected greater than or"),
        (
            {"weight_draws": 1e6},
            "parameter weight_draws: 1000000.0: expected a valid integer",
        ),
        (
            {"dimension_weights": {"medium": 1}},
            "unknown value 'medium'.*nearest: media",
        ),
    ],
)
def test_a_wrong_parameter_is_refused_in_one_line(change, expected):
    with pytest.raises(InputError, match=expected) as error:
        parameters.check_values(GOOD | change, file="baseline.yml")
    assert str(error.value).startswith("baseline.yml: ") and "\n" not in str(
        error.value
    )


def test_a_missing_parameter_is_named():
    with pytest.raises(InputError, match="the parameter seed is missing"):
        parameters.check_values(
            {name: value for name, value in GOOD.items() if name != "seed"}
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: [", "cannot be read"), ("- 1", "no named entries"), ("", "no named entries")],
)
def test_a_file_of_another_kind_is_refused(tmp_path, text, expected):
    (tmp_path / "p.yml").write_text(text)
    with pytest.raises(InputError, match=expected):
        parameters.load_parameters(tmp_path / "p.yml")
    with pytest.raises(InputError, match="the file is missing"):
        parameters.load_parameters(tmp_path / "none.yml")


def test_assignments_are_read_as_yaml_and_checked():
    got = parameters.override(
        GOOD, ["classes=4", "tier_edges=[90, 80, 70, 60]", "left_out=xian"]
    )
    assert (got["classes"], got["tier_edges"], got["left_out"]) == (
        4,
        [90, 80, 70, 60],
        "xian",
    )
    with pytest.raises(InputError, match="command line: unknown parameter 'clases'"):
        parameters.override(GOOD, ["clases=4"])
    with pytest.raises(InputError, match="sets nothing"):
        parameters.override(GOOD, ["classes"])


def test_notebooks_and_baseline_name_the_same_parameters_and_values():
    cells = [
        notebooks.default_parameters(path)
        for path in sorted(notebooks.NOTEBOOKS.glob("*.ipynb"))
    ]
    merged = {name: value for cell in cells for name, value in cell.items()}
    assert merged == GOOD
    assert all(merged[name] == value for cell in cells for name, value in cell.items())


@pytest.mark.parametrize(
    "name",
    ["data_folder", "coverage_file", "own_data", "own_scenario", "second_data"],
)
def test_a_path_that_no_file_can_have_is_refused(name):
    with pytest.raises(InputError, match=f"{name}.*cannot be read .File name too long"):
        parameters.check_values(GOOD | {name: "a" * 300})
