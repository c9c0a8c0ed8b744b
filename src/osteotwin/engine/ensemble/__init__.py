"""Very many people: block by block, in memory that does not grow, onto disk."""
