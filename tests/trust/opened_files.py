"""What a page, a table or a workbook holds, as a program reads it that opens it."""

import csv
import re
from html.parser import HTMLParser

import openpyxl

_VOID = {"meta", "img", "input", "br", "link", "wbr"}


class Page(HTMLParser):
    """Collects the elements, attributes and texts of a page, those of scripts apart."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.texts, self.scripts = [], [], [], []
        self.open = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes
        self.open += [] if tag in _VOID else [tag]

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, text):
        within = self.open[-1] if self.open else ""
        kept = self.scripts if within == "script" else self.texts
        kept.append(" ".join(text.split()))

    def handlers(self):
        """List the attributes that would run something."""
        return [one for one in self.attributes if one[0].startswith("on")]


def begin_as_formulas(path):
    """List the fields that a spreadsheet would compute."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        fields = [field for row in csv.reader(file) for field in row]
    beginning = [one for one in fields if one.strip()[:1] in ("=", "+", "-", "@")]
    return [one for one in beginning if one.strip() and not is_number(one)]


def is_number(text):
    """Tell whether a field is a number."""
    return bool(re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?|[-+]inf", text))


def cells_of(content):
    """Give all cells of a workbook."""
    book = openpyxl.load_workbook(content)
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]
