"""Virtual people: their profiles, their parameters, their simulation."""
