"""Where the engine of the index is found: it is `compindex`, for anybody's index."""

from compindex import compute_index, load_spec

__all__ = ["compute_index", "load_spec"]
