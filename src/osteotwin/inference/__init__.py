"""Statistics of the fit: observations, likelihood, optimization, chains. No trials, no persons."""
