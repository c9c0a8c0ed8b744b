"""From equations to trajectories: trace, generate, integrate."""
