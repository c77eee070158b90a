"""The audit of the ranking: what rounding, weights and choices of method leave of it,
exactly where that can be had.

Scores are a table of units (rows) by dimensions, weights a number for each dimension;
`inputs.checked` refuses what cannot be audited. `pairs` compares two units exactly;
`schemes` draws weights, `ranks` counts places over the draws, `volumes` has the exact
shares of first places; `choices` repeats the index under every combination of methods,
`survival` says what of the report holds under each; `sensitivity` splits the variance
of ranks among the choices; `structure` looks at how the dimensions hang together;
`ranges` has the best and the worst rank of every unit, `verdicts` puts all into words.
"""
