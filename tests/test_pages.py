import pandas as pd

from analysis import pages


def test_a_page_is_whole_and_escapes_its_title():
    got = pages.document("<b> & more", ["<p>one</p>", "<p>two</p>"])
    assert (
        "<title>&lt;b&gt; &amp; more</title>" in got
        and got.index("one") < got.index("two")
        and got.endswith("</html>\n")
    )
    assert "http" not in got  # it fetches nothing


def test_a_table_keeps_long_texts_and_leaves_missing_cells_empty():
    got = pages.table(pd.DataFrame({"text": ["x" * 300], "number": [float("nan")]}))
    assert "x" * 300 in got and "NaN" not in got
