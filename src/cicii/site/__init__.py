"""The site: what has run, as pages that open from disk."""
