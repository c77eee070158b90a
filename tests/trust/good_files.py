"""A small good file for every door, of which bad ones are made."""

import io
import json

import xlsxwriter

from analysis.paths import RAW, ROOT
from analysis.report.words import CITIES, MONTHS

TABLE = "city,x,y\nRome,1,2\nBari,3,4\nPisa,2,9\n"
INDEX = (
    "name: mine\nroot:\n  name: total\n  children:\n    - {name: x}\n    - {name: y}\n"
)
NODES = "code,parent,weight\ntotal,,\nx,total,1\ny,total,2\n"
FOLDER = {
    "index.yml": INDEX,
    "a.csv": "city,x\nRome,1\nBari,3\nPisa,2\n",
    "b.csv": "city,y\nRome,2\nBari,4\nPisa,9\n",
}
SCENARIO = "question: What if there were four?\nclasses: 4\n"
WHAT_IF = "question: Twice x?\nweights: {x: 2}\n"
TRENDS = (
    "Category: All\n\nMonth,Rome: (Italy),Bari: (Italy)\n2021-01,50,<1\n2021-02,100,7\n"
)
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": ["Why?"]},
            {
                "cell_type": "code",
                "metadata": {"tags": ["parameters"]},
                "source": ["classes = 5  # of cities\n", "left_out = 'wuhan'"],
                "outputs": [],
            },
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
SHEETS = {
    "data": [line.split(",") for line in TABLE.splitlines()],
    "indicators": [["code", "parent"], ["total"], ["x", "total"], ["y", "total"]],
}


def export():
    """Write monthly counts of all cities in every month of the window."""
    rows = [f"{month},{city.id},english,7" for month in MONTHS for city in CITIES]
    return "\n".join(["month,city,language,reports", *rows, ""])


TEXTS = {
    "raw table": (RAW / "table07_instagram_tiktok.csv").read_text(encoding="utf-8"),
    "descriptor": (RAW / "datapackage.json").read_text(encoding="utf-8"),
    "register": (RAW / "claims.yml").read_text(encoding="utf-8"),
    "scenario": SCENARIO,
    "baseline": (ROOT / "scenarios/baseline.yml").read_text(encoding="utf-8"),
    "own table": TABLE,
    "folder": FOLDER["a.csv"],
    "specification": INDEX,
    "nodes": NODES,
    "own scenario": WHAT_IF,
    "export": export(),
    "articles": "date,city,language\n2020-01-05,Wuhan,English\n2020-01-07,武汉,French\n",
    "trends": TRENDS,
    "notebook": NOTEBOOK,
}


def book(sheets=None, hidden=()):
    """Write a workbook, numbers as numbers; by default, a good one."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_numbers": True})
    for name, rows in (sheets or SHEETS).items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
        if name in hidden:
            sheet.hide()
    book.close()
    return content.getvalue()
