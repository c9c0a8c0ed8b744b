"""The page of a validation: the model against published trials, failures first."""
