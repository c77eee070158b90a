"""Commands on data of one's own: prepare, compute, audit.

Each function defines the arguments of a command, and gives what runs it. What a command
needs is imported when it runs.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from cicii.endings import DONE


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


DATA_COMMANDS = {
    "index": (_index, "compute and audit an index from data of your own"),
    "template": (_template, "prepare a workbook or a folder for data of your own"),
    "synthetic": (_synthetic, "write the synthetic raw data of the 15 cities"),
    "media": (_media, "print an export of media reports as a tidy table"),
    "trends": (_trends, "print downloads of Google Trends as a table of units"),
}
