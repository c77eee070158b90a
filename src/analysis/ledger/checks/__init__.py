"""The functions that recompute and explain statements, a module for each section.

`data/raw/claims.yml` names for every statement the function that recomputes it
(``recompute``) and, where numbers explain it, the one that does (``cause``, ``note``).
A check takes the sample and its arguments, and returns what it found: an interval, a
reading, or a finding in words; its first line is the formula, its name stands in one
module alone. A module is loaded when one of its functions is asked for, so that a
notebook rests on the sections of its own statements and on no others.
"""
