"""A name is text wherever it is shown, whatever it looks like: on pages, in workbooks, in
tables as CSV, Markdown and LaTeX.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree

import pandas as pd
import pytest
import yaml
from trust.opened_files import Page, begin_as_formulas, cells_of

from analysis.own import files, sources
from analysis.paths import ROOT
from cicii import measured, pages, scenarios
from cicii.exhibit_tables.beside import ShownColumn, ShownTable
from cicii.exhibit_tables.texts import as_latex, as_markdown
from cicii.exhibit_tables.workbook import tables_book
from compindex.errors import InputError

CALLED = "=cmd|'/c calc'!A1"
NAMES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    'O\'Brien “double” ‘single’ "straight"',
    "R&amp;D &lt;b&gt;",
    "50% \\ $x_1$ ^{a} ~ #1",
    "a|b",
    "`code` *bold* [link](x)",
    "{{ 7*7 }} {% raw %}",
    f"'{CALLED}",
    "</td></table></script><!--",
]
FORMULAS = [CALLED, "+1", "-2+3", "@SUM(1)", "\t=1+1", "＝1+1", "\u200b=1+1"]
# Names, and what is left of them: marks that turn the text, or take no room, go.
UNSEEN = {"abc\u202edef": "abcdef", "g\u200bh\u2067i": "ghi", "two\nlines": "two lines"}
STEERING = ["red\x1b[31m", "end\x00", "bell\x07"]
HEADINGS = ["<b>one</b>", 'two|"2"', "three&amp;$3$"]
TOTAL = "total <i>&amp;</i> \u202eright"
QUESTION = f"{CALLED} <script>alert(2)</script>?"
TEMPLATES = [
    *(ROOT / "src/cicii/templates").rglob("*.html"),
    *(ROOT / "compindex/src").rglob("templates/*.html"),
]
LINK = "{http://www.w3.org/1999/xlink}href"


def table(names):
    """Write an own table of some units."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(["unit", *HEADINGS])
    for row, name in enumerate(names):
        writer.writerow([name, row * row % 7 + 1, row * 5 % 11 + 1, row + 1])
    return content.getvalue()


def described(root=TOTAL, name=CALLED):
    """Write the specification of the index."""
    children = [{"name": heading} for heading in HEADINGS]
    content = {"name": name, "root": {"name": root, "children": children}}
    return yaml.safe_dump(content, allow_unicode=True)


def read(folder, names, specification=None, question=QUESTION):
    """Read and compute an index of such names under a scenario."""
    (folder / "my.csv").write_text(table(names), "utf-8")
    (folder / "my.yml").write_text(specification or described(), "utf-8")
    scenario = yaml.safe_dump({"question": question, "weights": {HEADINGS[0]: 2}})
    (folder / "s.yml").write_text(scenario, "utf-8")
    return sources.own_result(folder / "my.csv", 3, str(folder / "s.yml"))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """All that is written of an index of such names."""
    folder = tmp_path_factory.mktemp("names")
    result = read(folder, [*NAMES, *UNSEEN])
    files.write_results(result, folder / "my.csv", folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def page(results):
    return Page((results / "index.html").read_text(encoding="utf-8"))


def shown(names):
    """Give the names as they stand on a page, where blanks are one."""
    return {" ".join(name.split()) for name in names}


def test_the_page_of_an_index_has_no_element_of_a_name(page):
    assert not {"script", "img", "iframe"} & set(page.elements)
    assert page.handlers() == [] and page.elements.count("title") == 1
    missing = shown([*NAMES, *UNSEEN.values(), TOTAL, *HEADINGS, CALLED])
    assert missing - set(page.texts) == set()
    assert any(QUESTION in text for text in page.texts)


def test_the_page_of_weights_holds_names_as_data_alone(results):
    page = Page((results / "what-if.html").read_text(encoding="utf-8"))
    assert page.elements.count("script") == 2 and page.handlers() == []
    data = json.loads(page.scripts[0])
    assert {unit["id"] for unit in data["units"]} == {*NAMES, *UNSEEN.values()}
    assert [one["id"] for one in data["dims"]] == HEADINGS
    assert not shown(NAMES) & set(page.texts)
    script = (ROOT / "compindex/src/compindex/publish/templates/what-if.js").read_text()
    for unsafe in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval("):
        assert unsafe not in script


def test_tables_hold_names_as_they_are_and_none_begins_as_a_formula(results):
    with (results / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["unit"] for row in rows} == {*NAMES, *UNSEEN.values()}
    assert {*HEADINGS, TOTAL} <= set(rows[0])
    for path in results.glob("*.csv"):
        assert begin_as_formulas(path) == []


def test_no_published_table_has_text_that_begins_as_a_formula():
    """But for the printed names of accounts, which begin with their sign."""
    folders = (ROOT / "data", ROOT / "figures", ROOT / "specifications")
    paths = [path for folder in folders for path in folder.rglob("*.csv")]
    assert len(paths) > 40
    for path in paths:
        found = begin_as_formulas(path)
        assert [one for one in found if not re.fullmatch(r"@ ?\w+", one)] == [], path


def test_the_workbook_of_an_index_holds_text_as_text(results):
    cells = cells_of(results / "index.xlsx")
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    expected = {*NAMES, *UNSEEN.values(), *HEADINGS, TOTAL}
    assert expected - {cell.value for cell in cells} == set()


def test_pictures_are_whole_and_run_nothing(results):
    for path in results.glob("*.svg"):
        tree = xml.etree.ElementTree.fromstring(path.read_bytes())
        tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
        assert not {"script", "foreignObject", "a"} & tags
        links = [element.get(LINK) for element in tree.iter() if element.get(LINK)]
        assert [one for one in links if not one.startswith(("#", "data:image/"))] == []


@pytest.mark.parametrize("name", FORMULAS, ids=ascii)
def test_a_name_that_begins_as_a_formula_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="begins as a formula"):
        read(tmp_path, ["Rome", "Bari", name])
    with pytest.raises(InputError, match="begins as a formula"):
        read(tmp_path, ["Rome", "Bari", "Pisa"], described(name))


@pytest.mark.parametrize("name", STEERING, ids=ascii)
def test_what_steers_a_terminal_is_refused_in_a_line_that_shows_it(tmp_path, name):
    with pytest.raises(InputError) as error:
        read(tmp_path, ["Rome", "Bari", name])
    assert str(error.value).isprintable()


@pytest.mark.parametrize("place", ["name", "root", "question"])
def test_nor_can_a_description_steer_a_terminal(tmp_path, place):
    told = {"question": "x\x1b[31m"}
    if place != "question":
        told = {"specification": described(**{place: "x\x1b[31m"})}
    with pytest.raises(InputError, match="a character that cannot be shown") as error:
        read(tmp_path, ["Rome", "Bari", "Pisa"], **told)
    assert str(error.value).isprintable()


def test_nor_can_a_scenario_of_the_report(tmp_path, monkeypatch):
    monkeypatch.setattr(scenarios, "FOLDER", tmp_path)
    (tmp_path / "s.yml").write_text('question: "x\\e[31m"\nclasses: 4\n')
    with pytest.raises(InputError, match="a character that cannot be shown") as error:
        scenarios.read_scenario("s")
    assert str(error.value).isprintable()


def test_a_page_of_changes_shows_names_as_they_are():
    empty = {"headings": [], "rows": []}
    rows = pages.rows_of(pd.DataFrame({HEADINGS[0]: NAMES, CALLED: NAMES}))
    picture = {"number": 1, "title": NAMES[0], "same": True}
    picture |= {"pictures": {NAMES[1]: "iVBO"}, "words": {NAMES[1]: NAMES[1]}}
    text = pages.render(
        "what_changed.html",
        **{"title": NAMES[0], "question": NAMES[1], "synthetic": True, "moved": 0},
        **{"setting": rows, "ranks": rows, "statements": rows, "gone": empty},
        **{"other_tier": 0, "edges": NAMES[3], "differing": NAMES},
        figures=[picture],
    )
    got = Page(text)
    assert got.elements.count("img") == 1 and "script" not in got.elements
    assert got.handlers() == [] and shown(NAMES) <= set(got.texts)
    assert ("alt", f"{NAMES[1]}: {NAMES[1]}") in got.attributes


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_of_a_page_lets_a_value_out_of_its_place(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\|\s*safe\b|autoescape false|=\{\{", text)


def one_table(cells):
    """Lay out a table of the report of one column of such cells."""
    column = ShownColumn(HEADINGS[1], "printed", cells)
    return [ShownTable("Table 1", NAMES[4], [column], [], "claims.yml", "00_x")]


def test_tables_as_markdown_have_a_row_for_each_name():
    text = as_markdown(one_table([*NAMES, "two\nlines"]))
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) == len(NAMES) + 1
    for row, name in zip(rows, [*NAMES, "two lines"], strict=True):
        assert re.sub(r"\\(.)", r"\1", row) == f"| {name} |"
        assert not re.search(r"(?<!\\)[<>&`*_\[$]", row)


def test_a_bar_or_a_new_line_is_no_border_of_any_table_in_markdown():
    got = measured.markdown([("a|b", r"a\|b", r"a\\|b"), ("a\nb", 1, 2)], "xyz")
    assert got.splitlines()[2:] == [r"| a\|b | a\|b | a\\\|b |", "| a b | 1 | 2 |"]


def test_tables_as_latex_hold_names_as_text():
    text = as_latex(one_table([*NAMES, "two\n\nlines"]))
    rows = text.partition("\\midrule\n")[2].partition("\\bottomrule")[0].splitlines()
    assert len(rows) == len(NAMES) + 1 and rows[-1] == "two lines \\\\"
    for row in rows:
        within = row.removesuffix(" \\\\")
        plain = re.sub(r"\\text\w+\{\}|\\[&%$#_{}]", "", within)
        assert not re.search(r"[\\&%$#_{}~^<>|]", plain), row


def test_the_workbook_of_tables_holds_text_as_text():
    columns = ("id", "section", "statement", "published", "unit", "recomputed", "low")
    columns += ("high", "grade", "explanation", "criterion", "exhibit", "printed_in")
    columns += ("notebook", "checked_by", "source")
    ledger = [dict.fromkeys(columns, CALLED) | {"verdict": "reproduced"}]
    shown_cells = [*NAMES, CALLED, "https://example.org", "+1", "@SUM(1)"]
    content = tables_book(one_table(shown_cells), ledger)
    cells = cells_of(io.BytesIO(content))
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell.value for cell in cells if cell.hyperlink]
    assert {*shown_cells} - {cell.value for cell in cells} == set()
