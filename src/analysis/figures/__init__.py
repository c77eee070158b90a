"""The report's five figures, and pictures that explain a step in a notebook, each in
English and in Chinese.

The numbers that a figure plots are a table of their own (series, x, y, provenance),
made first and drawn second, so that what is published beside the picture is what the
picture shows.
"""
