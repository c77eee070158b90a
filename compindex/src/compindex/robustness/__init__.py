"""The audit of a ranking: what rounding, weights and choices of method leave of it,
exactly where that can be had.

Scores are a table of units (rows) by dimensions, weights a number for each dimension;
`inputs.checked_scores` refuses what cannot be audited. `pairs` compares two units exactly,
by `decimals`, `reversals` all of them; `laws` draws weights, `ranks` counts places over
the draws, making only the `comparisons` that are open where these are few; `ranges` has
the best and the worst rank of every unit, by `programmes`; `means` are put on the scale of sums;
`choices` repeats the index under every combination of methods, `options` compares them,
`weighting` weights the dimensions otherwise, `outranking` ranks without compensation;
`joint` draws methods and weights together, and `sensitivity` splits the variance of the
ranks among them; `importance` says how much each dimension moves the totals,
`structure` how they hang together; `verdicts` and `borders` put all into words,
`charts` into pictures. `auditing.audit` does all of it, by `settings`.
"""
