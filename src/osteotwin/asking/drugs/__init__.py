"""Drugs in words: names, doses, days, and what of it is taken."""
