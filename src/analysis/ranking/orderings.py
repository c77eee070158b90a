"""The report's orderings and sets that rest on the totals: the statements that the audit
of the ranking bears on.
"""

# By their ids in the register.
STATED = (
    "order_of_totals",
    "steps",
    "wuhan_first",
    *(f"tier_{tier}_members" for tier in range(1, 6)),
    "second_and_third",
    "gdp_leaders_influence",
)
