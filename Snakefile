# The notebooks as a graph: what each reads and what it makes. `make reproduce` runs it; results are made in
# build/results and then copied into the checkout where their bytes differ.
#
# Notebook 01 makes many tables at once. So that a change to one printed table reruns only what rests on it, the
# others name the printed tables behind what they read, and take 01's tables as `ancient`: made first, but no
# reason of their own to run again. What 01 does to them is watched through its source and the rooms it imports.

import shlex
import sys
from glob import glob

from analysis import workflow as notebooks

RESULTS = "build/results"
PYTHON = shlex.quote(sys.executable)


def printed(*numbers):
    return [path for number in numbers for path in glob(f"data/raw/table{number:02d}_*.csv")]


def tables(*names):
    return [f"{RESULTS}/data/processed/{name}.csv" for name in names]


def figures(*numbers):
    return [f"{RESULTS}/figures/fig{n}.{ending}" for n in numbers for ending in ("png", "svg", "pdf", "csv", "json")]


def executed(name):
    return f"{RESULTS}/notebooks/{name}.ipynb"


def source(*names):
    return [notebooks.source_digest(name) for name in names]


rule all:
    input:
        tables("cities", "weights", "scores", "gdp", "indicators", "accounts", "statements_01"),
        executed("01_clean_data"),
        tables("standardized", "statements_02"),
        executed("02_standardize_indicators"),
        tables("index", "statements_03"),
        executed("03_compute_index"),
        tables("tiers", "admin_levels", "statements_04"),
        figures(1, 4, 5),
        executed("04_analyse_tiers"),
        tables("coverage", "statements_05"),
        figures(2, 3),
        executed("05_covid_media_surge"),
        tables("correlation", "statements_06"),
        executed("06_regress_on_gdp"),
        tables("engagement", "statements_07"),
        executed("07_social_accounts"),


onsuccess:
    notebooks.record(rules.all.input)


rule clean_data:
    input:
        printed(1, 2, 3, 5, 7, 9, 10, 11, 12, 13),
        "data/raw/prose.csv",
        notebooks.rooms("01_clean_data"),
        ancient("notebooks/01_clean_data.ipynb"),
    output:
        tables("cities", "weights", "scores", "gdp", "indicators", "accounts", "statements_01"),
        executed("01_clean_data"),
    params:
        source=source("01_clean_data"),
        values=notebooks.notebook_parameters("01_clean_data"),
    priority: 9
    shell:
        "{PYTHON} -m analysis.run notebook 01_clean_data --results {RESULTS}"


rule standardize_indicators:
    input:
        printed(7, 8),
        ancient(tables("indicators")),
        notebooks.rooms("01_clean_data", "02_standardize_indicators"),
        ancient("notebooks/02_standardize_indicators.ipynb"),
    output:
        tables("standardized", "statements_02"),
        executed("02_standardize_indicators"),
    params:
        source=source("01_clean_data", "02_standardize_indicators"),
        values=notebooks.notebook_parameters("02_standardize_indicators"),
    shell:
        "{PYTHON} -m analysis.run notebook 02_standardize_indicators --results {RESULTS}"


rule compute_index:
    input:
        printed(2, 3, 7, 8),
        "data/raw/prose.csv",
        ancient(tables("weights", "scores", "indicators")),
        notebooks.rooms("01_clean_data", "03_compute_index"),
        ancient("notebooks/03_compute_index.ipynb"),
    output:
        tables("index", "statements_03"),
        executed("03_compute_index"),
    params:
        source=source("01_clean_data", "03_compute_index"),
        values=notebooks.notebook_parameters("03_compute_index"),
    priority: 8
    shell:
        "{PYTHON} -m analysis.run notebook 03_compute_index --results {RESULTS}"


rule analyse_tiers:
    input:
        printed(1, 4),
        "data/raw/prose.csv",
        tables("index"),
        ancient(tables("cities")),
        notebooks.rooms("01_clean_data", "04_analyse_tiers"),
        ancient("notebooks/04_analyse_tiers.ipynb"),
    output:
        tables("tiers", "admin_levels", "statements_04"),
        figures(1, 4, 5),
        executed("04_analyse_tiers"),
    params:
        source=source("01_clean_data", "04_analyse_tiers"),
        values=notebooks.notebook_parameters("04_analyse_tiers"),
    priority: 7
    shell:
        "{PYTHON} -m analysis.run notebook 04_analyse_tiers --results {RESULTS}"


rule covid_media_surge:
    input:
        "data/raw/prose.csv",
        notebooks.rooms("05_covid_media_surge"),
        ancient("notebooks/05_covid_media_surge.ipynb"),
    output:
        tables("coverage", "statements_05"),
        figures(2, 3),
        executed("05_covid_media_surge"),
    params:
        source=source("05_covid_media_surge"),
        values=notebooks.notebook_parameters("05_covid_media_surge"),
    shell:
        "{PYTHON} -m analysis.run notebook 05_covid_media_surge --results {RESULTS}"


rule regress_on_gdp:
    input:
        printed(5, 6),
        "data/raw/prose.csv",
        ancient(tables("gdp")),
        notebooks.rooms("01_clean_data", "06_regress_on_gdp"),
        ancient("notebooks/06_regress_on_gdp.ipynb"),
    output:
        tables("correlation", "statements_06"),
        executed("06_regress_on_gdp"),
    params:
        source=source("01_clean_data", "06_regress_on_gdp"),
        values=notebooks.notebook_parameters("06_regress_on_gdp"),
    priority: 6
    shell:
        "{PYTHON} -m analysis.run notebook 06_regress_on_gdp --results {RESULTS}"


rule social_accounts:
    input:
        printed(7, 9, 10, 11, 12, 13),
        "data/raw/prose.csv",
        ancient(tables("indicators", "accounts")),
        notebooks.rooms("01_clean_data", "07_social_accounts"),
        ancient("notebooks/07_social_accounts.ipynb"),
    output:
        tables("engagement", "statements_07"),
        executed("07_social_accounts"),
    params:
        source=source("01_clean_data", "07_social_accounts"),
        values=notebooks.notebook_parameters("07_social_accounts"),
    shell:
        "{PYTHON} -m analysis.run notebook 07_social_accounts --results {RESULTS}"
