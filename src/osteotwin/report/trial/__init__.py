"""The page of a virtual trial."""
