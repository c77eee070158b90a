from analysis.ranking import orderings
from analysis.report.register import read_register


def test_every_ordering_is_a_statement_of_the_register():
    registered = {claim.id: claim for claim in read_register()}
    assert set(orderings.STATED) <= set(registered)
    assert len(set(orderings.STATED)) == 10
