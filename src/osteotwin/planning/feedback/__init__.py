"""A plan that is under way: what was done replaces what was planned, and the rest changes as little as it may."""
