import csv
import re
from collections import Counter

from analysis.paths import ROOT
from analysis.report.words import CITIES
from cicii import summaries

TEXT = (ROOT / "docs" / "zh.md").read_text(encoding="utf-8")
FRONT = (ROOT / "README.zh.md").read_text(encoding="utf-8")
VERDICTS = {
    "reproduced": "可复现",
    "contradicted": "不符",
    "inconsistent": "前后不一",
    "unpublished": "未公布",
    "external": "需外部资料",
}


def test_the_chinese_front_page_is_one_screen():
    assert "City International Communication Influence Index，CICII" in FRONT
    assert len(FRONT.splitlines()) < 40
    for command in ("make reproduce", "make verify", "make lab", "make site"):
        assert command in FRONT


def test_verdicts_are_counted_under_their_chinese_names():
    counts = Counter(row["verdict"] for row in summaries.read_ledger())
    for verdict, chinese in VERDICTS.items():
        assert f"| {chinese} | {counts[verdict]} |" in TEXT
    assert f"共{counts.total()}条" in TEXT
    words = VERDICTS | {
        "unpublished": "所需数据未公布的",
        "external": "须有报告以外资料的",
    }
    listed = "，".join(f"{words[name]}{counts[name]}条" for name in VERDICTS)
    assert f"共{counts.total()}条：{listed}。" in FRONT


def test_the_ranking_has_the_printed_digits():
    with (ROOT / "data/raw/table03_index.csv").open(encoding="utf-8") as file:
        printed = {row[1]: row for row in csv.reader(file)}
    for city in CITIES:
        (line,) = re.findall(rf"^\| \d+ \| {city.name_zh} \|.*$", TEXT, re.MULTILINE)
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        numbers = [
            cell for cell in printed[city.name_zh] if re.fullmatch(r"\d+\.\d+", cell)
        ]
        assert set(numbers) == set(cells[2:7])


def test_every_contradicted_statement_has_a_chinese_name():
    part = TEXT.split("<!-- begin contradictions -->")[1].split("<!-- end")[0]
    rows = part.strip().splitlines()[2:]
    assert len(rows) == 5 and all(re.search("[\u4e00-\u9fff]", row) for row in rows)
