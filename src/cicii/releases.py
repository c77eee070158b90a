"""What uv tells of the releases in the locks: when they came out, under which licence,
and which vulnerabilities of them are known.

The index of packages is the one that uv is set to ask; no address stands here.
"""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.paths import ROOT
from compindex.errors import InputError
from compindex.files import read_text

# Of a release that a source does not have, pip-audit says that it is not vulnerable. So
# it is first asked for one that is: where that is not told, there is no source.
_AUDITOR, _CONTROL = "pip-audit==2.10.1", "jinja2==3.1.4"
_IDENTIFIER = r"(?:MIT|[A-Z][\w.+-]*-\d[\w.+-]*)"
_EXPRESSION = re.compile(rf"{_IDENTIFIER}(?: (?:AND|OR) {_IDENTIFIER})*")
# Classifiers that mean one licence, and words by which the text of a licence is known.
_CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDS = {
    "Neither the name": "BSD-3-Clause",
    "Redistribution and use in source and binary forms": "BSD-2-Clause",
    "Permission is hereby granted, free of charge": "MIT",
}


def entries(lock: str) -> list[str]:
    """List the entries of a lock under requirements/, with their hashes."""
    path = ROOT / "requirements" / f"{lock}.txt"
    return re.split(r"\n(?=\S)", read_text(path, "a lock").strip())


def name_of(entry: str) -> str:
    """Give the name in an entry of a lock."""
    return entry.partition("==")[0]


def version_of(entry: str) -> str:
    """Give the version in an entry of a lock."""
    return entry.partition("==")[2].split()[0]


def release_dates(requirements: Iterable[str], python: str) -> dict[str, str]:
    """Ask when the releases that meet some requirements came out: the day of their first
    file, by name. Without a version it is the last release for a Python.
    """
    command = ["pip", "compile", "-", "--no-deps", "--universal", "--quiet"]
    command += ["--no-python-downloads"]  # none of that version need be there
    command += ["--format", "pylock.toml", "--python-version", python]
    answer = _uv(command, "\n".join(requirements))
    dates = {}
    for package in tomllib.loads(answer).get("packages", []):
        files = [*package.get("wheels", []), package.get("sdist", {})]
        times = [file["upload-time"] for file in files if "upload-time" in file]
        if not times:
            found = f"the index of packages tells no date of {package['name']}"
            raise InputError(found, "one that does, see uv's settings")
        dates[package["name"]] = min(times).date().isoformat()
    return dates


def licences(locked: Iterable[str]) -> dict[str, str]:
    """Give the licences of entries of locks by name, as their metadata tell them once
    they are installed, in a folder of their own.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--python", sys.executable, "--target", folder, "-r", "-"]
        _uv(command, "\n".join(locked))
        return {
            normal(one.metadata["Name"]): licence_of(one)
            for one in importlib.metadata.distributions(path=[folder])
        }


def licence_of(installed: importlib.metadata.Distribution) -> str:
    """Find the SPDX expression of a licence: as the metadata give it, else from their
    classifiers, else from its text; empty where none of them tells.
    """
    metadata = installed.metadata
    field = metadata.get("License") or ""
    if metadata.get("License-Expression"):
        return metadata.get("License-Expression")
    if _EXPRESSION.fullmatch(field):
        return field
    lines = metadata.get_all("Classifier") or []
    told = {line.split(" :: ")[-1] for line in lines if line.startswith("License")}
    if len(told) == 1 and told <= _CLASSIFIERS.keys():
        return _CLASSIFIERS[told.pop()]
    texts = [
        file.read_text()
        for file in installed.files or []
        if ".dist-info" in str(file) and re.search("LICEN[CS]E", file.name)
    ]
    whole = " ".join(" ".join([field, *texts]).split())
    return next((name for words, name in _WORDS.items() if words in whole), "")


def normal(name: str) -> str:
    """Write the name of a package as locks do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def vulnerabilities(releases: Iterable[str]) -> dict[str, list[str] | None]:
    """Ask for the known vulnerabilities of releases, ``name==version``; None stands for
    a release that the source does not have. Without a source nothing is given.
    """
    if not _audited([_CONTROL]).get(_CONTROL):
        return {}
    found = {}
    for each_name_once in _rounds(releases):
        answers = _audited(each_name_once)
        found |= {release: answers.get(release) for release in each_name_once}
    return found


def _rounds(releases: Iterable[str]) -> Iterator[list[str]]:
    """Part releases into lists in which no name stands twice, as pip-audit wants it."""
    left = sorted(set(releases))
    while left:
        once = {name_of(release): release for release in left}
        yield sorted(once.values())
        left = sorted(set(left) - set(once.values()))


def _audited(releases: list[str]) -> dict[str, list[str]]:
    """Let pip-audit ask the index of packages, in an environment of its own; give the
    names of what is known, by release. Where it fails there is no answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "releases.txt"
        listed.write_text("\n".join(releases), encoding="utf-8")
        command = ["tool", "run", "--quiet", _AUDITOR, "--vulnerability-service=pypi"]
        command += ["--no-deps", "--disable-pip", "--progress-spinner=off"]
        command += ["--format=json", "--requirement", str(listed)]
        done = _called(command)
    try:
        answers = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return {}
    return {
        f"{one['name']}=={one['version']}": [fault["id"] for fault in one["vulns"]]
        for one in answers
        if "vulns" in one
    }


def _uv(command: list[str], given: str) -> str:
    """Run uv on what it is given, and give what it prints."""
    done = _called(command, given)
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        found = f"uv failed: {' '.join(lines[:2])}"
        raise InputError(found, "an index of packages that can be reached")
    return done.stdout


def _called(command: list[str], given: str = "") -> subprocess.CompletedProcess:
    """Run uv, where it is installed or else the one that the Makefile has set up."""
    own = [str(ROOT / "build" / "uv" / scripts) for scripts in ("bin", "Scripts")]
    uv = shutil.which("uv") or shutil.which("uv", path=os.pathsep.join(own))
    if not uv:
        expected = "it installed, or set up by make build/uv/bin/uv"
        raise InputError("there is no uv", expected)
    options = {"capture_output": True, "encoding": "utf-8", "errors": "replace"}
    return subprocess.run([uv, *command], input=given, cwd=ROOT, **options)
