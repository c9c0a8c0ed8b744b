"""Scans and laboratory values in words."""
