"""The whole report: every notebook that is out of date, and what is published of them;
the same under scenarios.
"""

import compileall
import contextlib
import os
import shutil
import time

from analysis.paths import ROOT, from_checkout
from analysis.results import write
from cicii import (
    descriptors,
    forks,
    made,
    parameters,
    readme,
    recorded,
    runner,
    scenarios,
    sources,
    summaries,
)
from cicii.imports import CODE
from cicii.snakemake_command import snakemake
from compindex.errors import InputError, raise_all
from compindex.files import DESCRIPTION, regular


def publish() -> list[str]:
    """Copy results into the checkout where their bytes differ from the committed ones,
    and list the files that changed.
    """
    changed = []
    for file in made.made_files():
        if write(ROOT / file, (made.RESULTS / file).read_bytes()):
            changed.append(file.as_posix())
    for path, content in {**readme.generated(), **descriptors.generated()}.items():
        if write(path, content):
            changed.append(from_checkout(path))
    return changed


# Folders of the checkout in which results are published.
_PUBLISHED = ("data/processed", "figures", "figures/zh", "notebooks")
# What the workflow looks at beside sources and code.
_WORKFLOW = (ROOT / "Snakefile", ROOT / "requirements" / "run.txt")


def prepare(record: bool = False) -> list[str]:
    """Check inputs, parameters and notebooks before anything runs; list the sources that
    are not as recorded.
    """
    # Else every notebook pays for it where Python may not store bytecode.
    for folder in CODE:
        compileall.compile_dir(folder, quiet=2)
    for path in _WORKFLOW:
        regular(path, "what the workflow looks at", DESCRIPTION)
    changed = sources.look(record)
    values = parameters.load_parameters()
    if values["data_folder"] or values["index_specification"]:
        scenarios.rehearse(values)
    shutil.rmtree(made.RESULTS / "running", ignore_errors=True)
    made.discard_altered()
    code = [
        path
        for folder in CODE
        for end in ("py", "otf", "html", "css", "js")
        for path in folder.rglob(f"*.{end}")
    ]
    made.touch_changed([*sources.source_files(), *code, *_WORKFLOW])
    print("Printed tables and parameters are as described.", flush=True)
    return changed


def _check_folder(folder: str, to_be_written: bool) -> None:
    """Refuse what is no folder of the checkout, or cannot be written if it has to be."""
    with contextlib.suppress(OSError):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    writable = not to_be_written or os.access(ROOT / folder, os.W_OK)
    if not (ROOT / folder).is_dir() or not writable:
        found = "no folder that can be written"
        raise InputError(found, "one for the results", file=folder)


def reproduce(jobs: int, record: bool = False) -> None:
    """Reproduce the report: check the inputs, run the notebooks that have to run, publish
    and summarise. From changed sources nothing is published unless they are recorded; if
    a notebook fails, the published files stay as they were.
    """
    start = time.perf_counter()
    raise_all(readme.faults())
    with _warmed():
        changed = prepare(record)
        before = sources.digests()
        complete = made.is_complete(before)
        for folder in _PUBLISHED:
            _check_folder(folder, to_be_written=not complete)
        ran = 0 if complete else snakemake(jobs)
    during = sources.differing(before, sources.digests())
    if during:
        found = f"changed while notebooks ran: {', '.join(during)}"
        raise InputError(found, "a run without a change; nothing was published")
    made.record_complete(before)
    if not ran:
        print("Nothing to do: every result is up to date.")
    if changed and not record:
        print(f"\n{summaries.summary(summaries.read_ledger(made.RESULTS))}\n")
        print(_unpublished(changed))
        return
    replaced = publish()
    if record:
        sources.record_sources()
        recorded.write_recorded()
        words = f"Recorded and published: {', '.join(changed) or 'nothing new'}"
    else:
        words = "Read on in README.md, or change copies of the notebooks: `make lab`."
    named = ", ".join(replaced) if len(replaced) < 8 else f"{len(replaced)} files"
    print(f"Published files replaced because their bytes differ: {named or 'none'}")
    print(f"\n{summaries.summary(summaries.read_ledger())}\n")
    print(f"{ran} notebooks in {time.perf_counter() - start:.1f} s. {words}")


def _warmed() -> contextlib.AbstractContextManager[None]:
    """Warm a process up while inputs are looked at, if notebooks will be run for sure."""
    if made.was_complete():
        return contextlib.nullcontext()
    return forks.served(runner.whole_environment(made.RESULTS))


def _unpublished(changed: list[str]) -> str:
    """Say that nothing was published, and why."""
    return (
        f"Nothing was published, since it was changed: {', '.join(changed)}. The results "
        f"are in {from_checkout(made.RESULTS)}; `make reproduce RECORD=yes` records the "
        "change and publishes them."
    )


def under_scenarios(jobs: int, names: list[str]) -> None:
    """Run all notebooks under scenarios, all of them if none is named, into
    ``build/scenarios``. A wrong one stops everything if it was named, and is left out
    otherwise; each is said in the end.
    """
    right, wrong = _rehearsed(names or scenarios.scenario_names())
    if wrong and (names or not right):
        raise ExceptionGroup("scenarios", wrong)
    for error in wrong:
        print(f"Left out: {error}", flush=True)
    changed = prepare()
    pages = [f"build/scenarios/{name}/what_changed.html" for name in right]
    ran = snakemake(jobs, *pages, "--keep-going")
    print(f"{ran} steps done." if ran else "Nothing to do: every page is up to date.")
    print("\n".join(["What changed:", *(f"  {page}" for page in pages)]))
    if changed:
        print(f"Changed since recorded: {', '.join(changed)}")
    if wrong:
        raise ExceptionGroup("scenarios", wrong)


def _rehearsed(names: list[str]) -> tuple[list[str], list[InputError]]:
    """Try scenarios without running a notebook: those that can be run, and what is wrong
    with the others.
    """
    right, wrong = [], []
    for name in names:
        try:
            scenarios.rehearse(scenarios.load_scenario(name))
        except InputError as error:
            wrong.append(error)
        else:
            right.append(name)
    return right, wrong
