"""What is published of an index: one workbook, one page, and pictures."""
