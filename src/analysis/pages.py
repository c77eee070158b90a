"""HTML pages that need nothing but themselves."""

import html

import pandas as pd

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:72em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}"
    "td,th{text-align:left;vertical-align:top;padding:.3em .8em;border-bottom:1px solid #ddd;white-space:normal!important}"
    ".pair{display:flex;gap:1em}.pair figure{flex:1;margin:0}img{width:100%}.warn{background:#ffe9a8;padding:.4em .8em}"
)


def document(title, parts):
    """Put parts of HTML into one page.

    Parameters
    ----------
    title : str
    parts : iterable of str

    Returns
    -------
    str

    Examples
    --------
    >>> document("A & B", ["<p>one</p>"]).startswith("<!doctype html><html lang='en'><meta charset='utf-8'><title>A &amp; B")
    True
    """
    head = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{html.escape(title)}</title><style>{_STYLE}</style>"
    return "\n".join([head, f"<h1>{html.escape(title)}</h1>", *parts]) + "</html>\n"


def table(rows):
    """Write rows as an HTML table.

    Parameters
    ----------
    rows : pandas.DataFrame or list of dict

    Returns
    -------
    str
    """
    with pd.option_context("display.max_colwidth", None):
        return pd.DataFrame(rows).to_html(index=False, border=0, na_rep="")
