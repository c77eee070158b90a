"""The generated parts of the Chinese pages: counts, contradictions, ranking."""

from analysis.figures.labels import Labels
from analysis.report.words import DIMENSIONS, name_zh
from cicii.front import kept_by_rule
from cicii.measured import markdown
from cicii.summaries import contradictions, counts
from compindex.rounding import short

_MEANINGS = {
    "reproduced": "在四舍五入允许的范围内，由公布的数字可以得出报告所述的内容",
    "contradicted": "公布的数字在四舍五入允许的范围内无论怎样取值，都得不到报告所述的内容",
    "inconsistent": "报告的两处内容彼此不合，但未必哪一处有错",
    "unpublished": "须有报告未曾公布的数据才能核查",
    "external": "须有报告以外的资料才能核查",
}

_NEEDS = {"unpublished": "所需数据未公布的", "external": "须有报告以外资料的"}
_SURE = {"firm": "稳固", "settled": "稳定", "probable": "较可能", "undecided": "未定"}


def blocks_in_chinese(
    ledger: list[dict],
    scores: list[dict],
    tiers: dict[str, str],
    sure: dict[str, str],
    picture: str,
) -> dict[str, str]:
    """Write the generated parts as Markdown, by their names: from the ledger, the rows
    of the table ``scores`` (as printed), the tier of each city, the word for how sure its
    rank is, and from what Figure 5 says in words.
    """
    return {
        "counts": _counts(ledger),
        "rule": _rule(ledger),
        "verdicts": _verdicts(ledger),
        "contradictions": _contradictions(ledger),
        "ranking": _ranking(scores, tiers, sure),
        "face": f"![{picture}](figures/zh/fig5.svg)",
    }


def _counts(ledger: list[dict]) -> str:
    """Say in a sentence how many statements have which verdict."""
    say = Labels("zh")
    words = {verdict: say(verdict) for verdict in counts(ledger)} | _NEEDS
    parts = [f"{words[name]}{count}条" for name, count in counts(ledger).items()]
    return f"报告的陈述共{len(ledger)}条：{'，'.join(parts)}。"


def _rule(ledger: list[dict]) -> str:
    """Say how far the rule goes that was found."""
    (scores, of_scores), (means, of_means) = kept_by_rule(ledger)
    return (
        "换算规则报告没有公布。九项指标中，公布了原始数值的有两项；为这两项各拟合一个参照值，"
        "得分 = 100 · ln(数值) / ln(参照值)，"
        f"则公布的{of_scores}个得分中有{scores}个相符，公布的{of_means}个平均值中有{means}个相符，"
        "而平均值还涉及未曾公布的得分。其余七项指标是否遵循同一规则，无法核查。"
    )


def _verdicts(ledger: list[dict]) -> str:
    """Count the statements by verdict."""
    say = Labels("zh")
    rows = [
        [say(verdict), count, _MEANINGS[verdict]]
        for verdict, count in counts(ledger).items()
    ]
    table = markdown(rows, ["结论", "条数", "含义"])
    return f"报告的陈述共{len(ledger)}条。\n\n{table}"


def _contradictions(ledger: list[dict]) -> str:
    """List what is contradicted, the weightiest first."""
    say = Labels("zh")
    rows = [
        [say.claim(row["id"]), row["published"], short(row["recomputed"])]
        for row in contradictions(ledger)
    ]
    return markdown(rows, ["陈述", "公布", "重算值，或报告别处的数值"])


def _ranking(scores: list[dict], tiers: dict[str, str], sure: dict[str, str]) -> str:
    """List the cities by their printed rank, with the digits that are printed, and how
    sure the rank is.
    """
    rows = []
    for row in sorted(scores, key=lambda row: int(row["rank"])):
        city = row["city"]
        printed = [row[name] for name in (*DIMENSIONS.values(), "total")]
        word = _SURE[sure[city]]
        rows.append([row["rank"], name_zh(city), *printed, tiers[city], word])
    return markdown(rows, ["排名", "城市", *DIMENSIONS, "总得分", "梯队", "可靠程度"])
