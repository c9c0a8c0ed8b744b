"""Exchange with other software: the model in the systems biology markup language (SBML)."""
