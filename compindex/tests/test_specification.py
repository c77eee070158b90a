import pytest

from compindex.errors import InputError
from compindex.specification import from_content, load_spec
from compindex.tree import nodes


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"weight": -1}, "weight.: -1: expected greater than or equal to 0"),
        ({"weight": "much"}, "valid number"),
        ({"agregate": "arithmetic"}, "agregate"),
        ({"direction": 2}, "unknown value 2; expected one of 1, -1"),
        ({"standardize": {"method": "minmaxx"}}, "minmax"),
        (
            {"standardize": {"method": "log_reference"}},
            "log_reference lacks its reference",
        ),
        (
            {"standardize": {"method": "rank", "low": 3}},
            "rank takes no low, expected no option",
        ),
        ({"aggregate": "median"}, "arithmetic"),
        ({"name": "total"}, "the name total stands for several nodes"),
    ],
)
def test_a_wrong_specification_is_refused_in_one_line(change, expected):
    content = {
        "name": "test",
        "root": {"name": "total", "children": [{"name": "a"} | change]},
    }
    with pytest.raises(InputError, match=expected) as error:
        from_content(content, file="spec.yml")
    assert str(error.value).startswith("spec.yml: ") and "\n" not in str(error.value)


def test_siblings_whose_weights_sum_to_zero_are_refused():
    with pytest.raises(
        InputError, match="weights of the children of total sum to zero"
    ):
        from_content(
            {
                "name": "t",
                "root": {
                    "name": "total",
                    "children": [
                        {"name": "a", "weight": 0},
                        {"name": "b", "weight": 0},
                    ],
                },
            }
        )


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (
            {"standardize": {"method": "goalposts", "worst": 1}},
            "goalposts lacks its best",
        ),
        (
            {"standardize": {"method": "goalposts", "worst": 1, "best": 1}},
            "both goalposts are equal",
        ),
        (
            {
                "standardize": {
                    "method": "goalposts",
                    "worst": 0,
                    "best": 1,
                    "logarithm": True,
                }
            },
            "a goalpost has no logarithm",
        ),
        (
            {"standardize": {"method": "minmax", "low": 100}},
            "low end at or above the high one",
        ),
        (
            {
                "direction": -1,
                "standardize": {"method": "log_reference", "reference": 10},
            },
            "log_reference cannot take negated",
        ),
        (
            {"direction": -1, "children": [{"name": "b"}]},
            "a has children, expected direction, standardize, treat, denom",
        ),
    ],
)
def test_options_that_do_not_fit_are_refused(leaf, expected):
    with pytest.raises(InputError, match=expected):
        from_content(
            {"name": "t", "root": {"name": "total", "children": [{"name": "a"} | leaf]}}
        )


def test_a_wrong_line_of_a_file_is_named_with_the_nearest_word(tmp_path):
    path = tmp_path / "spec.yml"
    path.write_text(
        "name: mine\nroot:\n  name: total\n  children:\n    - {name: a}\n    - name: b\n      wieght: 2\n"
    )
    with pytest.raises(
        InputError, match=r"spec.yml, line 7: unknown entry 'wieght'; .*nearest: weight"
    ):
        load_spec(path)
    path.write_text("name: mine\nroot:\n  name: total\n  agregate: geometric\n")
    with pytest.raises(
        InputError,
        match=r"spec.yml, line 4: unknown entry 'agregate'; .*nearest: aggregate",
    ):
        load_spec(path)


def test_yes_is_no_weight_and_nesting_has_an_end(tmp_path):
    path = tmp_path / "spec.yml"
    path.write_text(
        "name: t\nroot: {name: total, children: [{name: a, weight: yes}]}\n"
    )
    with pytest.raises(InputError, match="line 2: .*expected a number"):
        load_spec(path)
    for text in (
        "name: 2020-13-45\n",
        "name: t\nroot: &r {name: total, children: [*r]}\n",
        "name: " + "[" * 3000,
    ):
        path.write_text(text)
        with pytest.raises(InputError) as error:
            load_spec(path)
        assert "\n" not in str(error.value) and len(str(error.value)) < 700


def test_a_hierarchy_of_a_hundred_levels():
    node = {"name": "leaf"}
    for level in range(100):
        node = {"name": f"n{level}", "children": [node]}
    assert len(nodes(from_content({"name": "deep", "root": node}).root)) == 101


@pytest.mark.parametrize(
    ("leaves", "entries", "expected"),
    [
        (
            [{"name": "a", "treat": "log", "standardize": {"method": "goalposts", "worst": 1, "best": 9}}],
            {},
            "goalposts are in the unit of the values, expected logarithm: true",
        ),
        (
            [{"name": "a", "treat": "jrc", "standardize": {"method": "log_reference", "reference": 9}}],
            {},
            "a logarithm of a logarithm",
        ),
        ([{"name": "a", "treat": {"method": "log", "points": 2}}], {}, "log takes no points"),
        ([{"name": "a", "treat": {"method": "jrc", "offset": 2}}], {}, "jrc takes no offset"),
        ([{"name": "a", "label": "R"}, {"name": "b", "label": "r"}], {}, "r is a heading of a and of b"),
        ([{"name": "a", "label": "B"}, {"name": "b"}], {}, "b is a heading of a and of b"),
        ([{"name": "a", "label": "p"}, {"name": "b", "denominator": "p"}], {}, "p is a heading of a too"),
        ([{"name": "a"}], {"group": "a"}, "the group a is a leaf"),
        ([{"name": "a", "impute": "group_median"}], {}, "group_median needs groups"),
        ([{"name": "a"}], {"coverage": 0.5}, "coverage needs missing: renormalise"),
        ([], {}, "total has an empty list of children"),
    ],
)  # fmt: skip
def test_what_cannot_go_together_is_refused(leaves, entries, expected):
    content = {"name": "t", **entries, "root": {"name": "total", "children": leaves}}
    with pytest.raises(InputError, match=expected):
        from_content(content)


def test_a_denominator_may_be_a_leaf():
    leaves = [{"name": "a", "denominator": "b"}, {"name": "b"}]
    from_content({"name": "t", "root": {"name": "total", "children": leaves}})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "an empty name, expected one"),
        (" \t", "an empty name, expected one"),
        ("\u200b", "an empty name, expected one"),
        ("a\0b", "a character that cannot be shown"),
        ("\x1b[31ma", "a character that cannot be shown"),
    ],
)
def test_a_name_can_be_shown(name, expected):
    with pytest.raises(InputError, match=expected):
        from_content({"name": "m", "root": {"name": name, "children": [{"name": "x"}]}})
    with pytest.raises(InputError, match=expected):
        from_content({"name": name, "root": {"name": "t", "children": [{"name": "x"}]}})
