"""Parameter sets that ship with the package, each a folder here, and any other by its folder."""

from osteotwin.parameters.sets.read import read_set
from osteotwin.parameters.sets.shipped import available_sets, load_set, newest_set
from osteotwin.parameters.sets.write import write_set

__all__ = ["available_sets", "load_set", "newest_set", "read_set", "write_set"]
