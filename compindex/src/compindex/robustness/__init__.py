"""The audit of a ranking: what rounding, weights and choices of method leave of it,
exactly where that can be had.

Scores are a table of units (rows) by dimensions, weights a number for each dimension;
`inputs.checked_scores` refuses what cannot be audited. `pairs` compares two units exactly;
`laws` draws weights, `ranks` counts places over the draws, `contest` does so fast,
`ranges` has the best and the worst rank of every unit, `volumes` the exact shares of
first places; `choices` repeats the index under every combination of methods, `survival`
says what holds under each; `sensitivity` splits the variance of ranks among the choices
by `sobol`; `structure` looks at how the dimensions hang together; `verdicts` and
`borders` put all into words, `charts` and `curve` into pictures. `auditing.audit` does
all of it, by `settings`.
"""
