"""No number of the report is reproduced whatever it is."""

import pytest
from ledgers import LEDGER, REGISTER, verdict

NUMBERS = [
    claim.id
    for claim in REGISTER
    if claim.kind in ("number", "rank")
    and LEDGER.loc[claim.id, "verdict"] == "reproduced"
]


@pytest.mark.parametrize("id", sorted(set(NUMBERS) - {"gucp_limit"}))
def test_a_number_printed_a_dozen_units_off_is_contradicted(id):
    printed = LEDGER.loc[id, "published"].rstrip("*")
    decimals = len(printed.partition(".")[2])
    other = float(printed) + 12 * 10.0**-decimals
    assert verdict(id, f"{other:.{decimals}f}") == "contradicted"
