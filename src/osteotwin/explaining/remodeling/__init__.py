"""A place of remodeling in the hip: its signals and cells over time, with a person's drugs and without; in words."""
