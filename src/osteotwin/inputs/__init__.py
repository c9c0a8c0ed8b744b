"""Reading what people and maintainers write: TOML files, tables, names, rows of shipped data."""
