"""The data dictionary: what the descriptors say of every table and column."""

import json
from pathlib import Path

from analysis.paths import ROOT
from cicii.measured import markdown
from cicii.site.addresses import download

_FOLDERS = ("data", "data/raw", "data/synthetic", "data/human_development")
_LISTED = 8  # values that a column may have, as many as are listed


def dictionary(page: str, tree: Path) -> str:
    """Describe all tables, those of each descriptor under its title."""
    return "\n\n".join(_package(folder, page, tree) for folder in _FOLDERS)


def _package(folder: str, page: str, tree: Path) -> str:
    """Describe the tables of one descriptor."""
    text = (ROOT / folder / "datapackage.json").read_text(encoding="utf-8")
    package = json.loads(text)
    parts = [f"## {package['title']}", package["description"]]
    for resource in package["resources"]:
        parts += _table(resource, folder, page, tree)
    return "\n\n".join(parts)


def _table(resource: dict, folder: str, page: str, tree: Path) -> list[str]:
    """Describe a table: what it holds, how that is known, and its columns."""
    place = f"{folder}/{resource['path']}"
    sources = ", ".join(source["title"] for source in resource.get("sources", []))
    facts = {
        "": resource.get("description", ""),
        "Values": resource.get("provenance", ""),
        "Rests on": sources,
        "File": download(resource["path"], place, page, tree),
    }
    told = [f"{name}: {fact}" if name else fact for name, fact in facts.items() if fact]
    title = resource["path"].rpartition("/")[2]
    fields = resource.get("schema", {}).get("fields", [])
    return [f"### {title}", "  \n".join(told), *([_columns(fields)] if fields else [])]


def _columns(fields: list[dict]) -> str:
    """List the columns of a table."""
    rows = [
        [
            f"`{field['name']}`",
            field["type"],
            field.get("unit", "none").replace("none", ""),
            field.get("description", field.get("title", "")),
            field.get("source", ""),
            _limits(field.get("constraints", {})),
        ]
        for field in fields
    ]
    heading = ["column", "type", "unit", "meaning", "from", "limits"]
    return markdown(rows, heading)


def _limits(constraints: dict) -> str:
    """Say what a value is held to."""
    low, high = constraints.get("minimum"), constraints.get("maximum")
    words = ["given in each row"] if constraints.get("required") else []
    words += ["each once"] if constraints.get("unique") else []
    if low is not None and high is not None:
        words.append(f"{low} to {high}")
    elif low is not None:
        words.append(f"{low} or more")
    if "enum" in constraints:
        named = [f"`{one}`" for one in constraints["enum"]]
        rest = [f"… ({len(named)})"] if len(named) > _LISTED else []
        words.append(f"one of {', '.join(named[:_LISTED] + rest)}")
    if "pattern" in constraints:
        words.append(f"like `{constraints['pattern']}`".replace("|", "\\|"))
    return ", ".join(words)
