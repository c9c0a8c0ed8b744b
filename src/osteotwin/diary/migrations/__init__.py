"""How the tables of a diary change from version to version."""
