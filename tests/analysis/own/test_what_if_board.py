import pandas as pd

import compindex
from analysis.own.what_if_board import own_board

ROOT = {"name": "total", "children": [{"name": "a"}, {"name": "b", "label_zh": "乙"}]}
VALUES = pd.DataFrame({"a": [1.0, 4, 3], "b": [5.0, 3, 1]}, ["xian", "Lyon", "Oslo"])
FEW = compindex.Simulation(draws=1_000, noises=10)


def board(word):
    spec = {"name": "mine", "root": ROOT}
    values = VALUES.rename_axis(word)
    return own_board(compindex.build(spec, values, simulation=FEW), "index.html")


def test_the_cities_of_the_report_have_their_chinese_names():
    names = board("city").names
    assert names["xian"] == ("Xi'an", "西安") and names["Lyon"] == ("Lyon", "Lyon")
    labels = board("city").labels
    assert labels["a"] == ("a", "a") and labels["b"] == ("b", "乙")


def test_a_unit_is_called_as_in_the_data():
    assert board("city").one[1] == "城市" and board("unit").one[1] == "单位"


def test_its_scenarios_are_for_make_index():
    form = board("unit").form
    assert "make index" in form.how[0] and form.root == "total"
