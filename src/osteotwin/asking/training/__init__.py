"""Training in words: exercises, sets, loads, and how often."""
