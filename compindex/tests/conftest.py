"""Tests of the library alone: a report that lies beside it is out of reach."""

import sys

import hypothesis

# In one environment with the report, as in its checkout, nothing may lean on it.
sys.modules["analysis"] = None

# A busy machine is no fault: properties are tested without a limit of time.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
