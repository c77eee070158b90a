"""The ledger: every statement of the report beside what is recomputed, with a verdict.

A statement is *contradicted* only if no reading of the printed inputs gives what is
printed, and *reproduced* only if some reading does. What needs data that were never
printed is *unpublished*, what needs facts from elsewhere *external*.
"""

import re

import pandas as pd

from analysis.claims import dimensions, method, platforms, totals
from analysis.claims.explanations import CAUSES, REMARKS
from analysis.claims.findings import WIDE, Finding, against, alike
from analysis.claims.printed import NotInVariant, Printed
from analysis.claims.supplied import findings_from_export as findings_from_export
from analysis.paths import shown as shown_path
from analysis.register import REGISTER, read_register
from compindex.errors import InputError, quoted
from compindex.intervals import Interval
from compindex.numerals import short
from compindex.readings import EVERY, NONE, SOME

COLUMNS = [
    "id",
    "section",
    "statement",
    "published",
    "unit",
    "recomputed",
    "low",
    "high",
    "verdict",
    "explanation",
]
VERDICTS = {
    EVERY: "reproduced",
    SOME: "reproduced",
    NONE: "contradicted",
    WIDE: "unpublished",
}

CHECKS = method.CHECKS | totals.CHECKS | dimensions.CHECKS | platforms.CHECKS


def recompute(claim, printed):
    """Recompute a statement.

    Parameters
    ----------
    claim : register.Claim
    printed : Printed
        What the report prints.

    Returns
    -------
    Finding

    Raises
    ------
    InputError
        If the value in the register is not the one in the table, or nothing recomputes
        the statement.
    """
    if claim.cell and printed.cell(claim.cell) != claim.published:
        table, row, column = claim.cell
        found = f"row {row}, column {column} of Table {table} has {quoted(printed.cell(claim.cell))}"
        raise InputError(
            f"{claim.id}: {quoted(claim.published)}, but {found}",
            "the same value",
            file=shown_path(REGISTER),
        )
    if claim.id in CHECKS:
        result = CHECKS[claim.id](printed)
    elif claim.again:
        result = alike(
            claim.published,
            claim.again if isinstance(claim.again, str) else printed.cell(claim.again),
        )
    elif claim.kind == "number" and claim.listed:
        result = Interval.exactly(len(claim.listed))
    else:
        expected = "an entry of this name in src/analysis/claims"
        raise InputError(
            f"nothing recomputes {claim.id}", expected, file=shown_path(REGISTER)
        )
    if isinstance(result, Interval):
        if pd.isna(result.value):
            raise NotInVariant(f"{claim.id} has nothing to be computed from")
        return against(claim.published, result)
    return result if isinstance(result, Finding) else Finding(result, result)


def judge(claim, printed, supplied=None):
    """Give a statement its verdict.

    Parameters
    ----------
    claim, printed
        As for `recompute`.
    supplied : dict of str to Finding, optional
        What the user's own data say, by id (`findings_from_export`); takes the place of
        what the report leaves open.

    Returns
    -------
    dict
        A row of the ledger, with the keys of `COLUMNS`.

    Raises
    ------
    NotInVariant
        If the statement is about a city or a tier that a variant of the index does not
        have.
    """
    if claim.kind == "relation" and printed.nodes is not None:
        # Two printings agree or not, whatever the index.
        printed = Printed(printed.folder)
    if printed.lacks(claim):
        raise NotInVariant(f"{claim.id} is about a city that is left out")
    row = {column: getattr(claim, column, None) for column in COLUMNS}
    own = (supplied or {}).get(claim.id)
    if claim.reason and not own:
        return row | {
            "recomputed": "",
            "verdict": claim.kind,
            "explanation": claim.reason,
        }
    finding = own or recompute(claim, printed)
    verdict = VERDICTS[finding.reading]
    text, computed = (
        (claim.cause, CAUSES) if verdict == "contradicted" else (claim.note, REMARKS)
    )
    parts = ["From the supplied export, not from the report."] if own else []
    parts += [text] if text else []
    if printed.nodes is not None:  # causes and notes speak of the report's own index
        parts = ["Recomputed for a variant of the index."]
    elif claim.id in computed:
        parts.append(computed[claim.id](printed))
    if claim.kind == "condition":
        parts.append(
            "A necessary condition only: that it holds does not prove the statement."
        )
    if finding.reading == SOME and claim.kind not in ("number", "rank"):
        parts.append("Holds under some readings, not under all.")
    if finding.reading == WIDE:
        parts.append(WIDE[0].upper() + WIDE[1:] + ".")
    if verdict == "contradicted" and not parts:
        parts.append("No reading of the printed inputs gives what is printed.")
    values = {
        "recomputed": finding.recomputed,
        "low": finding.low,
        "high": finding.high,
        "verdict": verdict,
    }
    return row | values | {"explanation": " ".join(parts)}


def ledger(printed=None, notebook=None, supplied=None, ids=None):
    """Give every statement its verdict.

    Parameters
    ----------
    printed : Printed, optional
        What the report prints; the tables of ``data/raw`` by default.
    notebook : str, optional
        Number of a notebook: the statements that it covers, not all.
    supplied : dict of str to Finding, optional
        What the user's own data say, by id.
    ids : iterable of str, optional
        Statements to judge, not all.

    Returns
    -------
    pandas.DataFrame
        One row for each statement, with `COLUMNS`, in the order of the register;
        without those about cities or tiers that a variant of the index does not have.

    Examples
    --------
    >>> ledger(notebook="05").set_index("id").loc["wuhan_january_may_mean", ["published", "recomputed", "verdict"]].tolist()
    ['100148', '100148.4', 'reproduced']
    """
    printed = Printed() if printed is None else printed
    asked = [
        claim
        for claim in read_register()
        if notebook in (None, claim.notebook) and (ids is None or claim.id in ids)
    ]
    rows = []
    for claim in asked:
        try:
            rows.append(judge(claim, printed, supplied))
        except NotInVariant:
            if printed.nodes is None:
                raise
    return pd.DataFrame(rows, columns=COLUMNS)


def readable(table):
    """Make a ledger fit for the eye: what a reader wants first, numbers to four
    decimals.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ledger`.

    Returns
    -------
    pandas.DataFrame
        ``statement, published, recomputed, verdict, explanation`` by id, as text.
    """
    columns = ["statement", "published", "recomputed", "verdict", "explanation"]
    return (
        table.assign(recomputed=table["recomputed"].map(short))
        .set_index("id")[columns]
        .fillna("")
    )


def shown(table, without=()):
    """Show a ledger in a notebook, its texts set to the left.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ledger`.
    without : iterable of str
        Columns of `readable` to leave out.

    Returns
    -------
    IPython.display.HTML
    """
    return in_words(readable(table).drop(columns=list(without)))


def in_words(table):
    """Show a table of texts in a notebook, set to the left.

    Parameters
    ----------
    table : pandas.DataFrame

    Returns
    -------
    IPython.display.HTML
    """
    from IPython.display import HTML  # here, since only notebooks show it

    with pd.option_context("display.max_colwidth", None):
        html = table.to_html(border=0, index_names=False)
    return HTML(
        re.sub(
            r"<(t[dh])>", r'<\1 style="text-align: left; vertical-align: top">', html
        )
    )


def distances(table):
    """Measure how far recomputed numbers lie from the printed ones, in units of the
    last printed digit.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ledger`.

    Returns
    -------
    pandas.DataFrame
        ``value, low, high, verdict`` by id, for statements of a number, the smallest
        first. Within half a unit, the number as recomputed rounds to the printed one.
    """
    numbers = [claim.id for claim in read_register() if claim.kind == "number"]
    rows = table[table["id"].isin(numbers)].set_index("id")
    printed = Interval.printed(rows["published"])
    unit = printed.high - printed.low
    ends = {
        "value": rows["recomputed"].astype(float),
        "low": rows["low"],
        "high": rows["high"],
    }
    found = pd.DataFrame(
        {name: (end - printed.value) / unit for name, end in ends.items()}
    )
    return found.join(rows["verdict"]).sort_values("value")


def searchable(table):
    """Write a ledger as HTML with a field to search it, everything included, nothing
    fetched when it is read.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ledger`.

    Returns
    -------
    str
        HTML; where scripts are not run, a plain table.
    """
    import itables.options  # here, since only the last notebook and the verification need it
    from itables.javascript import generate_init_offline_itables_html

    look = {
        "classes": "display compact",
        "columnDefs": [{"className": "dt-left", "targets": "_all"}],
        "showIndex": False,
    }
    options = {
        "connected": False,
        "table_id": "ledger",
        "display_logo_when_loading": False,
        "maxBytes": 0,
    }
    html = itables.to_html_datatable(readable(table).reset_index(), **look, **options)
    return generate_init_offline_itables_html(itables.options.dt_bundle) + html
