"""The one reader of what people have: files into sheets, sheets into values.

The rooms, each importing only from those above it in this list::

    encodings      bytes of a text file, told apart
    sheets         text files and workbooks as rows of cells
    headings       what a heading or the name of a row says
    dates          years, months and days as people write them
    columns        a column of cells as numbers, with the decimal sign that they share
    trends         downloads of Google Trends
    layouts        how a sheet is laid out: what stands in which place
    values         all places together: units by indicators
    sources        a workbook, a CSV file or a folder: values and specification
"""
