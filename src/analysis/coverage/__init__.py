"""Monthly media coverage, Figures 2 and 3: what is printed of it, what that leaves open,
paths made here, breaks, and the user's own export.
"""
