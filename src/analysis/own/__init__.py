"""An index of the user's own: read with the names that the report's cities and
indicators have, written into a folder, and told in a summary.
"""
