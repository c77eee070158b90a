from ledgers import LEDGER, REGISTER, verdict


def test_a_count_is_that_of_the_things_listed():
    for claim in REGISTER:
        if claim.recompute and claim.recompute[0] == "count_listed":
            assert int(LEDGER.loc[claim.id, "recomputed"]) == len(claim.listed)
            other = str(len(claim.listed) + 1)
            assert verdict(claim.id, other) == "contradicted"


def test_a_printing_that_differs_is_inconsistent():
    assert verdict("chengdu_tiktok", "87.76") == "inconsistent"
    assert verdict("chengdu_tiktok", "87.67") == "reproduced"


def test_examples_are_a_lower_bound():
    for id, least in (("many_plans", 3), ("many_joint_accounts", 2)):
        row = LEDGER.loc[id]
        assert (row["grade"], row["low"]) == ("bounded", least)
        assert row["recomputed"] == f"{least} or more"
