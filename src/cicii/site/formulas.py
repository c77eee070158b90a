"""Formulas as MathML, which browsers draw themselves."""

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

_LOG = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx write formulas as MathML."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(writer: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    writer.body.append(_mathml(node))
    raise nodes.SkipNode


def _block(writer: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own."""
    formula = _mathml(node, "block")
    # What scrolls on a phone can be reached with the keyboard.
    writer.body.append(f'<div class="formula" tabindex="0">{formula}</div>')
    raise nodes.SkipNode


def _mathml(node: nodes.Element, display: str = "inline") -> str:
    """Write a formula as MathML; a command that is not known is told with its page."""
    formula = convert(node.astext().strip(), display=display)
    if "\\" in formula or ">&<" in formula:
        _LOG.warning("not known in a formula: %s", node.astext(), location=node)
    return formula
