"""The one reader of what people have: files into sheets, sheets into values.

The rooms, each importing only from those above it in this list::

    encodings               bytes of a text file, told apart
    file_kinds              files that are something else than their name says
    text_files  workbooks   rows of cells
    sheets                  both of them as sheets
    headings  dates  years  what a heading, a name, a month or a year says
    columns                 a column of cells as numbers, with the sign that they share
    trends                  downloads of Google Trends
    parts  roles  layouts   how a sheet is laid out: what stands in which place
    gathered  values        all places together: units by indicators
    sources  folders        a workbook, a CSV file or a folder: values and specification

Sources and folders import the specification as well, which imports the rooms above them.
"""
