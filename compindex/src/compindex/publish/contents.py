"""What each table of an index is, in a title and a sentence: for the first sheet of the
workbook, and for the page.
"""

TABLES = {
    "index": (
        "ranking",
        "Each unit's rank with its ranges, its tier, and every node of the index. rank_best and rank_worst: with any score between the lowest and the highest seen for each value that is missing. p05, p50, p95: of the draws of methods and weights together (empty where units with a rank lack a score that the audit needs). coverage: the share of the weight that rests on values.",
    ),
    "strengths": (
        "strengths",
        "The indicators in which a unit ranks better (strength) or worse (weakness) than as a whole, three of each at most. distance: from the mean, in standard deviations.",
    ),
    "weights": (
        "weights",
        "nominal: a node's weight among its siblings. effective: multiplied down from the root. importance: its share of the variance of the total.",
    ),
    "correlations": (
        "correlations",
        "Within a level (children of one node) and between levels (a node and one above it). Above 0.9 two children may count one thing twice; below zero they undo each other.",
    ),
    "missing": ("missing", "Every value that is missing."),
    "imputed": ("imputed", "Every value that was filled, and how."),
    "treated": ("treated", "Every value that was changed as an outlier, and how."),
    "bounds": ("bounds", "Values of which only a bound is written, such as <1."),
    "beyond_scale": (
        "beyond scale",
        "Values above the reference of their rule, or beyond a goalpost.",
    ),
    "what_changed": (
        "what changed",
        "Ranks and totals of this scenario beside those of the index as it is, which counts units that the scenario leaves out.",
    ),
    "rank_changes": ("changes", "Ranks beside those of the last earlier year."),
    "verdicts": ("verdicts", "What the audit says of each place, in words."),
    "uncertainty": (
        "uncertainty",
        "The ranks of each unit if methods and weights are drawn together: 5, 50 and 95 percent of the draws, their mean, and the probability of the rank as it is.",
    ),
    "rank_ranges": (
        "rank ranges",
        "The best and the worst rank of each unit under rounding, weights off by 10 or 25 percent, any weights, other methods. found_by: exact ranks are reached (a lead of less than a hundred-thousandth of the largest difference counts as none); bounds cannot be passed but need not be reached; draws: nine of ten lie between.",
    ),
    "pair_reversals": (
        "pairs",
        "What settles the order of each pair: dominance (for all weights), noise_25 or noise_10 (for weights off by so many percent), or nothing (open); the probability that noise of 25 percent turns it, exact or from draws; the smallest change of weights that does.",
    ),
    "rank_probabilities": (
        "rank probabilities",
        "How probable each rank is under three laws of random weights, with standard errors.",
    ),
    "tier_probabilities": (
        "tier probabilities",
        "How probable each tier is under the same laws, its edges fixed.",
    ),
    "importance": (
        "importance",
        "Of the parts that the total joins: weight, share of the variance of the total, and the weight at which the shares would be the weights.",
    ),
    "choices": (
        "choices of method",
        "How many places the units move in all with another option of each choice, alone and on average.",
    ),
    "option_ranks": (
        "ranks by option",
        "The ranks with one choice changed: other standardizations, weightings and means, Copeland's ranking, each part left out.",
    ),
    "sensitivity": (
        "sensitivity",
        "Which choice the variance of the ranks comes from (Sobol' indices).",
    ),
    "borders": (
        "borders",
        "Each border between neighbouring places: what can be moved across it.",
    ),
    "not_computed": ("not computed", "What the audit cannot tell, and why."),
    "effort": ("effort", "How much the audit drew, and how much of it is exact."),
    "steps": ("steps", "The choices that made the index, in the order they act in."),
    "nodes": (
        "indicators",
        "The specification, a row a node, as the sheet `indicators` of a workbook of your own may have it.",
    ),
    "settings": ("settings", "What the specification says of the whole index."),
}
