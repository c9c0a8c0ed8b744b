"""The picture of a place of remodeling, its numbers and its table."""
