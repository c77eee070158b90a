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
    releases  dependencies                    what it is built on
    summaries  measured  readme  descriptors  summaries for readers
    raw_package  raw_folders                  raw data
    template_workbook                         a workbook to fill in
    own_run  ticker                           notebook 11 on the user's own data
    changes  lab  media  tracing  explain     single commands
    comparing  attachments  reproduce  verify the whole
"""
