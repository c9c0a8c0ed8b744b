"""Supplements in words: products, strengths, and how many a day."""
