"""The workshop: what runs the notebooks, checks and compares results, and writes pages.

Nobody imports it. ``python -m cicii`` is its one command line; each module imports only
from `analysis`, `compindex` and those above it in this list::

    endings  folders  processes  launch       how a command ends, what it holds, is started
    forks  kernels                            processes forked from a warm one
    pages                                     templates
    books  contents                           what each notebook reads and writes
    notebooks  imports  made                  notebooks, their code, and their results
    parameters  notebook_parameters           checked parameters
    scenarios  package  sources               checked inputs
    runner  warm  snakemake_command           running notebooks
    checkout  history                         the files of the checkout
    releases  dependencies  machine  recorded what it is built on, and recorded with
    summaries  measured  forgeries  markers   summaries for readers
    readme  descriptors                       the pages they stand in
    raw_package  raw_folders                  raw data
    template_workbook                         a workbook to fill in
    own_run  ticker                           notebook 11 on the user's own data
    changes  lab  media  tracing  explain     single commands
    comparing  pictures_compared  looking     what verify looks at
    compared  attachments  reproduce  verify  the whole
    commands                                  the command line
"""
