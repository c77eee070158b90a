import codecs
import json
import math

import frictionless
import pytest

from analysis.coverage import printed
from analysis.ledger.sample import Report
from analysis.own import sources
from analysis.ranking import raw_data
from analysis.report.words import DIMENSIONS
from cicii import package, raw_folders
from cicii.__main__ import main
from compindex.errors import InputError
from compindex.rounding import half_up
from compindex.specification import load_spec
from compindex.tree import leaves

PRINTED = Report()
NODES = [*DIMENSIONS.values(), "total"]
FILES = raw_folders.synthetic_files()


@pytest.fixture(scope="module")
def counts():
    spec = load_spec(raw_folders.SYNTHETIC / "index.yml")
    values, provenance = raw_data.read_folder(raw_folders.SYNTHETIC, spec)
    return values.table, provenance


def test_the_committed_folder_is_what_its_generator_writes():
    committed = {
        path.name: path.read_bytes() for path in raw_folders.SYNTHETIC.iterdir()
    }
    assert committed == FILES
    package.check_package(raw_folders.SYNTHETIC / "datapackage.json")


def test_another_seed_gives_other_counts_and_table_3_all_the_same(tmp_path):
    files = raw_folders.synthetic_files(seed=7)
    assert files["google_trends_synthetic.csv"] != FILES["google_trends_synthetic.csv"]
    raw_folders.write_folder(tmp_path, files)
    gives_table_3(sources.own_result(tmp_path).index_table())


def gives_table_3(index):
    """Hold an index against Table 3, read as text, digit by digit."""
    table = PRINTED.cells.table(3)
    headings = [heading + "得分" for heading in DIMENSIONS] + ["总得分"]
    got = index.set_index("city").loc[PRINTED.ranks.index]
    for node, heading in zip(NODES, headings, strict=True):
        assert [float(half_up(value)) for value in got[node]] == table[heading].astype(
            float
        ).to_list()
    assert got["rank"].to_list() == table["排名"].astype(int).to_list()


def test_the_synthetic_counts_give_table_3_to_the_printed_digit():
    result = sources.own_result(raw_folders.SYNTHETIC)
    index = result.index_table()
    gives_table_3(index)
    assert set(index["provenance"]) == {"synthetic"}
    assert result.tables()["missing"].empty


def test_the_total_of_a_city_by_hand():
    read = {
        path: path.read_text(encoding="utf-8")
        for path in raw_folders.SYNTHETIC.glob("*.csv")
    }
    rows = {
        path.stem.rsplit("_", 1)[0]: next(
            line for line in text.splitlines() if line.startswith("郑州")
        )
        for path, text in read.items()
    }
    # As in Table 7.
    assert rows["tiktok"].endswith(",65K") and rows["instagram"].endswith(",95K")
    english, other = (
        int(part.replace(",", "")) for part in rows["news"].split('"')[1::2]
    )
    media = (
        (0.20 * math.log(english) + 0.15 * math.log(other)) / 0.35 / math.log(1e6) * 100
    )
    assert half_up(media) == "62.62"


def test_instagram_and_tiktok_are_the_published_counts(counts):
    values, provenance = counts
    for name in ("instagram_tags", "tiktok_tags"):
        assert values[name].to_dict() == PRINTED.counts[name].to_dict()
    assert provenance.value_counts().to_dict() == {"synthetic": 7, "published": 2}
    assert set(provenance.index[provenance == "published"]) == {
        "instagram_tags",
        "tiktok_tags",
    }


def test_media_reports_keep_what_is_printed_of_coverage(counts):
    reports = counts[0][["english_reports", "other_language_reports"]].sum(axis=1)
    spans = printed.published_spans(PRINTED.prose)
    year = printed.others_year(spans)
    assert year.low <= reports[list(printed.OTHERS)].sum() <= year.high
    assert (
        reports[["wuhan", "beijing"]] >= printed.floors(spans)[["wuhan", "beijing"]]
    ).all()


def test_every_synthetic_file_says_so():
    for name in FILES:
        if name.endswith(".csv"):
            assert ("published" in name) == any(
                platform in name for platform in ("instagram", "tiktok")
            )
            assert "published" in name or "synthetic" in name
    descriptor = json.loads(FILES["datapackage.json"])
    assert "synthetic" in descriptor["name"] and descriptor["title"].startswith(
        "SYNTHETIC"
    )
    assert (
        "name: cicii-2020-synthetic" in FILES["index.yml"].decode()
        and "no data" in FILES["README.md"].decode()
    )


def test_a_template_is_a_valid_package_with_the_same_headings(tmp_path):
    main(["template", str(tmp_path / "mine")])
    folder = tmp_path / "mine"
    assert frictionless.Package(str(folder / "datapackage.json")).validate().valid
    headings = {
        cell
        for name in raw_data.PLATFORM_FILES
        if (folder / f"{name}.csv").read_bytes().startswith(codecs.BOM_UTF8)
        for cell in (folder / f"{name}.csv")
        .read_text(encoding="utf-8-sig")
        .strip()
        .split(",")
    }
    assert headings == {"城市", "年份", *raw_data.HEADINGS.values()}
    assert [
        leaf.name for leaf in leaves(load_spec(folder / "index.yml"))
    ] == PRINTED.weights["indicator"].to_list()
    with pytest.raises(InputError, match="no row below the heading"):
        sources.own_result(folder)


def test_a_template_never_overwrites(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(SystemExit, match="the folder is not empty; expected a new one"):
        main(["template", str(tmp_path)])
    with pytest.raises(SystemExit, match="no folder is named"):
        main(["template"])
    assert (tmp_path / "a.csv").read_text() == "mine"
