"""The fast engine: a whole Rosenbrock step for several people per vector, generated from the traced equations."""
