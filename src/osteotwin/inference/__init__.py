"""Bayesian inference: observations, likelihood, optimization, surrogate, chains. No trials, no persons.

What is needed to infer anything: :class:`~osteotwin.inference.observations.Observations` on their scale of comparison,
a forward model as a callable from standard scores to predictions on that scale, and a standard normal prior of the
scores.
"""
