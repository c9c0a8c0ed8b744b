"""Published trials: what was done, what was measured, and how well the model says it."""
