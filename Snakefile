# The notebooks as a graph: what each reads and what it makes. `make reproduce` runs it; results are made in
# build/results and then copied into the checkout where their bytes differ (not if a source
# is not as recorded, unless one says so). A scenario runs the same graph in
# build/scenarios/<name> and ends in a page that compares it with build/results; nothing of it is copied.
#
# A notebook runs again when a printed table, a table of another notebook, a module of src or compindex that it imports,
# its own source, one of its parameters or the locked environment has changed in content. Notebook 01, on which most
# others build, is a checkpoint: once it has run, Snakemake looks again which of its tables really changed. (A dry
# run cannot know that yet, and lists more than will run.)

import functools
import shlex
import sys
from glob import glob

from analysis import scenarios
from analysis import workflow as notebooks

REGISTER = "data/raw/claims.yml"
RUN = f"{shlex.quote(sys.executable)} -m analysis.runner --results build/{{wildcards.run}} --scenario {{params.scenario}}"
BASELINE = "results"  # the folder below build that holds the published parameters' results


wildcard_constraints:
    run=rf"{BASELINE}|scenarios/{scenarios.NAME}",
    name=scenarios.NAME,


def printed(*numbers):
    return [path for number in numbers for path in glob(f"data/raw/table{number:02d}_*.csv")]


def tables(*names, run="{run}"):
    return [f"build/{run}/data/processed/{name}.csv" for name in names]


def tidy(*names):
    def tables_when_made(wildcards):
        checkpoints.clean_data.get(run=wildcards.run)
        return tables(*names, run=wildcards.run)

    return tables_when_made


def figures(*numbers, run="{run}"):
    return [f"build/{run}/figures/fig{n}.{ending}" for n in numbers for ending in ("png", "svg", "pdf", "csv", "json")]


def executed(name, run="{run}"):
    return f"build/{run}/notebooks/{name}.ipynb"


def scenario(wildcards):
    return "baseline" if wildcards.run == BASELINE else wildcards.run.partition("/")[2]


values_of = functools.cache(scenarios.load)


def parameters(notebook):
    return lambda wildcards: notebooks.notebook_parameters(notebook, values_of(scenario(wildcards)))


def named_files(*names):
    """Files and folders that a scenario's parameters name, and what lies in them."""

    def files(wildcards):
        paths = [values_of(scenario(wildcards))[name] for name in names]
        return [file for path in paths if path for file in sorted(glob(f"{path}/*")) or [path]]

    return files


def made(run):
    """All results of a run."""
    return [
        tables("cities", "weights", "scores", "gdp", "indicators", "accounts", run=run),
        tables("standardized", "index", "nodes", "tiers", "admin_levels", "coverage", "correlation", "engagement", run=run),
        tables("pair_reversals", "rank_probabilities", "tier_probabilities", run=run),
        tables("rank_ranges", "choices", "sensitivity", "verdicts", "claims", run=run),
        figures(1, 2, 3, 4, 5, run=run),
        [executed(path.stem, run=run) for path in sorted(notebooks.NOTEBOOKS.glob("*.ipynb"))],
    ]


source = notebooks.source_digest


rule all:
    input:
        made(BASELINE),


rule all_scenarios:
    input:
        [f"build/scenarios/{name}/what_changed.html" for name in scenarios.names()],


rule what_changed:
    input:
        made("scenarios/{name}"),
        made(BASELINE),
        notebooks.files_of("analysis.changes"),
        "scenarios/{name}.yml",
    output:
        "build/scenarios/{name}/what_changed.html",
    priority: 20
    shell:
        f"{shlex.quote(sys.executable)} -m analysis.changes {{wildcards.name}}"


onsuccess:
    notebooks.record(rules.all.input)


onerror:
    notebooks.record(rules.all.input)


checkpoint clean_data:
    input:
        printed(1, 2, 3, 5, 7, 9, 10, 11, 12, 13),
        REGISTER,
        notebooks.rooms("01_clean_data"),
        "requirements/run.txt",
        ancient("notebooks/01_clean_data.ipynb"),
    output:
        tables("cities", "weights", "scores", "gdp", "indicators", "accounts"),
        executed("01_clean_data"),
    params:
        source=source("01_clean_data"),
        values=parameters("01_clean_data"),
        scenario=scenario,
    priority: 10
    shell:
        RUN + " 01_clean_data"


rule standardize_indicators:
    input:
        printed(7, 8),
        REGISTER,
        tidy("indicators"),
        notebooks.rooms("02_standardize_indicators"),
        "requirements/run.txt",
        ancient("notebooks/02_standardize_indicators.ipynb"),
    output:
        tables("standardized"),
        executed("02_standardize_indicators"),
    params:
        source=source("02_standardize_indicators"),
        values=parameters("02_standardize_indicators"),
        scenario=scenario,
    shell:
        RUN + " 02_standardize_indicators"


rule compute_index:
    input:
        printed(2, 3, 8),
        REGISTER,
        tidy("weights", "scores", "indicators"),
        named_files("data_folder", "index_specification"),
        notebooks.rooms("03_compute_index"),
        "requirements/run.txt",
        ancient("notebooks/03_compute_index.ipynb"),
    output:
        tables("index", "nodes"),
        executed("03_compute_index"),
    params:
        source=source("03_compute_index"),
        values=parameters("03_compute_index"),
        scenario=scenario,
    priority: 8
    shell:
        RUN + " 03_compute_index"


rule analyse_tiers:
    input:
        printed(2, 3, 4, 7),
        REGISTER,
        tidy("cities", "index", "nodes"),
        notebooks.rooms("04_analyse_tiers"),
        "requirements/run.txt",
        ancient("notebooks/04_analyse_tiers.ipynb"),
    output:
        tables("tiers", "admin_levels"),
        figures(1, 4, 5),
        executed("04_analyse_tiers"),
    params:
        source=source("04_analyse_tiers"),
        values=parameters("04_analyse_tiers"),
        scenario=scenario,
    priority: 7
    shell:
        RUN + " 04_analyse_tiers"


rule covid_media_surge:
    input:
        printed(2, 3),
        REGISTER,
        named_files("coverage_file"),
        notebooks.rooms("05_covid_media_surge"),
        "requirements/run.txt",
        ancient("notebooks/05_covid_media_surge.ipynb"),
    output:
        tables("coverage"),
        figures(2, 3),
        executed("05_covid_media_surge"),
    params:
        source=source("05_covid_media_surge"),
        values=parameters("05_covid_media_surge"),
        scenario=scenario,
    priority: 9
    shell:
        RUN + " 05_covid_media_surge"


rule regress_on_gdp:
    input:
        printed(2, 3, 5, 6),
        REGISTER,
        tidy("gdp", "index", "nodes"),
        notebooks.rooms("06_regress_on_gdp"),
        "requirements/run.txt",
        ancient("notebooks/06_regress_on_gdp.ipynb"),
    output:
        tables("correlation"),
        executed("06_regress_on_gdp"),
    params:
        source=source("06_regress_on_gdp"),
        values=parameters("06_regress_on_gdp"),
        scenario=scenario,
    priority: 6
    shell:
        RUN + " 06_regress_on_gdp"


rule social_accounts:
    input:
        printed(1, 7, 8, 9, 10, 11, 12, 13),
        REGISTER,
        tidy("indicators", "accounts"),
        notebooks.rooms("07_social_accounts"),
        "requirements/run.txt",
        ancient("notebooks/07_social_accounts.ipynb"),
    output:
        tables("engagement"),
        executed("07_social_accounts"),
    params:
        source=source("07_social_accounts"),
        values=parameters("07_social_accounts"),
        scenario=scenario,
    shell:
        RUN + " 07_social_accounts"


rule audit_robustness:
    input:
        printed(2, 3),
        REGISTER,
        tidy("index", "nodes"),
        notebooks.rooms("08_audit_robustness"),
        "requirements/run.txt",
        ancient("notebooks/08_audit_robustness.ipynb"),
    output:
        tables("pair_reversals", "rank_probabilities", "tier_probabilities"),
        tables("rank_ranges", "choices", "sensitivity", "verdicts"),
        executed("08_audit_robustness"),
    params:
        source=source("08_audit_robustness"),
        values=parameters("08_audit_robustness"),
        scenario=scenario,
    priority: 9
    shell:
        RUN + " 08_audit_robustness"


rule verify_report:
    input:
        printed(*range(1, 14)),
        REGISTER,
        tidy("index", "nodes"),
        notebooks.rooms("09_verify_report"),
        "requirements/run.txt",
        ancient("notebooks/09_verify_report.ipynb"),
    output:
        tables("claims"),
        executed("09_verify_report"),
    params:
        source=source("09_verify_report"),
        values=parameters("09_verify_report"),
        scenario=scenario,
    priority: 8
    shell:
        RUN + " 09_verify_report"
