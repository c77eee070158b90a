"""Notebooks as pages: the code folded, each picture with its words, the solutions folded
behind the exercises.
"""

import base64
import json
import re
from pathlib import Path

from cicii.notebooks import NOTEBOOKS
from cicii.site import pictures
from cicii.site.addresses import download, site_links

_EXERCISES = re.compile(r"^## (Exercises|练习)$", re.MULTILINE)
_HEADING = re.compile(r"## (.+)\n+")
_IN_CHINESE = {
    "download": "下载本笔记本",
    "solution": "解答",
    "start": "准备",
    "show": "显示代码",
    "hide": "隐藏代码",
}
_IN_ENGLISH = {
    "download": "Download this notebook",
    "solution": "Solution",
    "start": "What the solutions start from",
    "show": "Show the code",
    "hide": "Hide the code",
}


class Chapter:
    """A notebook on its way to a page of the tree that Sphinx reads."""

    def __init__(self, path: Path, tree: Path) -> None:
        self.path, self.tree = path, tree
        self.page = f"notebooks/{path.name}"
        self.words = _IN_CHINESE if "zh_" in path.name else _IN_ENGLISH
        self.saved = 0

    def write(self) -> None:
        """Write the page, and its pictures beside it."""
        book = json.loads(self.path.read_text(encoding="utf-8"))
        first, *rest = book["cells"]
        shown = [*self._shown(first, self.page), self._text(self._offer())]
        for cell in rest:
            shown += self._shown(cell, self.page)
            if _EXERCISES.search("".join(cell["source"])):
                shown += self._solutions()
        target = self.tree / self.page
        target.parent.mkdir(parents=True, exist_ok=True)
        cells = [
            cell | {"id": f"cell-{number}"} for number, cell in enumerate(shown, 1)
        ]
        content = json.dumps(book | {"cells": cells}, ensure_ascii=False)
        target.write_text(content, encoding="utf-8")

    def _offer(self) -> str:
        """Offer the notebook itself."""
        return download(self.words["download"], self.page, self.page, self.tree)

    def _solutions(self) -> list[dict]:
        """Give the cells of the solutions, those of each exercise folded by themselves."""
        path = NOTEBOOKS / "solutions" / self.path.name
        written_in = f"notebooks/solutions/{path.name}"
        found = [self._fold(self.words["start"])]
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"][1:]:
            source = "".join(cell["source"])
            if heading := _HEADING.match(source + "\n"):
                title = f"{self.words['solution']}: {heading[1]}"
                found += [self._text("</details>"), self._fold(title)]
                source = source[heading.end() :].strip()
            if source:
                found += self._shown(cell | {"source": source}, written_in)
        return [*found, self._text("</details>")]

    def _fold(self, title: str) -> dict:
        """Begin a part that is folded."""
        return self._text(f'<details class="solution"><summary>{title}</summary>')

    def _text(self, text: str) -> dict:
        """Give a cell of text."""
        return {"cell_type": "markdown", "metadata": {}, "source": text}

    def _shown(self, cell: dict, written_in: str) -> list[dict]:
        """Give a cell as it is to be shown, with what stands under its pictures."""
        if cell["cell_type"] != "code":
            text = site_links("".join(cell["source"]), self.page, self.tree, written_in)
            return [self._text(text)]
        outputs, below = [], []
        for output in cell["outputs"]:
            picture = "image/png" in output.get("data", {})
            shown = self._with_words(output) if picture else _apart(output)
            outputs.append(shown)
            below += pictures.below(self._alternative(output), self.page, self.tree)
        prompts = {f"code_prompt_{name}": self.words[name] for name in ("show", "hide")}
        metadata = {"tags": ["hide-input"], "mystnb": prompts}
        shown = cell | {"outputs": outputs, "metadata": metadata}
        return [shown, *map(self._text, below)]

    def _alternative(self, output: dict) -> str:
        """Take the alternative text of an output, if it has one."""
        return output.get("metadata", {}).get("image/png", {}).get("alt", "")

    def _with_words(self, output: dict) -> dict:
        """Save a picture, and give it as a link with its alternative text."""
        self.saved += 1
        file = self.tree / "notebooks" / self.path.stem / f"{self.saved:02d}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode("".join(output["data"]["image/png"])))
        words = pictures.escaped(self._alternative(output))
        link = f"![{words}]({self.path.stem}/{file.name})"
        data = {"text/markdown": link}
        return {"output_type": "display_data", "metadata": {}, "data": data}


def _apart(output: dict) -> dict:
    """Set the cells of tables apart, whose words the search would run together."""
    data = output.get("data", {})
    if "text/html" not in data:
        return output
    html = re.sub(r"(</t[dh]>)", r"\1 ", "".join(data["text/html"]))
    return output | {"data": data | {"text/html": html}}
