"""The report's 13 tables to take away: printed beside recomputed, with the verdicts."""
