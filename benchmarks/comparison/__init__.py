"""Measure the fast engine beside others on the same people, the same plans and the same outputs."""
