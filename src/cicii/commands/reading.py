"""Commands for what is read: notebooks to change, the site, tables, the figures' fonts.

Each function defines the arguments of a command, and gives what runs it. What a command
needs is imported when it runs.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from cicii.endings import DONE


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


READING_COMMANDS = {
    "lab": (_lab, "copy the notebooks, to change at will"),
    "site": (_site, "build the site from what is stored"),
    "tables": (_tables, "write the report's tables, printed beside recomputed"),
    "fonts": (_fonts, "make the figures' Chinese fonts from Noto Sans CJK anew"),
}
