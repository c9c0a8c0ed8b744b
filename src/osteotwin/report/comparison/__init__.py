"""The page of a comparison of plans."""
