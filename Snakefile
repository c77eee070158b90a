# The notebooks as a graph, made from the table in src/cicii/books.py: what each reads and what it makes.
# `make reproduce` runs it; results are made in build/results and then copied into the checkout where their bytes differ
# (not if a source is not as recorded, unless one says so). A scenario runs the same graph in build/scenarios/<name> and
# ends in a page that compares it with build/results; nothing of it is copied.
#
# A notebook runs again when a printed table, a table of another notebook, a module that it imports or that checks its
# statements, its own source, one of its parameters or the locked environment has changed in content. Notebook 01, on
# which all others build, is a checkpoint: once it has run, Snakemake looks again which of its tables really changed. (A
# dry run cannot know that yet, and lists more than will run.)

import functools
import shlex
from glob import glob

from analysis.report.register import read_register
from cicii import books, contents, imports, launch, made, notebook_parameters, notebooks, scenarios

PYTHON = shlex.join(launch.PYTHON)
RUN = f"{PYTHON} cicii notebook --results build/{{wildcards.run}} --scenario {{params.scenario}} {{params.notebook}}"
BASELINE = "results"  # the folder below build that holds the published parameters' results
FIRST = books.FIRST
REST = [book for book in books.BOOKS if book is not FIRST]
CLAIMS = read_register()


wildcard_constraints:
    run=rf"{BASELINE}|scenarios/{scenarios.NAME}",
    name=scenarios.NAME,


def written(book, run="{run}"):
    """What a notebook makes."""
    files = [f"data/processed/{table.name}.csv" for table in book.writes]
    files += [*contents.figure_files(book), f"notebooks/{book.name}.ipynb"]
    return [f"build/{run}/{file}" for file in files]


def every(run):
    """All results of a run."""
    return [file for book in books.BOOKS for file in written(book, run)]


def sources(book):
    """What a notebook rests on beside results of others and its code."""
    printed = [f"data/raw/table{number:02d}_*.csv" for number in contents.printed_tables(book, CLAIMS)]
    files = [file for pattern in printed for file in glob(pattern)]
    fonts = glob("src/analysis/figures/fonts/*.otf") if book.figures else []
    return [*files, *fonts, "data/raw/claims.yml", "requirements/run.txt"]


def tidy(book):
    """The tidy tables that a notebook reads, once notebook 01 has made those of the report."""

    def tables(wildcards):
        checkpoints.clean_data.get(run=wildcards.run)
        return [f"build/{wildcards.run}/data/processed/{name}.csv" for name in contents.tidy_tables(book, CLAIMS)]

    return tables


def scenario(wildcards):
    return scenarios.PUBLISHED if wildcards.run == BASELINE else wildcards.run.partition("/")[2]


values_of = functools.cache(scenarios.load_scenario)


def parameters(book):
    return lambda wildcards: notebook_parameters.notebook_parameters(book.name, values_of(scenario(wildcards)))


def named_files(book):
    """Files and folders that a scenario's parameters name, and what lies in them."""

    def files(wildcards):
        paths = [values_of(scenario(wildcards))[name] for name in book.files]
        return [file for path in paths if path for file in sorted(glob(f"{path}/*")) or [path]]

    return files


rule all:
    input:
        every(BASELINE),


rule all_scenarios:
    input:
        [f"build/scenarios/{name}/what_changed.html" for name in scenarios.scenario_names()],


rule what_changed:
    input:
        every("scenarios/{name}"),
        every(BASELINE),
        imports.files_of("cicii.changes"),
        glob("src/cicii/templates/*.html"),
        "scenarios/{name}.yml",
    output:
        "build/scenarios/{name}/what_changed.html",
    priority: 20
    shell:
        f"{PYTHON} cicii.changes {{wildcards.name}}"


onsuccess:
    made.record_made(rules.all.input)


onerror:
    made.record_made(rules.all.input)


checkpoint clean_data:
    input:
        sources(FIRST),
        ancient(f"notebooks/{FIRST.name}.ipynb"),
    output:
        written(FIRST),
    params:
        notebook=FIRST.name,
        source=notebooks.source_digest(FIRST.name),
        code=imports.code_digest(FIRST.name),
        values=parameters(FIRST),
        scenario=scenario,
    priority: FIRST.priority
    shell:
        RUN


for book in REST:

    rule:
        name:
            book.name.partition("_")[2]
        input:
            sources(book),
            tidy(book),
            named_files(book),
            ancient(f"notebooks/{book.name}.ipynb"),
        output:
            written(book),
        params:
            notebook=book.name,
            source=notebooks.source_digest(book.name),
            code=imports.code_digest(book.name),
            values=parameters(book),
            scenario=scenario,
        priority: book.priority
        shell:
            RUN
