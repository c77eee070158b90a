"""The report, read in: what it prints, what follows from it, and what is made of it.

Each folder imports only from `compindex` and from those above it in this list::

    paths  results    where things lie, and how results are read and written
    report            words, printed tables, tidy tables, the register of statements
    ranking           the index (Tables 2 to 4), tiers, GDP, accounts, raw counts
    coverage          monthly media coverage (Figures 2 and 3)
    figures           the report's five figures, and pictures that explain
    ledger            every statement of the report, judged

The printed numbers enter through `report.tables` and `report.cleaning`; Tables 3 and 4
and Figures 1, 4 and 5 are made by `ranking.system`, `ranking.tiers` and
`figures.by_tier`.
"""
