"""What is printed in Chinese in the report's tables, in English."""

import re

from analysis.report.words import ADMIN_LEVELS, CITIES, DIMENSIONS, INDICATORS, REGIONS

_WORDS = {
    "一线城市": "first-tier city",
    "一线城市(排名前10位)": "first-tier city (in the top ten)",
    "新一线城市": "new first-tier city",
    "媒体报道影响力": "media coverage",
    "综合社交认知力": "social recognition",
    "图片社交影响力": "pictures",
    "视频社交影响力": "videos",
    "短视频社交影响力": "short videos",
    "国际访客影响力": "international visitors",
    "搜索引擎影响力": "search engines",
    "样本城市GDP": "GDP of the sample",
    "CICII值": "CICII",
    "皮尔森(Pearson)相关": "Pearson correlation",
    "显著性(双尾)": "significance (two-sided)",
    "全样本均值": "mean of all cities",
    "推特(Twitter)": "Twitter",
    "优兔(YouTube)": "YouTube",
    "照片墙(Instagram)": "Instagram",
}
_KNOWN = (
    {city.name_zh: city.name_en for city in CITIES}
    | {printed: name.replace("_", " ") for printed, name in DIMENSIONS.items()}
    | {printed: name.replace("_", " ") for printed, name in INDICATORS.items()}
    | REGIONS
    | ADMIN_LEVELS
    | _WORDS
)
CHINESE = re.compile("[\u3400-\u9fff]")


def in_english(printed: str) -> str:
    """Translate a printed cell; what is not Chinese stays as it is printed. A word that
    is not known is a fault.
    """
    return _KNOWN[printed] if CHINESE.search(printed) else printed
