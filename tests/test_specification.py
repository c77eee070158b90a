import pytest

from analysis.errors import InputError
from analysis.specification import leaves, load_spec, nodes, specification, upper_levels


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"weight": -1}, "weight.: -1: expected greater than or equal to 0"),
        ({"weight": "much"}, "valid number"),
        ({"agregate": "arithmetic"}, "agregate"),
        ({"direction": 2}, "unknown value 2; expected one of 1, -1"),
        ({"standardize": {"method": "minmaxx"}}, "minmax"),
        ({"standardize": {"method": "log_reference"}}, "log_reference lacks its reference"),
        ({"standardize": {"method": "rank", "low": 3}}, "rank takes no low, expected no option"),
        ({"aggregate": "median"}, "arithmetic"),
        ({"name": "total"}, "the name total stands for several nodes"),
    ],
)
def test_a_wrong_specification_is_refused_in_one_line(change, expected):
    content = {"name": "test", "root": {"name": "total", "children": [{"name": "a"} | change]}}
    with pytest.raises(InputError, match=expected) as error:
        specification(content, file="spec.yml")
    assert str(error.value).startswith("spec.yml: ") and "\n" not in str(error.value)


def test_siblings_whose_weights_sum_to_zero_are_refused():
    with pytest.raises(InputError, match="weights of the children of total sum to zero"):
        specification(
            {"name": "t", "root": {"name": "total", "children": [{"name": "a", "weight": 0}, {"name": "b", "weight": 0}]}}
        )


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ({"standardize": {"method": "goalposts", "worst": 1}}, "goalposts lacks its best"),
        ({"standardize": {"method": "goalposts", "worst": 1, "best": 1}}, "both goalposts are equal"),
        ({"standardize": {"method": "goalposts", "worst": 0, "best": 1, "logarithm": True}}, "a goalpost has no logarithm"),
        ({"standardize": {"method": "minmax", "low": 100}}, "low end at or above the high one"),
        ({"direction": -1, "standardize": {"method": "log_reference", "reference": 10}}, "log_reference cannot take negated"),
        ({"direction": -1, "children": [{"name": "b"}]}, "a has children, expected direction and standardize at leaves only"),
    ],
)
def test_options_that_do_not_fit_are_refused(leaf, expected):
    with pytest.raises(InputError, match=expected):
        specification({"name": "t", "root": {"name": "total", "children": [{"name": "a"} | leaf]}})


def test_a_wrong_line_of_a_file_is_named_with_the_nearest_word(tmp_path):
    path = tmp_path / "spec.yml"
    path.write_text("name: mine\nroot:\n  name: total\n  children:\n    - {name: a}\n    - name: b\n      wieght: 2\n")
    with pytest.raises(InputError, match=r"spec.yml, line 7: unknown entry 'wieght'; .*nearest: weight"):
        load_spec(path)
    path.write_text("name: mine\nroot:\n  name: total\n  agregate: geometric\n")
    with pytest.raises(InputError, match=r"spec.yml, line 4: unknown entry 'agregate'; .*nearest: aggregate"):
        load_spec(path)


def test_leaves_and_cut():
    pair = {"name": "pair", "children": [{"name": "a"}, {"name": "b"}]}
    spec = specification({"name": "t", "root": {"name": "total", "children": [pair, {"name": "c"}]}})
    assert [leaf.name for leaf in leaves(spec)] == ["a", "b", "c"]
    assert [node.name for node in nodes(upper_levels(spec, ["pair", "c"]).root)] == ["pair", "c", "total"]
