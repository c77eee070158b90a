"""Snakemake's own command, ending when it is done and when the main command ends."""

import os
import sys

from analysis import processes


def main():
    """Run Snakemake with the arguments of this command.

    Its limit on jobs per second leaves a timer behind, which would hold the finished
    process for another second: hence the way out.
    """
    processes.follow()
    from snakemake.cli import main as snakemake

    try:
        snakemake()
    except SystemExit as end:
        code = end.code or 0
        if not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
