"""Commands on the report: run its notebooks, verify, explain.

Each function defines the arguments of a command, and gives what runs it. What a command
needs is imported when it runs.
"""

import argparse
import os
import time
from collections.abc import Callable

from cicii.endings import DONE


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


def _solutions(parser: argparse.ArgumentParser) -> Callable:
    def run(options: argparse.Namespace) -> None:
        from cicii import processes, solutions

        with processes.alone():
            solutions.run_solutions()

    return run


def _explain(parser: argparse.ArgumentParser) -> Callable:
    words = "id of a statement, such as mean_total; data/raw/claims.yml has them all"
    parser.add_argument("id", help=words)

    def run(options: argparse.Namespace) -> None:
        from cicii import explain

        print(explain.explained(options.id))

    return run


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


REPORT_COMMANDS = {
    "reproduce": (_reproduce, "run every notebook that is out of date, and publish"),
    "verify": (_verify, "recompute everything elsewhere, and compare"),
    "scenario": (_scenario, "run everything under what-if scenarios"),
    "notebook": (_notebook, "run one notebook, with other parameters if you like"),
    "solutions": (_solutions, "run the solutions to the exercises anew"),
    "explain": (_explain, "say how a statement of the report is judged"),
}
