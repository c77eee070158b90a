"""The index and what the report makes of it: tiers, GDP, accounts, raw counts."""
