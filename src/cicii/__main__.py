"""The command line: ``python -m cicii COMMAND``; make calls it.

What a command needs is imported when it runs, so that help is quick and only helps.
"""

import argparse
import sys
from collections.abc import Sequence

from cicii.commands.own_data import DATA_COMMANDS
from cicii.commands.reading import READING_COMMANDS
from cicii.commands.report import REPORT_COMMANDS
from cicii.endings import told

COMMANDS = {**REPORT_COMMANDS, **DATA_COMMANDS, **READING_COMMANDS}


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
