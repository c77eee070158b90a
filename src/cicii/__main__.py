"""The command line: ``python -m cicii COMMAND``; make calls it.

What a command needs is imported when it runs, so that help is quick and only helps.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cicii.endings import DONE, told

# Each of the following defines the arguments of a command, and gives what runs it.


def _reproduce(parser: argparse.ArgumentParser) -> Callable:
    _jobs(parser)
    words = "publish from changed sources too, and record them as they are"
    parser.add_argument("--record", action="store_true", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import processes, reproduce

        with processes.alone(written=False):
            reproduce.reproduce(options.jobs, options.record)

    return run


def _verify(parser: argparse.ArgumentParser) -> Callable:
    words = "compare tables and verdicts only, where other versions of libraries draw"
    parser.add_argument("--numbers", action="store_true", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import processes, verify

        with processes.alone(written=False):
            verify.verify_checkout(options.numbers)

    return run


def _scenario(parser: argparse.ArgumentParser) -> Callable:
    _jobs(parser)
    words = "files of scenarios/, without ending; all without one"
    parser.add_argument("names", nargs="*", metavar="name", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import processes, reproduce

        with processes.alone():
            reproduce.under_scenarios(options.jobs, options.names)

    return run


def _index(parser: argparse.ArgumentParser) -> Callable:
    words = "a workbook (my.xlsx), a CSV file, or a folder of exports, such as `make template` prepares"
    parser.add_argument("path", nargs="?", help=words)
    words = "YAML file that says what should differ: weights, aggregate, standardize, left_out, years"
    parser.add_argument("--scenario", default="", help=words)

    def run(options: argparse.Namespace) -> None:
        from analysis.own.files import SUMMARY
        from analysis.paths import from_checkout
        from cicii import own_run, processes
        from compindex.errors import InputError

        if not options.path:
            expected = "one of yours, such as make index DATA=my.xlsx"
            raise InputError("no file or folder is named", expected)
        with processes.alone():
            target = own_run.run_own(options.path, options.scenario)
        print((target / SUMMARY).read_text(encoding="utf-8"))
        print(f"{DONE}{from_checkout(target)}")

    return run


def _template(parser: argparse.ArgumentParser) -> Callable:
    words = (
        "a new workbook (my.xlsx) or a new folder, to be filled with data of your own"
    )
    parser.add_argument("path", nargs="?", default="", help=words)

    def run(options: argparse.Namespace) -> None:
        from analysis.paths import from_checkout
        from cicii import processes, raw_folders, template_workbook

        with processes.alone():
            if options.path.casefold().endswith(".xlsx"):
                path = template_workbook.write_workbook(options.path)
                where = "its sheet `read me`"
            else:
                path = raw_folders.write_template(options.path)
                where = "README.md there"
        print(f"{DONE}{from_checkout(path)}, see {where}")

    return run


def _synthetic(parser: argparse.ArgumentParser) -> Callable:
    def run(options: argparse.Namespace) -> None:
        from analysis.paths import from_checkout
        from cicii import processes, raw_folders

        with processes.alone():
            folder = raw_folders.write_synthetic()
        print(f"{DONE}{from_checkout(folder)}, see README.md there")

    return run


def _notebook(parser: argparse.ArgumentParser) -> Callable:
    words = "name of the notebook, such as 06_regress_on_gdp"
    parser.add_argument("name", help=words)
    parser.add_argument("assignments", nargs="*", metavar="parameter=value")
    words = "folder to read tables from and to write to; build/try, holding the published tables, by default"
    parser.add_argument("--results", help=words)
    words = (
        "work on what the last run has left in build/try, not on the published tables"
    )
    parser.add_argument("--keep", action="store_true", help=words)
    words = "name of a file in scenarios/"
    parser.add_argument("--scenario", default="baseline", help=words)

    def run(options: argparse.Namespace) -> None:
        from analysis.paths import from_checkout
        from cicii import processes, runner

        processes.follow()
        start = time.perf_counter()
        executed = runner.run_one(
            options.name,
            options.assignments,
            options.results,
            options.keep,
            options.scenario,
        )
        seconds = time.perf_counter() - start
        print(f"{DONE}{from_checkout(executed)}, {seconds:.1f} s", flush=True)

    return run


def _media(parser: argparse.ArgumentParser) -> Callable:
    words = "CSV file: month, city, language, reports; or date, city, language"
    parser.add_argument("file", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import media

        media.print_export(Path(options.file).absolute())

    return run


def _trends(parser: argparse.ArgumentParser) -> Callable:
    words = (
        "downloads of Google Trends; several are put on one scale by their common term"
    )
    parser.add_argument("files", nargs="+", metavar="file", help=words)
    words = "name of the indicator, google_trend by default"
    parser.add_argument("--indicator", default="google_trend", help=words)
    words = "a row for each year, rather than the mean of all periods"
    parser.add_argument("--years", action="store_true", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import media

        files = [Path(file).absolute() for file in options.files]
        media.print_trends(files, options.indicator, options.years)

    return run


def _explain(parser: argparse.ArgumentParser) -> Callable:
    words = "id of a statement, such as mean_total; data/raw/claims.yml has them all"
    parser.add_argument("id", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import explain

        print(explain.explained(options.id))

    return run


def _fonts(parser: argparse.ArgumentParser) -> Callable:
    words = (
        "folder with NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc, version 2.004"
    )
    parser.add_argument("folder", help=words)

    def run(options: argparse.Namespace) -> None:
        from analysis.paths import from_checkout
        from cicii import fonts

        for path in fonts.write_fonts(Path(options.folder).absolute()):
            print(f"{DONE}{from_checkout(path)}, {path.stat().st_size:,} bytes")

    return run


def _lab(parser: argparse.ArgumentParser) -> Callable:
    def run(options: argparse.Namespace) -> None:
        from cicii import lab, processes

        with processes.alone():
            kept = lab.prepare_lab()
        lab.tell(kept)

    return run


def _site(parser: argparse.ArgumentParser) -> Callable:
    words = (
        "print the digest over all files that the pages come from, and build nothing"
    )
    parser.add_argument("--digest", action="store_true", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import processes
        from cicii.site import building, sources

        if options.digest:
            print(sources.digest())
            return
        with processes.alone():
            building.build_site()

    return run


def _tables(parser: argparse.ArgumentParser) -> Callable:
    def run(options: argparse.Namespace) -> None:
        from analysis.paths import from_checkout
        from cicii import processes
        from cicii.exhibit_tables.files import write_tables

        with processes.alone():
            for path in write_tables():
                print(f"{DONE}{from_checkout(path)}, {path.stat().st_size:,} bytes")

    return run


def _solutions(parser: argparse.ArgumentParser) -> Callable:
    def run(options: argparse.Namespace) -> None:
        from cicii import processes, solutions

        with processes.alone():
            solutions.run_solutions()

    return run


COMMANDS = {
    "reproduce": (_reproduce, "run every notebook that is out of date, and publish"),
    "verify": (_verify, "recompute everything elsewhere, and compare"),
    "scenario": (_scenario, "run everything under what-if scenarios"),
    "index": (_index, "compute and audit an index from data of your own"),
    "template": (_template, "prepare a workbook or a folder for data of your own"),
    "synthetic": (_synthetic, "write the synthetic raw data of the 15 cities"),
    "notebook": (_notebook, "run one notebook, with other parameters if you like"),
    "media": (_media, "print an export of media reports as a tidy table"),
    "trends": (_trends, "print downloads of Google Trends as a table of units"),
    "explain": (_explain, "say how a statement of the report is judged"),
    "lab": (_lab, "copy the notebooks, to change at will"),
    "site": (_site, "build the site from what is stored"),
    "tables": (_tables, "write the report's tables, printed beside recomputed"),
    "fonts": (_fonts, "make the figures' Chinese fonts from Noto Sans CJK anew"),
    "solutions": (_solutions, "run the solutions to the exercises anew"),
}


def _jobs(parser: argparse.ArgumentParser) -> None:
    """Let a command say how many notebooks run at a time."""
    words = "notebooks at a time; by default one more than there are processors, since each waits now and then"
    many = (os.cpu_count() or 1) + 1
    parser.add_argument("--jobs", type=_at_least_one, default=many, help=words)


def _at_least_one(text: str) -> int:
    """Read how many; none would wait for ever."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; end with 1 and a line on standard error for what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m cicii", description="CICII, reproduced: the commands."
    )
    commands = parser.add_subparsers(metavar="command", required=True)
    for name, (define, words) in COMMANDS.items():
        own = commands.add_parser(name, help=words, description=f"To {words}.")
        own.set_defaults(run=define(own))
    options = parser.parse_args(arguments)
    with told():
        options.run(options)


def _fork() -> None:
    """Let a notebook be run by a fork of the warm process, where there is one."""
    from cicii import forks, processes

    processes.follow()
    forks.run_forked(["cicii", *sys.argv[1:]])


if __name__ == "__main__":
    if sys.argv[1:2] == ["notebook"]:
        _fork()
    main()
