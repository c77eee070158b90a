"""The ledger: every statement of the report, judged by what the report prints."""
