"""Fit the model's uncertain parameters on published trials, with an honest account of what is left open."""
