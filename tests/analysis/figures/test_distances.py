import pandas as pd

from analysis.figures import distances

TABLE = pd.DataFrame(
    {
        "value": [0.1, 5.0, -0.2],
        "low": [0.0, 4.0, -0.3],
        "high": [0.2, 6.0, -0.1],
        "verdict": ["reproduced", "contradicted", "reproduced"],
    },
    ["one", "mean_total", "three"],
)


def test_what_is_contradicted_stands_on_top_and_is_named():
    picture = distances.distance_chart(TABLE)
    (axes,) = picture.figure.axes
    assert [text.get_text() for text in axes.texts] == ["mean total"]
    points = axes.collections[-1].get_offsets()
    assert points[-1].tolist()[0] == 5.0 and points[-1][1] == points[:, 1].max()
    assert picture.alternative.startswith("1 of 3 numbers contradict")


def test_a_statement_without_a_name_is_called_by_its_id():
    table = TABLE.rename({"mean_total": "tier_1_social"})
    (axes,) = distances.distance_chart(table, language="zh").figure.axes
    assert [text.get_text() for text in axes.texts] == ["tier_1_social"]
