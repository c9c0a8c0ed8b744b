"""The diary: what people enter about themselves, kept in a database on their machine."""
