"""What a user holds in hand: an index computed, and all that is published of it."""

import os
from pathlib import Path

from matplotlib.axes import Axes

from compindex.computed import Computed
from compindex.files import replace_file
from compindex.publish import pictures
from compindex.publish.board import board_of
from compindex.publish.page import page_of
from compindex.publish.what_if_page import what_if_of
from compindex.publish.workbook import book_of


class Result(Computed):
    """An index computed (`computed.Computed`), to be written and drawn."""

    def to_excel(self, path: str | os.PathLike[str]) -> Path:
        """Write one workbook that holds all tables (`publish.workbook.book_of`).

        Parameters
        ----------
        path : path

        Returns
        -------
        pathlib.Path
        """
        replace_file(path, book_of(self))
        return Path(path)

    def to_html(self, path: str | os.PathLike[str]) -> Path:
        """Write one page that opens without a network (`publish.page.page_of`).

        Parameters
        ----------
        path : path

        Returns
        -------
        pathlib.Path
        """
        replace_file(path, page_of(self).encode())
        return Path(path)

    def to_what_if(self, path: str | os.PathLike[str]) -> Path:
        """Write a page on which the weights can be changed by hand
        (`publish.what_if_page.what_if_of`).

        Parameters
        ----------
        path : path

        Returns
        -------
        pathlib.Path

        Raises
        ------
        InputError
            If fewer than two units have all scores.
        """
        replace_file(path, what_if_of(board_of(self)).encode())
        return Path(path)

    def plot_ranks(self, axes: Axes | None = None, year: int | None = None) -> Axes:
        """Draw the ranking with what is left of each rank if methods and weights are
        drawn together (`publish.pictures.draw_ranks`).

        Parameters
        ----------
        axes : matplotlib.axes.Axes, optional
        year : int, optional
            The last by default.

        Returns
        -------
        matplotlib.axes.Axes
        """
        return pictures.draw_ranks(self, axes, year)

    def plot_scores(self, axes: Axes | None = None, year: int | None = None) -> Axes:
        """Draw what each total is made of (`publish.pictures.draw_scores`).

        Parameters
        ----------
        axes : matplotlib.axes.Axes, optional
        year : int, optional
            The last by default.

        Returns
        -------
        matplotlib.axes.Axes
        """
        return pictures.draw_scores(self, axes, year)

    def plot_correlations(
        self, axes: Axes | None = None, year: int | None = None
    ) -> Axes:
        """Draw how the nodes go together (`publish.pictures.draw_correlations`).

        Parameters
        ----------
        axes : matplotlib.axes.Axes, optional
        year : int, optional
            The last by default.

        Returns
        -------
        matplotlib.axes.Axes
        """
        return pictures.draw_correlations(self, axes, year)
