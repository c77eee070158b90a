"""Every door through which something from outside comes in: what to open there, and what
comes out, as text.
"""

import contextlib
import io
import json
import shutil

from trust import good_files

from analysis.coverage.export import read_export
from analysis.own.sources import own_result
from analysis.paths import RAW
from analysis.report.cleaning import clean_all
from analysis.report.register import read_register
from cicii import media, notebooks, package, parameters, scenarios
from cicii.__main__ import main
from compindex import load_spec
from compindex.errors import InputError


def raw_tables(path):
    """Read all printed tables, the file being one of them."""
    folder = _raw_folder_around(path)
    cities = "上海,北京,天津,重庆,广州,成都,武汉,郑州,西安"
    return clean_all(cities, folder)["indicators"].to_csv()


def data_package(path):
    """Hold printed tables against the file, their descriptor."""
    folder = _raw_folder_around(path)
    package.check_package(folder / path.name)
    return "as described"


def _raw_folder_around(path):
    """Put the printed tables beside a file, which may take the place of one."""
    for file in RAW.iterdir():
        if file.name != path.name:
            shutil.copy(file, path.parent)
    return path.parent


def register(path):
    """Read the register of statements."""
    return str(read_register(path))


def scenario(path):
    """Read a scenario of the report."""
    before, scenarios.FOLDER = scenarios.FOLDER, path.parent
    try:
        return str(scenarios.load_scenario(path.stem))
    finally:
        scenarios.FOLDER = before


def baseline(path):
    """Read the parameters of all notebooks."""
    return str(parameters.load_parameters(path))


def own_table(path):
    """Compute an index from a file with its description beside, or in it."""
    beside = path.with_name("index.yml")
    if not beside.exists():
        beside.write_text(good_files.INDEX)
    return _told(own_result(path))


def folder(path):
    """Compute an index from a folder, the file being one of its exports."""
    for name, text in good_files.FOLDER.items():
        if name != path.name:
            path.with_name(name).write_text(text, encoding="utf-8")
    return _told(own_result(path.parent))


def _told(result):
    """Write down values, scores and remarks of an index."""
    tables = result.values.table.to_csv(), result.scores.to_csv()
    return "\n".join([*tables, *result.values.remarks])


def specification(path):
    """Read the specification of an index."""
    return load_spec(path).model_dump_json()


def own_scenario(path):
    """Compute an index under a scenario of the user's own."""
    table = path.with_name("a.csv")
    table.write_text(good_files.TABLE)
    path.with_name("index.yml").write_text(good_files.INDEX)
    return _told(own_result(table, scenario=str(path)))


def export(path):
    """Read an export of media reports, whole."""
    return read_export(path).to_csv()


def media_command(path):
    """Print an export of media reports, whatever it lacks."""
    return _printed(media.print_export, path)


def trends(path):
    """Print a download of Google Trends."""
    return _printed(media.print_trends, [path], "google_trend", False)


def _printed(command, *arguments):
    """Give what is printed, on either stream."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        command(*arguments)
    out.flush()
    return out.buffer.getvalue().decode() + err.getvalue()


def notebook(path):
    """Read what the author of a notebook wrote."""
    notebooks.digest_of_cells(path)
    return str(notebooks.default_parameters(path))


def assignment(path):
    """Set parameters of notebooks as a command line does."""
    words = json.loads(path.read_text(encoding="utf-8"))
    return str(parameters.override(parameters.load_parameters(), words))


def command(path):
    """Run a command line in this process; what it ends with is its error."""
    words = json.loads(path.read_text(encoding="utf-8"))
    words = [word.replace("HERE", str(path.parent)) for word in words]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(words)
        except SystemExit as end:
            if end.code == 2:  # the last line below the usage
                err.flush()
                lines = err.buffer.getvalue().decode().splitlines()
                raise Refused(lines[-1]) from None
            if end.code:
                raise Refused(end.code) from None
    out.flush()
    return out.buffer.getvalue().decode()


class Refused(Exception):
    """A command has ended with words on standard error."""


# How to open each door, and the name of the file that lies there.
DOORS = {
    "raw table": (raw_tables, "table07_instagram_tiktok.csv"),
    "descriptor": (data_package, "datapackage.json"),
    "register": (register, "claims.yml"),
    "scenario": (scenario, "mine.yml"),
    "baseline": (baseline, "baseline.yml"),
    "own table": (own_table, "a.csv"),
    "workbook": (own_table, "a.xlsx"),
    "folder": (folder, "exports/a.csv"),
    "specification": (specification, "index.yml"),
    "nodes": (specification, "nodes.csv"),
    "own scenario": (own_scenario, "what_if.yml"),
    "export": (export, "media.csv"),
    "articles": (media_command, "media.csv"),
    "trends": (trends, "trends.csv"),
    "notebook": (notebook, "03_mine.ipynb"),
    "assignment": (assignment, "words.json"),
    "command": (command, "words.json"),
}


def opened(door, path):
    """Open a door: tell whether what lies there is read, and what comes out, or what is
    said against it.
    """
    try:
        return "read", DOORS[door][0](path)
    except (InputError, Refused) as error:
        return "refused", str(error)
