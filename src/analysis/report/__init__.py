"""What the report prints: its words, its tables, and the register of its statements."""
