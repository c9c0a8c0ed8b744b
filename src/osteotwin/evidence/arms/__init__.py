"""A trial's arms as people and plans."""
