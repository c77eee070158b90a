"""The table of contents: what each notebook reads and writes, said once.

The workflow, the exhibits of the README, the titles of figures and the descriptor of
the tidy tables follow from it (`contents`).
"""

from typing import NamedTuple

from analysis.ranking.orderings import STATED

_RECOMPUTED, _RECONSTRUCTED, _INPUT = "recomputed", "reconstructed", "input, as printed"
BY_CITY = (1, 4, 5)  # figures that draw single cities too
# What `analysis.ledger.variant.in_force` reads.
INDEX = ("index", "nodes", "scores", "weights")


class Table(NamedTuple):
    """A tidy table: its name, what it holds, what of the report it rests on, and how its
    values are known.
    """

    name: str
    description: str
    rests_on: str
    provenance: str = "derived"


class Exhibit(NamedTuple):
    """A table or figure of the report: its title in our own words, how it stands to the
    report, and the file that shows it.
    """

    title: str
    kind: str
    file: str


class Book(NamedTuple):
    """A notebook: tidy tables that it reads by itself, those that it writes, numbers of
    its figures, exhibits, the statements that it judges beside its own (ids, or numbers
    of notebooks, or all), parameters that name files, and how early it is to run.
    """

    name: str
    reads: tuple[str, ...] = ()
    writes: tuple[Table, ...] = ()
    figures: tuple[int, ...] = ()
    exhibits: dict[str, Exhibit] = {}
    statements: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    priority: int = 0

    @property
    def number(self) -> str:
        """The number with which its name begins, with the letter behind it."""
        return self.name.partition("_")[0]


BOOKS = (
    Book("00_start_here", reads=("cities", "weights", "scores", "index", "claims")),
    Book("00zh_start_in_chinese", reads=("weights", "scores", "index", "claims")),
    Book(
        "01_clean_data",
        writes=(
            Table(
                "cities",
                "The 15 cities, with the four lists they were selected from.",
                "Tables 1 and 4, section 1.1",
                "published; administrative level derived",
            ),
            Table(
                "weights",
                "The indicator system: each indicator with its weight and its dimension.",
                "Table 2",
                "published",
            ),
            Table(
                "scores",
                "Scores, totals and ranks as printed.",
                "Table 3",
                "published",
            ),
            Table(
                "gdp",
                "Total and gross domestic product as printed.",
                "Table 5",
                "published",
            ),
            Table(
                "indicators",
                "Raw indicator values: of nine indicators, the two whose counts were printed.",
                "Table 7",
                "published",
            ),
            Table(
                "top_scores",
                "The five highest Instagram and TikTok scores as printed, and the means of all cities.",
                "Table 8",
                "published",
            ),
            Table(
                "accounts",
                "Figures of official accounts, one row for each figure and table that prints it.",
                "Tables 9 to 13",
                "published",
            ),
        ),
        exhibits={
            "Table 1": Exhibit("The 15 cities and their selection", _INPUT, "cities"),
            "Table 5": Exhibit("GDP of the cities", _INPUT, "gdp"),
            "Table 7": Exhibit(
                "Tag counts on Instagram and TikTok", _INPUT, "indicators"
            ),
        },
        priority=10,
    ),
    Book(
        "02_standardize_indicators",
        reads=("indicators", "top_scores"),
        writes=(
            Table(
                "standardized",
                "Instagram and TikTok scores that the recovered rule gives, with the interval that rounding admits.",
                "Tables 7 and 8",
            ),
        ),
        exhibits={
            "Table 8": Exhibit(
                "Highest Instagram and TikTok scores", _RECOMPUTED, "standardized"
            ),
        },
        priority=10,
    ),
    Book(
        "03_index_by_hand",
        reads=("weights", "scores", "standardized"),
        exhibits={
            "Table 2": Exhibit("Indicator system and weights", _INPUT, "weights"),
        },
        priority=3,
    ),
    Book(
        "03b_hierarchy_and_variants",
        reads=("weights", "scores", "indicators", "top_scores"),
        writes=(
            Table(
                "index",
                "The recomputed index beside the printed totals and ranks.",
                "Tables 2 and 3, section 2.1",
                "published; total derived",
            ),
            Table(
                "nodes",
                "Every score of the index from the dimensions up, with the interval that rounding admits.",
                "Tables 2 and 3",
                "published; total derived",
            ),
        ),
        exhibits={
            "Table 3": Exhibit("Scores, totals and ranks", _RECOMPUTED, "index"),
        },
        statements=("03",),
        files=("data_folder", "index_specification"),
        priority=10,
    ),
    Book(
        "04_analyse_tiers",
        reads=("cities", *INDEX),
        writes=(
            Table(
                "tiers",
                "Mean and population standard deviation of each dimension in each tier.",
                "Table 3, section 2.1",
            ),
            Table(
                "admin_levels",
                "Mean total and mean rank by administrative level.",
                "Tables 3 and 4",
            ),
        ),
        figures=(1, 4, 5),
        exhibits={
            "Table 4": Exhibit(
                "Means by administrative level", _RECOMPUTED, "admin_levels"
            ),
            "Figure 1": Exhibit("First and fifth tier compared", _RECOMPUTED, "fig1"),
            "Figure 4": Exhibit("Standard deviations by tier", _RECOMPUTED, "fig4"),
            "Figure 5": Exhibit("Means by tier", _RECOMPUTED, "fig5"),
        },
        priority=7,
    ),
    Book(
        "05_covid_media_surge",
        reads=("weights", "scores"),
        figures=(2, 3),
        exhibits={
            "Figure 2": Exhibit(
                "Monthly coverage of the other cities", _RECONSTRUCTED, "fig2"
            ),
            "Figure 3": Exhibit(
                "Monthly coverage of Wuhan and Beijing", _RECONSTRUCTED, "fig3"
            ),
        },
        files=("coverage_file",),
        priority=6,
    ),
    Book(
        "05b_calibration_and_path",
        reads=("weights", "scores"),
        writes=(
            Table(
                "coverage",
                "Monthly foreign media reports: one synthetic path that keeps every printed sum and mean, the one printed month, and the bounds that print alone sets.",
                "section 2.4 and Table 3",
                "reports synthetic, one month published; bounds derived",
            ),
        ),
        files=("coverage_file",),
        priority=9,
    ),
    Book(
        "06_regress_on_gdp",
        reads=("gdp", *INDEX),
        writes=(
            Table(
                "correlation",
                "Correlation of total and GDP, over all cities and without each in turn.",
                "Table 5",
            ),
        ),
        exhibits={
            "Table 6": Exhibit(
                "Correlation of total and GDP", _RECOMPUTED, "correlation"
            ),
        },
        priority=6,
    ),
    Book(
        "07_social_accounts",
        reads=("indicators", "accounts"),
        writes=(
            Table(
                "engagement",
                "Engagement of the Twitter accounts, per tweet and related to followers.",
                "Tables 10 to 13",
                "published; ratios derived",
            ),
        ),
        exhibits={
            "Table 9": Exhibit("Accounts of Visit Beijing", _INPUT, "accounts"),
            "Table 10": Exhibit("Twitter accounts by followers", _INPUT, "accounts"),
            "Table 11": Exhibit("Twitter accounts by reposts", _INPUT, "accounts"),
            "Table 12": Exhibit("Twitter accounts by comments", _INPUT, "accounts"),
            "Table 13": Exhibit("Twitter accounts by likes", _INPUT, "accounts"),
        },
    ),
    Book(
        "08_how_sure",
        reads=INDEX,
        statements=STATED,
        priority=3,
    ),
    Book(
        "08b_audit_for_reviewers",
        reads=(*INDEX, "indicators", "standardized"),
        writes=(
            Table(
                "uncertainty",
                "Ranks of each city if methods and weights are drawn together: 5, 50 and 95 percent of the draws.",
                "Tables 2 and 3",
            ),
            Table(
                "pair_reversals",
                "Every pair of cities: what settles their order when weights change, how probably noise turns it, and the smallest change of weights that does.",
                "Tables 2 and 3",
            ),
            Table(
                "rank_probabilities",
                "Probability of each rank of each city under random weights.",
                "Tables 2 and 3",
            ),
            Table(
                "tier_probabilities",
                "Probability of each tier, as a band of totals, of each city under random weights.",
                "Tables 2 and 3, section 2.1",
            ),
            Table(
                "rank_ranges",
                "Best and worst rank of each city under each audit.",
                "Tables 2 and 3",
            ),
            Table(
                "importance",
                "Weight of each dimension, its share of the variance of the totals, and the weight at which the shares would be the weights.",
                "Tables 2 and 3",
            ),
            Table(
                "choices",
                "How far each option of a choice of method moves the cities, alone and on equal footing with the other options.",
                "Tables 2 and 3",
            ),
            Table(
                "option_ranks",
                "Ranks with one choice changed: standardization, weighting, mean or Copeland's ranking, a dimension left out.",
                "Tables 2 and 3",
            ),
            Table(
                "sensitivity",
                "Sobol' indices of the ranks: which choices of method their variance comes from, under two priors on the options.",
                "Tables 2 and 3",
            ),
            Table(
                "verdicts",
                "In words, what the index can say of each city, of each border between tiers and of the widest gap within one, and what it cannot.",
                "Tables 2 and 3, section 2.1",
            ),
        ),
        statements=STATED,
        priority=10,
    ),
    Book(
        "09_verify_report",
        reads=INDEX,
        writes=(
            Table(
                "claims",
                "The ledger: every statement of the report, the value as printed, the value as recomputed with its interval, verdict and grade, and the function that judged it.",
                "the whole report",
                "published; recomputed side derived",
            ),
            Table(
                "witness",
                "One set of unrounded scores and totals that gives at once every printed number of Table 3 and of what follows from it that is called reproduced; not the report's own scores.",
                "Tables 2 to 8, the numbers of the prose",
            ),
        ),
        statements=("all",),
        priority=8,
    ),
    Book(
        "10_break_in_coverage",
        reads=("weights", "scores"),
        writes=(
            Table(
                "break_simulations",
                "How often intervals for a break hold the truth, in simulated series, by length, autocorrelation and method.",
                "nothing that is printed but the ratio of two means of section 2.4",
                "synthetic",
            ),
        ),
        files=("coverage_file",),
        priority=5,
    ),
    Book(
        "11_your_own_index",
        files=("own_data", "second_data", "own_scenario"),
        priority=4,
    ),
)
# The notebook that makes the printed tables tidy, on which all others build.
FIRST = next(book for book in BOOKS if book.number == "01")
