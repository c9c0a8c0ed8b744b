"""Studies of the finished model: what outcomes depend on, what each mechanism is worth."""
