"""The part of the tests of trust that takes long runs where CICII_TRUST=whole is set."""

import os

import pytest

WHOLE = os.environ.get("CICII_TRUST") == "whole"


def pytest_collection_modifyitems(items):
    """Leave out what takes long, unless the whole is asked for."""
    if WHOLE:
        return
    skipped = pytest.mark.skip(reason="takes long; CICII_TRUST=whole runs it")
    for item in items:
        if item.get_closest_marker("slow_trust"):
            item.add_marker(skipped)
