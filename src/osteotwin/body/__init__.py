"""The physiology, as plain arithmetic: one file per organ system, in the order in which a signal travels."""
