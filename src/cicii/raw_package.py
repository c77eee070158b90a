"""The descriptor of a folder of raw data, a Frictionless data package.

Source: Frictionless Standards, Data Package and Table Schema,
https://specs.frictionlessdata.io
"""

import codecs
import hashlib
import io

import pandas as pd

from analysis.ranking.raw_data import CITY, HEADINGS, YEAR
from analysis.results import json_bytes


def data_package(
    name: str,
    title: str,
    description: str,
    files: dict[str, bytes],
    provenance: dict[str, str],
    digests: bool,
) -> bytes:
    """Describe a folder of raw data as a Frictionless data package, with digests where
    the user is not to fill it in.
    """
    resources = []
    for file, content in files.items():
        stem, _, ending = file.rpartition(".")
        entry = {"name": stem.lower().replace("_", "-"), "path": file}
        if ending == "csv":
            entry |= _table_schema(content, provenance[file])
        else:
            entry |= {"type": "file", "encoding": "utf-8", "format": ending}
        if digests:
            entry["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        resources.append(entry)
    content = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        "resources": resources,
    }
    return json_bytes(content)


def _table_schema(content: bytes, provenance: str) -> dict:
    """Describe the columns of an export."""
    ids = {heading: name for name, heading in HEADINGS.items()}
    ids |= {CITY: "city", YEAR: "year"}
    marked = content.startswith(codecs.BOM_UTF8)
    encoding = "utf-8-sig" if marked else "utf-8"
    headings = pd.read_csv(io.BytesIO(content), dtype=str, encoding=encoding).columns
    fields = [
        {"name": heading, "type": "string", "title": ids[heading]}
        for heading in headings
    ]
    return {
        "provenance": provenance,
        "encoding": encoding,
        "format": "csv",
        "schema": {"fields": fields},
    }
