"""The ledger for the eye: in a notebook, on a page, in a chart."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from compindex.intervals import Interval
from compindex.numerals import short

if TYPE_CHECKING:
    from IPython.display import HTML

READ = ["statement", "published", "recomputed", "verdict", "explanation"]
_LEFT = r'<\1 style="text-align: left; vertical-align: top">'


def readable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Make a ledger fit for the eye: what a reader wants first, by id, as text, numbers
    to four decimals.
    """
    numbers = ledger["recomputed"].map(short)
    return ledger.assign(recomputed=numbers).set_index("id")[READ].fillna("")


def show(ledger: pd.DataFrame, without: Iterable[str] = ()) -> "HTML":
    """Show a ledger in a notebook, some columns left out."""
    return show_texts(readable(ledger).drop(columns=list(without)))


def show_texts(table: pd.DataFrame) -> "HTML":
    """Show a table of texts in a notebook, set to the left."""
    from IPython.display import HTML  # here, since only notebooks show it

    with pd.option_context("display.max_colwidth", None):
        html = table.to_html(border=0, index_names=False)
    return HTML(re.sub(r"<(t[dh])>", _LEFT, html))


def distances(ledger: pd.DataFrame) -> pd.DataFrame:
    """Measure how far recomputed numbers lie from the printed ones, in units of the last
    printed digit, by id, the smallest first. Within half a unit, the number as
    recomputed rounds to the printed one.
    """
    rows = ledger[ledger["kind"] == "number"].set_index("id")
    printed = Interval.printed(rows["published"])
    unit = printed.high - printed.low
    value = rows["recomputed"].astype(float)
    ends = {"value": value, "low": rows["low"], "high": rows["high"]}
    found = {name: (end - printed.value) / unit for name, end in ends.items()}
    return pd.DataFrame(found).join(rows["verdict"]).sort_values("value")


def searchable(ledger: pd.DataFrame) -> str:
    """Write a ledger as HTML with a field to search it, everything included, nothing
    fetched when it is read; where scripts are not run, a plain table.
    """
    import itables.options  # here, since few need it
    from itables.javascript import generate_init_offline_itables_html

    html = itables.to_html_datatable(
        readable(ledger).reset_index(),
        classes="display compact",
        columnDefs=[{"className": "dt-left", "targets": "_all"}],
        showIndex=False,
        connected=False,
        table_id="ledger",
        display_logo_when_loading=False,
        maxBytes=0,
    )
    return generate_init_offline_itables_html(itables.options.dt_bundle) + html
